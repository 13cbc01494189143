import Columns
import Evidence
import Warehouse

/// Rows that were entered twice: the same but for blanks, the case of letters, or the key.
struct NearDuplicates {
    private let relation: CheckedRelation
    private let columns: [ColumnSQL]

    /// The share of rows that differ from all others from which on equal ones are no chance.
    private static let distinctShare = 0.95

    /// Rows among which one that equals another but for the key may be chance.
    private static let rowsForOneCopy = 1_000

    init(_ relation: CheckedRelation, label: String) {
        self.relation = relation
        columns = relation.columns.filter { $0.type != .unsupported && !relation.key.contains($0.name) }
            .map(ColumnSQL.init)
    }

    func findings(_ finder: inout FactFinder) async throws -> [Finding] {
        // Without a key and without texts, equal rows are exact copies, which are found elsewhere.
        guard columns.count >= 4, !relation.key.isEmpty || columns.contains(where: { $0.column.type == .text }) else {
            return []
        }
        let rows: Fact = try Fact(aggregate: "count(*)")
        // Two hashes that agree by chance are rarer than a fault of the disk.
        let plain: SQL = "hash(\(columns.map { "\($0.name)" as SQL }))"
        let folded = columns.map { column -> SQL in
            column.column.type == .text
                ? "regexp_replace(lower(trim(\(column.name))), '\\s+', ' ', 'g')" : "\(column.name)"
        }
        let groups: SQL = """
            (SELECT count(*) AS n, count(DISTINCT plain) AS spellings FROM (
            SELECT \(plain) AS plain, hash(\(folded)) AS folded FROM \(relation.rows)) AS hashed GROUP BY folded) AS groups
            """
        let fact = try Fact(
            query: """
                SELECT count(*) AS distinct_rows, CAST(coalesce(sum(n - 1), 0) AS BIGINT) AS repeated,
                CAST(coalesce(sum(spellings - 1), 0) AS BIGINT) AS respelt FROM \(groups)
                """)
        try await finder.find([rows, fact])
        guard let answer = finder.facts.rows(fact).first, let distinct = answer[0].integer,
            let repeated = answer[1].integer, let respelt = answer[2].integer
        else { return [] }
        let total = finder.facts.count(rows)
        // Where rows are often equal, equal rows say nothing, unless only their spelling differs. Without a key,
        // exact copies are found elsewhere.
        let isTelling = Double(distinct) >= Self.distinctShare * Double(total) && !relation.key.isEmpty
        let copies = isTelling && repeated * Self.rowsForOneCopy >= total ? repeated : 0
        let count = max(copies, 2 * distinct >= total ? respelt : 0)
        guard count > 0 else { return [] }
        return [
            Finding(
                .warning, .nearDuplicateRows,
                "\(NumberText.counted(count, "row")) \(count == 1 ? "repeats" : "repeat") another row but for blanks, "
                    + "the case of letters or the key",
                advice: "leave the copies out in the dataset's SQL; one may train and its copy test", count: count)
        ]
    }
}
