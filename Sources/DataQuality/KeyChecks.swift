import Columns
import Evidence
import Warehouse

/// The key names each row once; without a key, equal rows are counted.
enum KeyChecks {
    static func run(
        _ request: CheckRequest, profiles: [ColumnProfile], on connection: Connection, _ ledger: inout CheckLedger
    ) throws {
        guard !request.key.isEmpty else { return try checkDuplicates(request, on: connection, &ledger) }
        for name in request.key {
            let nulls = profiles.first { $0.name == name }?.nulls ?? 0
            ledger.record(
                "expect_column_values_to_not_be_null", ["column": .string(name)], success: nulls == 0,
                elements: request.rowCount, unexpected: nulls)
            guard nulls > 0 else { continue }
            ledger.find(
                Finding(
                    .error, .keyNull, "key column '\(name)' is null in \(NumberText.counted(nulls, "row"))",
                    advice: "leave those rows out in the dataset's SQL, or name a key that every row has", column: name,
                    count: nulls))
        }
        try checkUnique(request, on: connection, &ledger)
    }

    private static func checkUnique(
        _ request: CheckRequest, on connection: Connection, _ ledger: inout CheckLedger
    ) throws {
        let key = SQL(request.key.map { "\(Identifier($0))" }, separatedBy: ", ")
        let repeated: SQL = """
            SELECT \(key), count(*) AS "rows with this key" FROM \(request.rows)
            GROUP BY \(key) HAVING count(*) > 1
            """
        let counts = try connection.query(
            "SELECT count(*) AS \"keys\", CAST(coalesce(sum(\"rows with this key\"), 0) AS BIGINT) AS \"rows\" FROM (\(repeated)) AS repeated"
        )
        let keys = counts.integer("keys") ?? 0
        let rows = counts.integer("rows") ?? 0
        let shown = keys == 0 ? [] : try examples(repeated, key: key, request, on: connection)
        ledger.record(
            "expect_compound_columns_to_be_unique", ["column_list": .array(request.key.map { .string($0) })],
            success: keys == 0, elements: request.rowCount, unexpected: rows, examples: shown.map { .string($0) })
        guard keys > 0 else { return }
        ledger.find(
            Finding(
                .error, .keyNotUnique,
                "key \(request.key.joined(separator: ", ")) is not unique: \(NumberText.count(keys)) keys name "
                    + "\(NumberText.count(rows)) rows",
                advice: "add a column to data.key, or make the dataset's SQL give one row per prediction", count: rows,
                keys: shown))
    }

    private static func examples(
        _ repeated: SQL, key: SQL, _ request: CheckRequest, on connection: Connection
    ) throws -> [String] {
        let cells = SQL(
            request.key.map { "coalesce(CAST(\(Identifier($0)) AS VARCHAR), '')" }, separatedBy: " || ', ' || ")
        let table = try connection.query(
            "SELECT \(cells) AS \"example\" FROM (\(repeated)) AS repeated ORDER BY \(key) LIMIT \(Limits.keysPerFinding)"
        )
        guard case .text(let texts) = table["example"] else { return [] }
        return (0..<texts.count).compactMap { texts[$0] }
    }

    private static func checkDuplicates(
        _ request: CheckRequest, on connection: Connection, _ ledger: inout CheckLedger
    ) throws {
        let readable = request.columns.filter { $0.type != .unsupported }.map { SQL("\(Identifier($0.name))") }
        guard !readable.isEmpty else { return }
        let columns = SQL(readable, separatedBy: ", ")
        let table = try connection.query(
            """
            SELECT CAST(coalesce(sum("equal rows" - 1), 0) AS BIGINT) AS "duplicates" FROM (
              SELECT count(*) AS "equal rows" FROM \(request.rows) GROUP BY \(columns)
            ) AS grouped
            """)
        let duplicates = table.integer("duplicates") ?? 0
        guard duplicates > 0 else { return }
        ledger.find(
            Finding(
                .warning, .duplicateRows, "\(NumberText.count(duplicates)) rows repeat an earlier row in every column",
                advice: "name a data.key, or leave repeated rows out: one may train and its copy test",
                count: duplicates))
    }
}

extension Table {
    /// The integer in the only row of a column.
    fileprivate func integer(_ name: String) -> Int? {
        guard case .integer(let values) = self[name], values.count > 0 else { return nil }
        return values[0].map(Int.init)
    }
}
