import DataQuality
import Evidence
import Testing

/// What `known_at` may say, and what is said where it cannot be used.
struct KnownAtTests {
    private static let visits = """
        SELECT i AS id, TIMESTAMP '2024-01-01' + to_hours(i) AS made_at, hash(i) % 7 AS x, hash(i, 1) % 2 = 0 AS y,
            CASE WHEN i % 10 = 0 THEN NULL ELSE TIMESTAMP '2024-01-01' + to_hours(i) END AS loaded,
            TIMESTAMP '2020-01-01' AS born, CAST(NULL AS TIMESTAMP) AS never, 'soon' AS word, i * 2 AS number
        FROM range(600) AS t(i)
        """

    private static func findings(_ rule: AuditedSource.Rule, sql: String = "SELECT id, made_at, x, y FROM visits")
        async throws -> [Finding]
    {
        let bench = try Workbench()
        try bench.make("visits", visits)
        let dataset = try bench.dataset(sql, key: ["id"], time: "made_at", label: "y", without: ["id"])
        return try await bench.audit(dataset, [bench.source("visits", rules: [rule])]).findings
    }

    private static func first(_ moment: KnownMoment, columns: [String]? = nil) async throws -> Finding? {
        try await findings(
            .init(columns: columns, moment: moment, place: WrittenPlace(file: "b.yaml", line: 7, columnNumber: 17))
        ).first
    }

    @Test func `a column that is not there is an error at its place, with the nearest name`() async throws {
        let finding = try #require(try await Self.first(.column("loadet")))
        #expect(finding.code == .knownAtUnfit)
        #expect(finding.severity == .error)
        #expect(finding.place == "b.yaml:7:17")
        #expect(finding.advice == "did you mean 'loaded'?")
        #expect(try await Self.first(.column("made_at"), columns: ["z"])?.code == .knownAtUnfit)
    }

    @Test(arguments: [
        "made_at +", "made_at) FROM visits; SELECT (1", "no_such(made_at)", "x = 1", "number", "word", "x), (made_at",
    ])
    func `what is no SQL, no moment or several things is an error`(text: String) async throws {
        #expect(try await Self.first(.expression(text))?.code == .knownAtUnfit)
    }

    @Test func `null in every row is an error, in some a warning with their number`() async throws {
        #expect(try await Self.first(.column("never"))?.code == .knownAtUnfit)
        let some = try #require(try await Self.first(.column("loaded")))
        #expect(some.code == .knownAtNull)
        #expect(some.severity == .warning)
        #expect(some.count == 60)
    }

    @Test func `before every prediction it hides nothing, which is noted`() async throws {
        let finding = try #require(try await Self.first(.column("born")))
        #expect(finding.code == .knownAtIdle)
        #expect(finding.severity == .note)
    }

    @Test func `a label that is known when it is predicted is a warning`() async throws {
        let findings = try await Self.findings(.init(columns: ["y"], moment: .expression("made_at - INTERVAL 1 DAY")))
        #expect(findings.map(\.code) == [.labelKnownEarly])
        let later = try await Self.findings(.init(columns: ["y"], moment: .expression("made_at + INTERVAL 1 DAY")))
        #expect(later == [])
    }

    @Test func `chance and clock in the SQL are errors at their place`() async throws {
        let sql = "SELECT id, made_at, x,\n  random() AS r, current_date AS today, y FROM visits"
        let findings = try await Self.findings(.init(moment: .column("made_at")), sql: sql)
            .filter { $0.code == .sqlNotDeterministic }
        #expect(findings.map(\.place) == ["dataset.sql:2:3", "dataset.sql:2:18"])
        #expect(findings.allSatisfy { $0.severity == .error })
    }

    @Test func `what depends on the order of the sources is a warning and is not held against the replay`() async throws
    {
        let sql = "SELECT id, made_at, x, row_number() OVER () AS place, y FROM visits"
        // The rule leaves the label out, which nobody knows when it is predicted.
        let rule = AuditedSource.Rule(columns: ["x"], moment: .column("made_at"))
        let findings = try await Self.findings(rule, sql: sql)
        #expect(findings.map(\.code) == [.orderDependentColumn])
        #expect(findings.map(\.column) == ["place"])
    }
}
