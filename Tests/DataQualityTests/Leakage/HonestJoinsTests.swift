import Columns
import DataQuality
import Evidence
import Testing
import Warehouse

/// Joins that see nothing of the future, beside those that do.
struct HonestJoinsTests {
    private static let orders = """
        SELECT i AS id, TIMESTAMP '2024-01-01' + to_hours(i) AS t, i // 20 + hash(i) % 1 AS c,
            round(hash(i, 3) % 1009 / 1009.0, 6) AS amount, hash(i, 2) % 2 = 0 AS y FROM range(4000) AS t(i)
        """
    private static let things = """
        SELECT i AS c, TIMESTAMP '2024-01-01' + to_hours(20 * i - 3) AS created, round(hash(i) % 1009 / 1009.0, 6) AS s
        FROM range(200) AS t(i)
        """

    private static func leaks(
        _ sql: String, orders: [AuditedSource.Rule] = [], things: [AuditedSource.Rule] = []
    ) async throws -> [String] {
        let bench = try Workbench()
        try bench.make("o", Self.orders)
        try bench.make("c", Self.things)
        let dataset = try bench.dataset(sql, key: ["id"], time: "t", label: "y", without: ["id"])
        let sources = [try bench.source("o", rules: orders), try bench.source("c", rules: things)]
        return try await bench.audit(dataset, sources).columns(.futureLeak)
    }

    @Test(arguments: [
        "JOIN c USING (c)", "JOIN c ON c.c = o.c", "JOIN c ON (o.c) = (c.c)", "LEFT JOIN c ON CAST(c.c AS INT) = o.c",
    ])
    func `a thing that was known when it was met is no leak`(join: String) async throws {
        let created = [AuditedSource.Rule(moment: .column("created"))]
        #expect(try await Self.leaks("SELECT o.*, c.s FROM o \(join)", things: created) == [])
    }

    @Test func `a thing that is known later is one, by an inner join too`() async throws {
        let later = [AuditedSource.Rule(moment: .after(column: "created", microseconds: 172_800_000_000))]
        #expect(try await Self.leaks("SELECT o.*, c.s FROM o JOIN c USING (c)", things: later).contains("s"))
    }

    @Test func `the order before is no leak, that after is one`() async throws {
        let cells = [AuditedSource.Rule(columns: ["id", "t", "amount", "c"], moment: .column("t"))]
        let sql = """
            SELECT o.id, o.t, o.y, n.amount AS f, p.amount AS g FROM o
            LEFT JOIN o AS n ON n.id = o.id + 1 LEFT JOIN o AS p ON p.id = o.id - 1
            """
        #expect(try await Self.leaks(sql, orders: cells) == ["f"])
    }

    @Test func `a source behind a schema is a warning, and not covered`() async throws {
        let bench = try Workbench()
        try bench.make("o", Self.orders)
        try bench.make("c", Self.things)
        let sql = "SELECT o.*, (SELECT count(*) FROM main.c AS q WHERE q.c = o.c) AS n FROM o"
        let dataset = try bench.dataset(sql, key: ["id"], time: "t", label: "y", without: ["id"])
        let created = [AuditedSource.Rule(moment: .column("created"))]
        let outcome = try await bench.audit(
            dataset, [try bench.source("o"), try bench.source("c", rules: created)])
        #expect(outcome.coverage.rows == 0)
        #expect(outcome.findings.contains { $0.code == .notReplayed && $0.severity == .warning && $0.source == "c" })
    }

    @Test(arguments: [
        ("WHERE EXISTS (SELECT 1 FROM v WHERE v.c = o.c AND v.at > o.t)", ["v"]),
        ("JOIN (SELECT DISTINCT c FROM v) AS q USING (c)", ["v"]), ("LEFT JOIN v ON v.c = o.c AND v.at < o.t", []),
        ("WHERE o.amount > 0.5", []),
    ])
    func `rows that only the future made are a warning`(end: String, sources: [String]) async throws {
        let bench = try Workbench()
        try bench.make("o", Self.orders)
        // Each thing is visited once, by half of the things, long after its first row.
        try bench.make(
            "v", "SELECT 2 * i AS c, TIMESTAMP '2024-01-01' + to_hours(40 * i + 15) AS at FROM range(100) AS t(i)")
        let dataset = try bench.dataset(
            "SELECT o.id, o.t, o.y, o.amount FROM o \(end)", key: ["id"], time: "t", label: "y", without: ["id"])
        let visited = [AuditedSource.Rule(moment: .column("at"))]
        let outcome = try await bench.audit(dataset, [try bench.source("o"), try bench.source("v", rules: visited)])
        #expect(outcome.findings.filter { $0.code == .rowsFromFuture }.compactMap(\.source) == sources)
        #expect(outcome.findings.allSatisfy { $0.severity != .error })
    }

    @Test(arguments: [1, 1_000, 1_000_000]) func `numbers that count from 1970 are moments`(perSecond: Int) async throws
    {
        let bench = try Workbench()
        try bench.make("o", Self.orders)
        func codes(_ hours: String) async throws -> [FindingCode] {
            let dataset = try bench.dataset(
                "SELECT o.*, CAST(epoch_us(t + to_hours(\(hours))) // 1000000 AS BIGINT) * \(perSecond) AS done FROM o",
                key: ["id"], time: "t", label: "y", without: ["id"])
            return try DatasetAudit(dataset, rows: "SELECT * FROM snapshot", isClass: true, on: bench.connection)
                .run(parts: nil, cleared: []).filter { $0.column == "done" }.map(\.code)
        }
        #expect(try await codes("CAST(hash(id) % 30 AS BIGINT)") == [.timeAfterPrediction])
        #expect(try await codes("-CAST(hash(id) % 30 AS BIGINT)") == [])
    }
}
