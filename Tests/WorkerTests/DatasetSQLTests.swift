import Columns
import Evidence
import Foundation
import Testing

@testable import Worker

/// What the dataset's SQL may do, and what is said where it is wrong.
struct DatasetSQLTests {
    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.write("flights.csv", "id,origin,late\n3,JFK,true\n1,EWR,false\n2,LGA,true\n")
        try bench.write("weather.csv", "origin,wind\nJFK,1.5\nEWR,2.5\nLGA,NA\n")
        return bench
    }

    private let sources: [WorkerRequest.Source] = [.init("flights", "flights.csv"), .init("weather", "weather.csv")]

    @Test func sourcesAreJoined() throws {
        let bench = try bench()
        let sql = "SELECT f.*, w.wind\nFROM flights AS f LEFT JOIN weather AS w USING (origin) -- all flights\n;"
        let response = try bench.run(bench.request(sources, sql: sql, key: ["id"]))
        #expect(response.snapshot.rows == 3)
        #expect(response.snapshot.columns.map(\.name) == ["id", "origin", "late", "wind"])
        #expect(response.snapshot.columns.map(\.type) == [.integer, .text, .boolean, .double])
        #expect(response.sources.map(\.rows) == [3, 3])
        #expect(response.versions["duckdb"]?.isEmpty == false)
    }

    @Test(arguments: [
        ("SELECT id,\n       delay\nFROM flights", 2, 8, "delay"),
        ("SELECT id\nFROM flight", 2, 6, "flight"),
        ("SELECT id,, late FROM flights", 1, 11, "syntax error"),
        ("SELECT id FROM flights\nWHERE sum(id) > 1", 2, 7, "WHERE"),
        ("-- one\n-- two\nSELECT nosuch(id) FROM flights", 3, 8, "nosuch"),
        ("SELECT id\nFROM flights\nWHERE origin = 5", 3, nil, "JFK"),
    ])
    func anErrorNamesItsPlace(_ sql: String, line: Int, column: Int?, words: String) throws {
        let bench = try bench()
        let error = try bench.failure(bench.request(sources, sql: sql))
        let finding = error.findings[0]
        #expect(error.exitStatus == .inputWrong)
        #expect(finding.code == .sqlFailed)
        #expect(finding.file == "sql/dataset.sql")
        #expect(finding.line == line, "\(error)")
        if let column { #expect(finding.columnNumber == column, "\(error)") }
        #expect(finding.message.contains(words), "\(finding.message)")
        #expect(finding.excerpt?.text == String(sql.split(separator: "\n")[line - 1]))
    }

    @Test func sqlInsideABriefCountsItsLinesFromThere() throws {
        let bench = try bench()
        var request = bench.request(sources, sql: "SELECT id\nFROM flight")
        request.dataset = WorkerRequest.Dataset(sql: "SELECT id\nFROM flight", file: "brief.yaml", firstLine: 12)
        let finding = try bench.failure(request).findings[0]
        #expect(finding.line == 13)
    }

    @Test func noRowsIsAnError() throws {
        let bench = try bench()
        let error = try bench.failure(bench.request(sources, sql: "SELECT * FROM flights WHERE id > 10"))
        #expect(error.findings.map(\.code) == [.noRows])
        #expect(error.exitStatus == .inputWrong)
    }

    @Test func severalSourcesNeedADataset() throws {
        let bench = try bench()
        let error = try bench.failure(bench.request(sources))
        #expect(error.findings.map(\.code) == [.missingKey])
    }

    @Test func columnsThatTheBriefNamesMustExistAllAtOnce() throws {
        let bench = try bench()
        let request = bench.request(
            [.init("flights", "flights.csv")], key: ["id", "orgin"], required: ["data.label": "lat"])
        let error = try bench.failure(request)
        #expect(error.findings.map(\.code) == [.columnNotFound, .columnNotFound])
        #expect(error.findings.map(\.column) == ["orgin", "lat"])
        #expect(error.findings[0].advice == "did you mean 'origin'?")
        #expect(error.findings[1].message.contains("data.label"))
    }

    @Test(arguments: [
        ("SELECT id, id FROM flights", "columns 1 and 2"),
        ("SELECT id, late AS ID FROM flights", "columns 1 and 2"),
        ("SELECT id AS \"a\tb\" FROM flights", "control"),
        ("SELECT id AS \"\(String(repeating: "x", count: 300))\" FROM flights", "300 bytes"),
    ])
    func unusableNamesAreRefused(_ sql: String, words: String) throws {
        let bench = try bench()
        let error = try bench.failure(bench.request(sources, sql: sql))
        #expect(error.findings.map(\.code) == [.columnNameUnusable])
        #expect(error.findings[0].message.contains(words), "\(error)")
    }

    @Test func aQueryThatFailsOnTheDataIsAnErrorOfTheSQL() throws {
        let bench = try bench()
        let error = try bench.failure(bench.request(sources, sql: "SELECT CAST(origin AS INTEGER) AS n FROM flights"))
        #expect(error.findings.map(\.code) == [.sqlFailed])
    }

    @Test func sqlPastItsLimitIsRefused() throws {
        let bench = try bench()
        let sql = "SELECT id FROM flights -- " + String(repeating: "x", count: Limits.sqlBytes)
        #expect(try bench.failure(bench.request(sources, sql: sql)).findings.map(\.code) == [.sqlNotOneQuery])
    }

    @Test func sourcesNamedAlikeAreRefused() throws {
        let bench = try bench()
        let alike: [WorkerRequest.Source] = [.init("Flights", "flights.csv"), .init("flights", "flights.csv")]
        #expect(try bench.failure(bench.request(alike, sql: "SELECT 1")).findings.map(\.code) == [.duplicateKey])
    }

    @Test func aSourceMayHaveAnyName() throws {
        let bench = try bench()
        let name = "my \"flights\"; DROP TABLE x --"
        let response = try bench.run(bench.request([.init(name, "flights.csv")]))
        #expect(response.snapshot.rows == 3)
    }
}
