import Columns
import DataQuality
import Evidence
import Framing
import Warehouse

/// A table of the call under the name that it has in the brief.
struct InitSource: Sendable {
    var name: String
    var path: String
    /// The table of a database file that has several.
    var table: String?
}

/// The sources of the proposal, with what is said of each.
extension InitProposal {
    var brought: [Source] {
        get throws {
            try sources.filter { isUsed($0.name) }.map { source in
                Source(
                    name: source.name, location: .files([call.written(source.path)], table: source.table),
                    knownAt: try knownAt(source.name))
            }
        }
    }

    private func isUsed(_ name: String) -> Bool {
        name == main.name || plan.lookups.contains { $0.table.name == name }
            || plan.series.contains { $0.table.name == name } || plan.events.contains { $0.table.name == name }
    }

    /// When the rows of a source became known, where its moments say so.
    private func knownAt(_ name: String) throws -> KnownAt? {
        if let series = plan.series.first(where: { $0.table.name == name }) {
            return try knownAt(series.table[series.time], after: series.step)
        }
        guard let events = plan.events.first(where: { $0.table.name == name }), let time = events.time,
            let column = events.table[time]
        else { return nil }
        // A day is known when it is over.
        return try knownAt(column, after: column.type == .date ? DatasetPlan.Window.day : 0)
    }

    private func knownAt(_ column: SurveyedColumn?, after delay: Int64) throws -> KnownAt? {
        guard let column else { return nil }
        if column.form != nil {
            let late: SQL = delay > 0 ? " + \(SQL.interval(microseconds: delay))" : ""
            return .expression(try ("\(column.value)\(late)" as SQL).written(in: .duckDB))
        }
        return delay > 0
            ? .after(column: column.name, delay: BriefDuration(microseconds: delay)) : .column(column.name)
    }

    func remark(on source: InitSource) -> String {
        let name = source.name
        if name == main.name {
            let cells =
                plan.time == nil
                ? "" : "\nA cell that is learnt later can be said to be with known_at: {columns: […], at: …}."
            return "\(NumberText.count(main.rows)) rows, one for each prediction.\(plan.outcome == nil ? cells : "")"
        }
        if let lookup = plan.lookups.first(where: { $0.table.name == name }) {
            let moments = lookup.table.columns.filter(\.isMoment).map(\.name)
            let why =
                moments.isEmpty
                ? "It has no moment, so its rows are taken to be known before."
                : "Its rows are taken to be known before; where \(moments.joined(separator: ", ")) says otherwise, "
                    + "say so with known_at."
            return
                "\(lookup.link.cardinality) by \(lookup.link.words): \(NumberText.percent(lookup.link.containment)) of the rows find one. "
                + why + notTaken(of: lookup)
        }
        if let series = plan.series.first(where: { $0.table.name == name }) {
            let step = DatasetPlan.Window(microseconds: series.step).every
            return "A row every \(step). A row is taken to describe the \(step) that begins at its \(series.time), "
                + "and so to be known when that is over; where it is known at once, take the delay out here and below."
        }
        if let events = plan.events.first(where: { $0.table.name == name }) {
            return "\(events.link.cardinality) by \(events.link.words)"
                + (events.time == nil
                    ? ": without a moment, so all rows are taken to be known before."
                    : ": events, known when they happen.")
        }
        return ""
    }

    /// Which columns of a table that is looked up are not taken, and why, as further sentences.
    private func notTaken(of lookup: DatasetPlan.Lookup) -> String {
        lookup.table.columns.compactMap { column -> String? in
            guard !lookup.columns.contains(column.name), !lookup.link.on.contains(where: { $0.other == column.name })
            else { return nil }
            switch ColumnRemark.of(column, in: lookup.table, key: []) {
            case .exclude(let reason): return "\n\(column.name) is not taken: \(reason)."
            case .sensitive: return "\n\(column.name) is not taken: it is a protected attribute."
            case nil: return nil
            }
        }.joined()
    }
}
