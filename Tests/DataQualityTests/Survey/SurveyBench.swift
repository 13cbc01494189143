import Foundation
import Warehouse

@testable import DataQuality

/// Tables in an engine, looked at for the first time.
struct SurveyBench {
    let connection: Connection
    private var names: [String] = []

    init() throws {
        let engine = try Engine.duckDB(threads: 2, temporaryDirectory: NSTemporaryDirectory() + "/survey-bench")
        connection = try engine.connect()
    }

    /// Makes a table of a query.
    mutating func add(_ name: String, _ query: SQL) throws {
        try connection.execute("CREATE TABLE \(Identifier(name)) AS \(query)")
        names.append(name)
    }

    var ask: Asking {
        let connection = connection
        return { try connection.answers(to: $0) }
    }

    func table(_ name: String) async throws -> SurveyedTable {
        let rows = try connection.integer("SELECT count(*) FROM \(Identifier(name))")
        let columns = try connection.describe("SELECT * FROM \(Identifier(name))")
        return try await TableSurvey(name: name, columns: columns, rows: rows).table(ask: ask)
    }

    /// The plan for the tables, of which the first has a row for each prediction.
    func plan(label: String) async throws -> DatasetPlanner.Outcome {
        var tables: [SurveyedTable] = []
        for name in names { tables.append(try await table(name)) }
        let key = try await KeyFinder(tables[0], label: label).key(ask: ask)
        var planner = DatasetPlanner(
            main: tables[0], others: Array(tables.dropFirst()), label: label, key: key, ask: ask)
        return try await planner.outcome()
    }
}
