import DataQuality
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// The replay on the example of the late flights, at full size.
struct FlightsReplayTests {
    private static let folder = Fixture.packageRoot.appendingPathComponent("Examples/late-flights")
    private static let later = ["dep_time", "dep_delay", "arr_time", "arr_delay", "air_time"]

    /// When cells became known, as the example's brief says it.
    private static func rules(after: String, _ columns: [String]) -> AuditedSource.Rule {
        let moment = "CAST(time_hour AS TIMESTAMP) + to_minutes(minute) + to_minutes(coalesce(\(after), 1440))"
        return .init(columns: columns, moment: .expression(moment))
    }

    private static func audit(
        changing sql: (String) -> String = { $0 }, known: Bool = true, without: [String] = later
    ) async throws -> SourceAudit.Outcome {
        let bench = try Workbench()
        for name in ["flights", "weather", "planes"] {
            let file = folder.appendingPathComponent("data/\(name).csv").path
            let source = ResolvedSource(name: name, format: .csv, files: [file])
            _ = try SourceReader(bench.connection).open(source, as: Identifier(name))
        }
        let text = try String(contentsOf: folder.appendingPathComponent("sql/late_flights.sql"), encoding: .utf8)
        let dataset = try bench.dataset(
            sql(text), key: ["year", "month", "day", "carrier", "flight", "origin"], time: "scheduled_departure",
            label: "late", without: without)
        let flights = [
            rules(after: "dep_delay", ["dep_time", "dep_delay"]),
            rules(after: "dep_delay + air_time", ["arr_time", "arr_delay", "air_time"]),
        ]
        let weather = AuditedSource.Rule(moment: .after(column: "time_hour", microseconds: 3_600_000_000))
        let sources = [
            try bench.source("flights", rules: known ? flights : []),
            try bench.source("weather", rules: known ? [weather] : []), try bench.source("planes"),
        ]
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = try await bench.audit(dataset, sources)
        print("flights audit", clock.now - start, outcome.coverage)
        for finding in outcome.findings {
            print(
                finding.severity, finding.code, finding.message, finding.advice ?? "", finding.place ?? "",
                finding.evidence)
        }
        return outcome
    }

    @Test func `the example's dataset has seen no future`() async throws {
        let outcome = try await Self.audit()
        #expect(outcome.findings.filter { $0.severity != .note } == [])
        #expect(outcome.coverage.cuts == 12)
        #expect(outcome.coverage.rows > 10_000)
        #expect(outcome.findings.map(\.code) == [.notReplayed])
    }

    @Test func `weather of the hour of departure is a leak by the join of weather`() async throws {
        let outcome = try await Self.audit(changing: { $0.replacing(" - INTERVAL 1 HOUR", with: "") })
        let leaks = outcome.findings.filter { $0.code == .futureLeak }
        #expect(leaks.compactMap(\.column).contains("temp"))
        #expect(leaks.allSatisfy { $0.source == "weather" })
        let temp = try #require(leaks.first { $0.column == "temp" })
        #expect(temp.evidence["source_columns"] == .array([.string("weather.temp")]))
        #expect(temp.evidence["carrier"] == .string("LEFT JOIN weather"))
    }

    @Test func `cells that are learnt later are leaks where they are features`() async throws {
        let outcome = try await Self.audit(without: [])
        #expect(Set(outcome.columns(.futureLeak)) == Set(Self.later))
    }

    @Test func `without known_at the missing cells tell`() async throws {
        let outcome = try await Self.audit(known: false, without: [])
        #expect(Set(outcome.columns(.missingWithOutcome)) == ["dep_time", "dep_delay", "arr_time", "air_time"])
    }
}
