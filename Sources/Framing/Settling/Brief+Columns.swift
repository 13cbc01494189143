package import Columns
package import Evidence

extension Brief {
    /// Columns listed in the advice of a finding.
    private static let columnsListed = 20

    /// Every column of the dataset that the brief names, by the path at which it does.
    var namedColumns: [(path: String, column: String)] {
        var named: [(path: String, column: String)] = [("data.label", data.label)]
        named += data.key.enumerated().map { ("data.key[\($0)]", $1) }
        if let time = data.time { named.append(("data.time", time)) }
        if let weight = data.weight { named.append(("data.weight", weight)) }
        if let query = data.query { named.append(("data.query", query)) }
        if case .group(let column) = split?.by { named.append(("split.group", column)) }
        named += slices.enumerated().map { ("slices[\($0)]", $1) }
        named += sensitive.enumerated().map { ("sensitive[\($0)]", $1) }
        named += exclude.map { ("exclude.\($0.column)", $0.column) }
        named += monotone.map { ("monotone.\($0.column)", $0.column) }
        named += sensitiveUse.map { ("sensitive_use.\($0.column)", $0.column) }
        return named
    }

    /// Findings about columns that the brief names and the dataset does not have, and about types that do not fit
    /// their role.
    package func columnFindings(_ columns: [(name: String, type: ColumnType)]) -> [Finding] {
        let types = Dictionary(columns.map { ($0.name, $0.type) }) { first, _ in first }
        let names = columns.map(\.name)
        var findings = namedColumns.filter { types[$0.column] == nil }.map { path, column in
            let more = names.count - Self.columnsListed
            let list = names.prefix(Self.columnsListed).map { quoted($0) }.joined(separator: ", ")
            return finding(
                .columnNotFound, at: path, "the dataset has no column \(quoted(column))",
                advice: "Columns of the dataset: \(list)\(more > 0 ? " and \(more) more" : "").", column: column,
                hint: Spelling.nearest(to: column, among: names).map { "did you mean \(quoted($0))?" })
        }
        if let time = data.time, let type = types[time], ![.date, .timestamp, .instant].contains(type) {
            findings.append(
                finding(
                    .wrongType, at: "data.time", "the time \(quoted(time)) holds \(type.words), not moments",
                    advice: "Convert it in the dataset's SQL, such as CAST(… AS TIMESTAMP) or make_timestamp(…).",
                    column: time))
        }
        if let weight = data.weight, let type = types[weight], ![.integer, .double].contains(type) {
            findings.append(
                finding(
                    .wrongType, at: "data.weight", "the weight \(quoted(weight)) holds \(type.words), not numbers",
                    advice: "Name a column of numbers of at least 0.", column: weight))
        }
        for named in monotone {
            guard let type = types[named.column], ![.integer, .double, .boolean].contains(type) else { continue }
            findings.append(
                finding(
                    .wrongType, at: "monotone.\(named.column)",
                    "\(quoted(named.column)) holds \(type.words), with which nothing can rise or fall",
                    advice: "Name a column of numbers, or make one of it in the dataset's SQL.", column: named.column))
        }
        return findings
    }
}

extension ColumnType {
    /// The values of the type, in words.
    var words: String {
        switch self {
        case .boolean: "booleans"
        case .integer: "integers"
        case .double: "numbers"
        case .text: "text"
        case .date: "dates"
        case .timestamp, .instant: "moments"
        case .unsupported: "values that are not numbers, text, booleans or moments"
        }
    }
}
