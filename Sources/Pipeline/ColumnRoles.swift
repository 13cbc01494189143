import Columns
import DataQuality
import Evidence
import Framing
import Warehouse

/// What each column of the dataset is there for.
struct ColumnRoles {
    private let brief: Brief
    private let group: String?

    init(_ settled: SettledBrief) {
        brief = settled.brief
        if case .group(let column) = settled.split.by { group = column } else { group = nil }
    }

    /// Columns that are no features by their role or by the brief, each once, with the reason.
    var exclusions: [Exclusion] {
        var seen: Set<String> = []
        return (byRole + byBrief).filter { seen.insert($0.column).inserted }
    }

    /// The names of ``exclusions``.
    var notFeatures: Set<String> { Set(exclusions.map(\.column)) }

    /// Columns to read: features first, then those that other steps need, each once, in the dataset's order.
    func columns(of result: CheckResult, slicedBy slices: [String], in columns: [EngineColumn]) -> [String] {
        let leftOut = notFeatures.union(result.leftOut.map(\.column))
        let needed = Set(
            brief.data.key + slices + [brief.data.label]
                + [brief.data.time, brief.data.weight, brief.data.query, group].compactMap(\.self))
        // Without a key a row is known by all of its cells.
        let wanted = columns.filter { brief.data.key.isEmpty || needed.contains($0.name) || !leftOut.contains($0.name) }
        return wanted.filter { $0.type != .unsupported }.map(\.name)
    }

    /// Columns by whose values the rows are judged apart: those that are asked for, and sensitive ones.
    ///
    /// - Parameter personal: columns whose values are shown nowhere.
    /// - Returns: each once.
    func slices(hiding personal: Set<String>) -> [String] {
        brief.slices + brief.sensitive.filter { !brief.slices.contains($0) && !personal.contains($0) }
    }

    private var byRole: [Exclusion] {
        let data = brief.data
        var roles = [Exclusion(column: data.label, reason: "it is the label", by: .role)]
        if let weight = data.weight { roles.append(Exclusion(column: weight, reason: "it is the weight", by: .role)) }
        if let query = data.query {
            roles.append(Exclusion(column: query, reason: "its rows are ranked together", by: .role))
        }
        if let group { roles.append(Exclusion(column: group, reason: "rows are split by it", by: .role)) }
        if data.key.count == 1 {
            roles.append(Exclusion(column: data.key[0], reason: "it is the key and names a single row", by: .role))
        }
        return roles
            + brief.sensitive.map {
                Exclusion(column: $0, reason: "it is sensitive and no sign-off allows its use", by: .role)
            }
    }

    private var byBrief: [Exclusion] {
        brief.exclude.map { Exclusion(column: $0.column, reason: $0.text, by: .brief) }
    }
}
