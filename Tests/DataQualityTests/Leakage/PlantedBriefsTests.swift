import Columns
import DataQuality
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// Sixty briefs with a planted leak, and their clean twins; what is found stands in `docs/leakage.md`.
struct PlantedBriefsTests {
    /// All findings of the audit of a brief.
    private static func findings(_ brief: PlantedBrief) async throws -> [Finding] {
        let bench = try Workbench()
        try bench.make("visits", brief.visits)
        try bench.make("events", brief.events)
        let dataset = try bench.dataset(brief.sql, key: ["id"], time: "at", label: brief.label, without: ["id"])
        let sources = [
            try bench.source("visits", rules: brief.rules.visits),
            try bench.source("events", rules: brief.rules.events),
        ]
        let outcome = try await bench.audit(dataset, sources)
        let numbers = try bench.connection.query(
            "SELECT CAST(\(SQL(dataset: brief.part)) AS BIGINT) AS part FROM snapshot WHERE \(Identifier("y")) IS NOT NULL"
        )
        guard case .integer(let parts)? = numbers["part"] else { throw CocoaError(.coderInvalidValue) }
        let isClass = dataset.columns.first { $0.name == brief.label }?.type == .boolean
        let more = try DatasetAudit(dataset, rows: "SELECT * FROM snapshot", isClass: isClass, on: bench.connection)
            .run(
                parts: .init(numbers: parts, isByTime: brief.isByTime, group: brief.group), cleared: outcome.cleared)
        return LeakageDocument.merged(outcome.findings + more)
    }

    private static func isFound(_ brief: PlantedBrief, in findings: [Finding]) -> Bool {
        findings.contains { finding in
            let weighs = finding.severity == brief.kind.severity
            let named = brief.columns.isEmpty || finding.column.map(brief.columns.contains) ?? false
            return weighs && named && finding.code == brief.code
        }
    }

    private static func falseErrors(_ brief: PlantedBrief, in findings: [Finding]) -> [Finding] {
        findings.filter { finding in
            guard finding.severity == .error else { return false }
            return !brief.isPlanted || finding.column.map { !brief.columns.contains($0) } ?? !brief.columns.isEmpty
        }
    }

    @Test func `planted leaks are found, clean briefs raise no more than one error, and the document says so`()
        async throws
    {
        var lines = [
            "| type | planted | found | as | clean | errors in clean ones |", "|---|---:|---:|---|---:|---:|",
        ]
        var (planted, found) = (0, 0)
        for kind in PlantedBrief.Kind.allCases {
            var (ownFound, errors) = (0, 0)
            for seed in PlantedBrief.seeds {
                let leak = PlantedBrief(kind: kind, seed: seed, isPlanted: true)
                let findings = try await Self.findings(leak)
                if Self.isFound(leak, in: findings) { ownFound += 1 }
                let wrong = Self.falseErrors(leak, in: findings)
                #expect(wrong.count <= 1, "\(leak): \(wrong.map(\.message))")
                let clean = PlantedBrief(kind: kind, seed: seed, isPlanted: false)
                let noise = Self.falseErrors(clean, in: try await Self.findings(clean))
                #expect(noise.count <= 1, "\(clean): \(noise.map(\.message))")
                errors += noise.count
            }
            planted += PlantedBrief.seeds.count
            found += ownFound
            let count = PlantedBrief.seeds.count
            lines.append(
                "| \(kind.rawValue) | \(count) | \(ownFound) | \(kind.severity.rawValue) | \(count) | \(errors) |")
        }
        #expect(planted == 60)
        #expect(100 * found >= 95 * planted, "\(lines.joined(separator: "\n"))")
        let document = Fixture.packageRoot.appendingPathComponent("docs/leakage.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        #expect(text.contains(lines.joined(separator: "\n")), "\(lines.joined(separator: "\n"))")
    }
}
