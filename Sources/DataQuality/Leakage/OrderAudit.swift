import Columns
import Evidence
package import Warehouse

/// Runs the dataset's SQL on sources in another order, and compares column by column with what it gave before.
package struct OrderAudit {
    let dataset: AuditedDataset
    let sources: [AuditedSource]
    let ask: AuditAsk

    /// A number for each column of a dataset that follows from the values beside their keys, as one row.
    ///
    /// - Parameters:
    ///   - rows: what stands after FROM.
    ///   - columns: the columns, with the types that they are compared in.
    ///   - key: the columns that name a row.
    /// - Returns: a query whose columns are `s0`, `s1`, …, of every bit, and `t0`, `t1`, …, alike for sums of doubles.
    package static func checksums(of rows: SQL, columns: [EngineColumn], key: [String]) -> SQL {
        let facts = columns.enumerated().flatMap { index, column in
            [
                "\(Checksum.exact(column, key: key)) AS \(Identifier("s\(index)"))",
                "\(Checksum.rounded(column, key: key)) AS \(Identifier("t\(index)"))",
            ] as [SQL]
        }
        return "SELECT \(facts) FROM \(rows)"
    }

    /// The columns that came out otherwise, where `before` is the answer to ``checksums(of:columns:key:)`` over the
    /// dataset as it was taken.
    func unstable(before: Table) async throws -> (columns: [String], beyondRounding: [String]) {
        var plan = QueryPlan(purpose: "the dataset on sources in another order")
        var views: [SQL] = []
        for source in sources {
            let permuted = Identifier("associate permuted \(source.name)")
            let values = source.columns.map { "\(Identifier($0.name))" as SQL }
            try plan.execute(
                """
                CREATE OR REPLACE TEMP TABLE \(permuted) AS SELECT * FROM \(source.relation) \
                ORDER BY \(SQL.hash(values)) DESC
                """)
            views.append("\(Identifier(source.name)) AS (SELECT * FROM \(permuted))")
        }
        let cells = dataset.columns.map {
            "\(SQL.tryCast("\(Identifier($0.name))", toTypeOf: $0)) AS \(Identifier($0.name))" as SQL
        }
        let rows: SQL = "(SELECT \(cells) FROM \(dataset.relation)) AS d"
        let key = dataset.key
        try plan.ask("after", "WITH \(views) \(Self.checksums(of: rows, columns: dataset.columns, key: key))")
        for source in sources { try plan.execute("DROP TABLE \(Identifier("associate permuted \(source.name)"))") }
        let (one, other) = (AnswerRow(before), AnswerRow(try await ask(plan).table("after")))
        func names(_ kind: String) -> [String] {
            dataset.columns.indices.filter { one.text("\(kind)\($0)") != other.text("\(kind)\($0)") }
                .map { dataset.columns[$0].name }
        }
        return (names("s"), names("t"))
    }

    /// What is said of columns that came out otherwise.
    func findings(unstable: [String]) -> [Finding] {
        unstable.map { name in
            var finding = Finding(
                .warning, .orderDependentColumn,
                "'\(name)' comes out otherwise when the sources stand in another order",
                advice: "order windows and aggregates by a unique key; sums of decimals by way of integers",
                column: name)
            let item = QueryWords(dataset.sql).words.first { $0.names(name) }
            if let item { finding = finding.at(dataset.place(line: item.line, column: item.column)) }
            return finding
        }
    }
}
