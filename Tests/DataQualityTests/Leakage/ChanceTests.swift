import Columns
import DataQuality
import Evidence
import Testing
import Warehouse

/// What SQL the sources do not decide.
struct ChanceTests {
    private static let rows =
        "SELECT i AS id, TIMESTAMP '2024-01-01' + to_hours(i) AS t, i % 2 AS y FROM range(300) AS t(i)"

    private static func codes(_ sql: String, known: KnownMoment = .column("t")) async throws -> [FindingCode] {
        let bench = try Workbench()
        try bench.make("o", rows)
        let dataset = try bench.dataset(sql, key: ["id"], time: "t", label: "y", without: ["id"])
        let source = try bench.source("o", rules: [AuditedSource.Rule(moment: known)])
        return try await bench.audit(dataset, [source]).findings.filter { $0.severity == .error }.map(\.code)
    }

    @Test(arguments: [
        "SELECT * FROM o TABLESAMPLE 60%", "SELECT * FROM o USING SAMPLE 60 PERCENT (bernoulli)",
        "SELECT *, extract(year FROM age(t)) AS m FROM o", "SELECT *, random() AS m FROM o",
    ])
    func `samples without a seed and ages until today are decided by chance`(sql: String) async throws {
        #expect(try await Self.codes(sql).contains(.sqlNotDeterministic))
    }

    @Test(arguments: [
        "SELECT * FROM o TABLESAMPLE bernoulli(60%) REPEATABLE (7)",
        "SELECT * FROM o USING SAMPLE 60 PERCENT (bernoulli, 7)",
        "SELECT *, extract(year FROM age(t, TIMESTAMP '2020-01-01')) AS m FROM o",
    ])
    func `what names its seed or its moment is not`(sql: String) async throws {
        #expect(try await !Self.codes(sql).contains(.sqlNotDeterministic))
    }

    @Test func `known_at that calls the clock is refused`() async throws {
        #expect(try await Self.codes("SELECT * FROM o", known: .expression("now()")) == [.knownAtUnfit])
    }

    @Test(arguments: ["occurred at", "closed.at", "at-time", "1st", "a\"t", "a't", "ä t"])
    func `known_at takes the plain name of any column`(name: String) async throws {
        let bench = try Workbench()
        let quoted = name.replacing("\"", with: "\"\"")
        try bench.make("o", "SELECT *, t AS \"\(quoted)\" FROM (\(Self.rows)) AS r")
        let dataset = try bench.dataset("SELECT id, t, y FROM o", key: ["id"], time: "t", label: "y", without: ["id"])
        let source = try bench.source("o", rules: [AuditedSource.Rule(moment: .expression(name))])
        #expect(try await bench.audit(dataset, [source]).findings.filter { $0.severity == .error } == [])
    }
}
