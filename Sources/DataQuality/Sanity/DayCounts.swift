import Columns
import Evidence
import Warehouse

/// What is counted of each day.
struct DayCounts {
    /// One day.
    struct Day {
        /// Days since 1970.
        let number: Int
        let rows: Int
        let labelled: Int
        /// Its first and its last moment, in microseconds since midnight.
        let first: Int
        let last: Int
        /// Values of each column.
        let present: [Int]

        var text: String { Moment.text(Int64(number) * 86_400_000_000, .date) }

        /// The day of the week, from 0 for Thursdays on.
        var weekday: Int { ((number % 7) + 7) % 7 }
    }

    let columns: [String]
    let days: [Day]

    /// Columns whose values are counted by day.
    private static let mostColumns = 1_000
    /// Days past which nothing is counted by day.
    private static let longest = 100_000

    init(
        _ relation: CheckedRelation, time: EngineColumn, label: String, _ finder: inout FactFinder
    ) async throws {
        let counted = relation.columns.filter { $0.type != .unsupported && $0.name != time.name && $0.name != label }
            .prefix(Self.mostColumns)
        columns = counted.map(\.name)
        let at = ColumnSQL(time)
        let target = relation.column(label).map(ColumnSQL.init)
        var list: [SQL] = [
            "CAST(epoch_us(CAST(CAST(\(at.name) AS DATE) AS TIMESTAMP)) // 86400000000 AS BIGINT) AS day",
            "count(*) AS rows", "min(\(Self.sinceMidnight(at.name))) AS first",
            "max(\(Self.sinceMidnight(at.name))) AS last",
            target.map { "\($0.presentCount) AS labelled" } ?? "0 AS labelled",
        ]
        for (index, column) in counted.enumerated() {
            list.append("\(ColumnSQL(column).presentCount) AS \(Identifier("c\(index)"))")
        }
        let fact = try Fact(
            query: """
                SELECT \(list) FROM \(relation.rows) WHERE \(at.name) IS NOT NULL GROUP BY 1 ORDER BY 1
                LIMIT \(Self.longest)
                """)
        try await finder.find([fact])
        days = finder.facts.rows(fact).map { row in
            Day(
                number: row[0].integer ?? 0, rows: row[1].integer ?? 0, labelled: row[4].integer ?? 0,
                first: row[2].integer ?? 0, last: row[3].integer ?? 0, present: row.dropFirst(5).map { $0.integer ?? 0 }
            )
        }
    }
    private static func sinceMidnight(_ moment: Identifier) -> SQL {
        "CAST(epoch_us(CAST(\(moment) AS TIMESTAMP)) % 86400000000 AS BIGINT)"
    }
}
