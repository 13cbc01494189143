import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// The documents of an evaluation against docs/schemas.
struct SchemaTests {
    private func problems(_ value: some Encodable, _ schema: String) throws -> [String] {
        try JSONSchema(named: schema).problems(withJSON: CanonicalJSON.encode(value))
    }

    private static let finding = Finding(
        .warning, .rareClass, "a class is rare", advice: "join it", file: "brief.yaml", line: 1, columnNumber: 2,
        count: 3, keys: ["7"], evidence: ["rows": 3])

    @Test func `metrics json fits its schema, for every task`() throws {
        for (task, width) in [(LearningTask.binary, 1), (.multiclass, 3), (.regression, 1)] {
            let values = [Double](repeating: 1 / Double(width), count: 2 * width)
            let metrics = try Metrics.evaluate(
                predictions: Predictions(width: width, values: values),
                target: Target(task: task, classes: Array(["a", "b", "c"].prefix(width + 1)), values: [0, 1]),
                names: MetricName.all(for: task))
            let contenders = [
                Choice.Contender(name: "prior", value: .value(0.5, nil)),
                Choice.Contender(name: "linear", value: .value(0.75, nil)),
            ]
            let document = MetricsDocument(
                primary: .rocAUC,
                verdict: Verdict(chosen: "linear", recommendation: .cannotTell, reasons: Reason.allCases),
                candidates: [
                    .init(name: "linear", split: .test, rows: 2, metrics: metrics),
                    .init(
                        name: "prior", split: .outOfFold, rows: 2,
                        metrics: [.accuracy: .value(0.5, Interval(lower: 0, upper: 1, method: .bootstrap))]),
                ], comparisons: Choice.comparisons(contenders, metric: .rocAUC))
            #expect(try problems(document, "metrics") == [])
        }
    }

    @Test func `thresholds, slices and calibration fit their schemas`() throws {
        let predictions = Predictions([0.1, 0.7, 0.4, 0.9])
        let target = Target.binary([0, 1, 1, 0])
        for costs in [nil, BriefSummary.Costs(falsePositive: 1, falseNegative: 5)] {
            let choice = try ThresholdChoice(validation: predictions, target: target, costs: costs)
            #expect(try problems(choice.document(costs: costs, confusion: [[1, 1], [0, 2]]), "thresholds") == [])
        }
        #expect(try problems(Calibration.document(predictions: predictions, target: target), "calibration") == [])
        let slices = SlicesDocument(
            metric: .rocAUC,
            slices: [
                .init(
                    column: "c",
                    values: [
                        .init(value: nil, rows: 1, metric: .undefined(reason: "one class")),
                        .init(value: "x", rows: 3, metric: .value(0.5, nil), standardError: 0.2, shrunk: 0.6),
                    ], otherValues: 0, otherRows: 0, spread: 0.1)
            ], overall: .value(0.6, nil))
        #expect(try problems(slices, "slices") == [])
        #expect(try problems(SlicesDocument(metric: .rocAUC, slices: []), "slices") == [])
    }

    @Test func `found slices fit their schema, found or not`() throws {
        let rows = 3_000
        let table = Table([
            ("c", .text(TextValues((0..<rows).map { $0 % 5 == 0 ? nil : "\($0 % 50)" }))),
            ("n", .integers((0..<rows).map { $0 % 7 == 0 ? nil : $0 })),
        ])
        for size in [100, rows] {
            let losses = (0..<size).map { $0 % 5 == 0 || $0 > 2_500 ? 1.0 : 0.1 }
            let document = FoundSlices(
                losses: losses, kind: .logLoss, weights: nil,
                resampling: .init(units: .rows(size), seed: 7, threads: 2)
            ).document(columns: ["c", "n"], table: table, rows: Array(0..<size))
            #expect(document.slices.isEmpty == (size < rows))
            #expect(try problems(document, "found_slices") == [])
        }
    }

    @Test func `calibration of other tasks and importance fit their schemas`() throws {
        let regression = try Calibration.document(predictions: Predictions([1]), target: .regression([1]))
        #expect(try problems(regression, "calibration") == [])
        for value in [MetricValue.value(0.7, nil), .undefined(reason: "one class")] {
            let columns = [nil, 0.3].map {
                ImportanceDocument.Column(column: "c", permutation: value.number, spread: value.number, gain: $0)
            }
            let document = ImportanceDocument(
                candidate: "linear", metric: .rocAUC, rows: 20, repeats: 3, value: value, columns: columns)
            #expect(try problems(document, "importance") == [])
        }
    }

    @Test func `checks json fits its schema`() throws {
        let document = ChecksDocument(
            findings: [Self.finding],
            results: [
                ExpectationResult(
                    type: "expect_column_values_to_not_be_null", kwargs: ["column": "late"], success: false,
                    elements: 10, unexpected: 1, examples: [3], observed: nil),
                ExpectationResult(type: "expect_table_row_count_to_be_between", kwargs: [:], success: true),
            ])
        #expect(try problems(document, "checks") == [])
    }

    @Test func `manifest json fits its schema`() throws {
        var record = RunRecord(
            runID: "2026-11-24-late-flights-7f3a", name: "late-flights", status: .complete,
            fingerprint: String(repeating: "0a", count: 32), started: "2026-11-24T10:00:00Z",
            ended: "2026-11-24T10:00:09.5Z", threads: 2,
            machine: .init(system: "Linux", architecture: "x86_64", cores: 2))
        #expect(try problems(record.sealed(), "manifest") == [])
        let hash = ContentHash(of: Data("x".utf8))
        record.brief = hash
        record.snapshot = hash
        record.sources = [.init(name: "a", files: [.init(path: "a.csv", bytes: 1, sha256: hash)], rows: 1)]
        record.versions = ["associate": Version.current]
        record.seed = 7
        record.work = ["linear": 31]
        record.chosen = "linear"
        record.recommendation = .ship
        record.primary = .rocAUC
        record.primaryValue = 0.69
        record.files = ["brief.yaml": hash]
        record.seconds = ["snapshot": 0.6]
        record.findings = [Self.finding]
        #expect(try problems(record.sealed(), "manifest") == [])
    }

    @Test func `every code of a finding fits the schema`() throws {
        for code in FindingCode.allCases {
            #expect(try problems(Finding(.note, code, "found"), "finding") == [])
        }
    }

    @Test(arguments: ["checks", "leakage", "manifest"]) func `the finding in a schema is the finding's own schema`(
        name: String
    ) throws {
        let schemas = Fixture.packageRoot.appendingPathComponent("docs/schemas")
        func read(_ name: String) throws -> JSONValue {
            try CanonicalJSON.decode(
                JSONValue.self, from: Data(contentsOf: schemas.appendingPathComponent("\(name).schema.json")))
        }
        guard case .object(var own) = try read("finding") else { return }
        own["$schema"] = nil
        own["title"] = nil
        #expect(try read(name)["$defs"]?["finding"] == .object(own))
    }

    @Test func `every metric and every reason is a word of the metrics schema`() throws {
        let schema = try CanonicalJSON.decode(
            JSONValue.self,
            from: Data(
                contentsOf: Fixture.packageRoot.appendingPathComponent("docs/schemas/metrics.schema.json")))
        #expect(
            schema["$defs"]?["metric"]?["enum"] == .array(MetricName.allCases.map { .string($0.rawValue) }))
        #expect(
            schema["properties"]?["reasons"]?["items"]?["enum"] == .array(Reason.allCases.map { .string($0.rawValue) }))
    }
}
