import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing
import Warehouse

@testable import Packaging

@Suite("The SQL statement in PostgreSQL")
struct PostgresParityTests {
    @Test(
        "answers as the model does in process, for models of every kind",
        .enabled(
            if: PostgresServer.isInstalled, "PostgreSQL (initdb, postgres, psql) is not installed: it was not asked"),
        .timeLimit(.minutes(10)))
    func parity() throws {
        let server = try PostgresServer()
        let workspace = try Workspace()
        for seed in 0..<200 {
            let document = RandomModel.document(seed: seed)
            let table = ProbeRows.table(for: document)
            let statement = ScoringStatement(document, of: "probe", keeping: [])
            let sql = try statement.sql().quotedText(in: .postgreSQL)
            let output = try server.run(
                PostgresRows.script(table) + "\nCOPY (\(sql)) TO STDOUT;\n", in: workspace)
            let rows = output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
            let width = document.outputNames.count - 1
            let found = Predictions(
                width: width, values: rows.flatMap { $0.suffix(width).map { Double($0) ?? .nan } })
            let classes = document.classes.map(PostgresRows.escaped)
            let parity = Parity(
                of: found, against: try document.predict(table),
                classIndices: document.task == .regression
                    ? nil : rows.map { classes.firstIndex(of: String($0[0])) ?? -1 },
                threshold: document.threshold ?? 0.5)
            #expect(parity.holds, "model \(seed): \(parity)")
        }
    }
}

/// Rows on their way into PostgreSQL.
private enum PostgresRows {
    /// Makes `probe`, with the rows of a table in their order.
    static func script(_ table: Table) -> String {
        let names = table.names.map { (try? SQL("\(Identifier($0))").quotedText(in: .postgreSQL)) ?? "" }
        let columns = zip(names, table.columns).map { "\($0) \(storage($1))" }.joined(separator: ", ")
        let values = zip(names, table.columns).map { "\(expression($0, $1)) AS \($0)" }.joined(separator: ", ")
        let rows = (0..<table.rowCount).map { row in
            (["\(row)"] + table.columns.map { cell($0, row) }).joined(separator: "\t")
        }
        return """
            DROP VIEW IF EXISTS probe;
            DROP TABLE IF EXISTS stored;
            CREATE TABLE stored (place INTEGER, \(columns));
            COPY stored FROM STDIN;
            \(rows.joined(separator: "\n"))
            \\.
            CREATE VIEW probe AS SELECT \(values) FROM stored ORDER BY place;
            """
    }

    private static func storage(_ column: Column) -> String {
        switch column {
        case .boolean: "BOOLEAN"
        case .integer, .timestamp: "BIGINT"
        case .double: "DOUBLE PRECISION"
        case .text: "TEXT"
        }
    }

    private static func expression(_ name: String, _ column: Column) -> String {
        guard case .timestamp(_, let kind) = column else { return name }
        return switch kind {
        case .date: "CAST(TIMESTAMP '1970-01-01' + \(name) * INTERVAL '1 microsecond' AS DATE)"
        case .timestamp: "TIMESTAMP '1970-01-01' + \(name) * INTERVAL '1 microsecond'"
        case .instant: "TIMESTAMPTZ '1970-01-01 00:00:00+00' + \(name) * INTERVAL '1 microsecond'"
        }
    }

    private static func cell(_ column: Column, _ row: Int) -> String {
        switch column {
        case .boolean(let values): values[row].map { $0 ? "t" : "f" } ?? "\\N"
        case .integer(let values), .timestamp(let values, _): values[row].map { "\($0)" } ?? "\\N"
        case .double(let values): values[row].map { $0.isNaN ? "NaN" : "\($0)" } ?? "\\N"
        case .text(let values): values[row].map(escaped) ?? "\\N"
        }
    }

    /// A text in the form of COPY.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    }
}
