import Columns
import Evidence
import Warehouse

/// Texts that were read in another encoding than they were written in.
struct DamagedTexts {
    private let columns: [ColumnSQL]
    private let hidden: Set<String>

    /// UTF-8 read as Latin-1 or Windows-1252, and what a reader put where it could not read.
    private static let pattern =
        "Ã[\\x{0080}-\\x{00BF}\\x{0152}-\\x{0178}\\x{02C6}\\x{2013}-\\x{2122}]|Â[\\x{00A0}-\\x{00BF}]|â€|ï¿½|\\x{FFFD}"

    init(_ relation: CheckedRelation, hidden: Set<String>) {
        self.hidden = hidden
        columns = relation.columns.filter { $0.type == .text }.map(ColumnSQL.init)
    }

    func findings(_ finder: inout FactFinder) async throws -> [Finding] {
        var facts: [(count: Fact, first: Fact)] = []
        for column in columns {
            let damaged: SQL = "regexp_matches(\(column.text), \(Literal(Self.pattern)))"
            facts.append(
                (
                    try Fact(countOf: damaged), try Fact(aggregate: "min(\(column.text))", where: damaged)
                ))
        }
        try await finder.find(facts.flatMap { [$0.count, $0.first] })
        return zip(columns, facts).compactMap { column, facts in
            let count = finder.facts.count(facts.count)
            guard count > 0 else { return nil }
            let name = column.column.name
            let example = hidden.contains(name) ? "" : ", such as '\(finder.facts[facts.first].text.prefix(40))'"
            return Finding(
                .warning, .encodingDamaged,
                "column '\(name)' holds \(NumberText.counted(count, "text")) of damaged encoding" + example,
                advice: "write the file again in UTF-8 from its source", column: name, count: count)
        }
    }
}
