import Evidence

/// What makes the names of columns unusable.
enum ColumnNames {
    /// One thing wrong with the names; positions are from 1.
    struct Flaw: Sendable, Equatable {
        let code: FindingCode
        let message: String
        let name: String?
        let evidence: [String: JSONValue]
    }

    /// Everything that is wrong with names, in the order of the columns.
    ///
    /// Names are distinct without regard to case, since engines do not tell `Late` from `late`. Any other name is
    /// fine: blanks, quotes, dots, emoji, SQL.
    static func flaws(in names: [String]) -> [Flaw] {
        var flaws: [Flaw] = []
        if names.count > Limits.datasetColumns {
            flaws.append(
                Flaw(
                    code: .tooManyColumns,
                    message: "there are \(names.count) columns; at most \(Limits.datasetColumns) can be worked with",
                    name: nil, evidence: ["columns": .integer(Int64(names.count))]))
        }
        var seen: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let position = index + 1
            func flaw(_ message: String, _ more: [String: JSONValue] = [:]) -> Flaw {
                Flaw(
                    code: .columnNameUnusable, message: message, name: name.isEmpty ? nil : String(name.prefix(60)),
                    evidence: more.merging(["position": .integer(Int64(position))]) { old, _ in old })
            }
            if name.isEmpty {
                flaws.append(flaw("column \(position) has no name"))
                continue
            }
            if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                flaws.append(flaw("the name of column \(position) holds a control character"))
            }
            if name.utf8.count > Limits.columnNameBytes {
                flaws.append(
                    flaw(
                        "the name of column \(position) has \(name.utf8.count) bytes; "
                            + "at most \(Limits.columnNameBytes) are possible"))
            }
            if let first = seen[name.lowercased()] {
                let other = names[first - 1]
                let shown = name.prefix(60).description.escapingControls
                flaws.append(
                    flaw(
                        other == name
                            ? "columns \(first) and \(position) are both named '\(shown)'"
                            : "columns \(first) and \(position) differ only in case: "
                                + "'\(other.prefix(60).description.escapingControls)', '\(shown)'",
                        ["first_position": .integer(Int64(first))]))
            } else {
                seen[name.lowercased()] = position
            }
        }
        return flaws
    }
}
