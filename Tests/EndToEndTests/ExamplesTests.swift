import Evidence
import Foundation
import TestSupport
import Testing

/// Every example does the whole job and leaves what the contracts promise.
@Suite struct ExamplesTests {
    /// What a complete run of an example with several candidates consists of.
    private static let files = [
        "brief.yaml", "data/checks.json", "data/dataset_note.md", "data/leakage.json",
        "data/snapshot.json", "data/test.parquet", "data/train.parquet", "data/validation.parquet",
        "evaluation/calibration.json", "evaluation/candidate_predictions.parquet",
        "evaluation/curves.json", "evaluation/errors.json", "evaluation/errors.parquet", "evaluation/explanations.json",
        "evaluation/found_slices.json",
        "evaluation/importance.json", "evaluation/metrics.json",
        "evaluation/predictions.parquet", "evaluation/slices.json",
        "evaluation/thresholds.json", "evidence.json", "experiment_summary.md", "manifest.json",
        "model/MLmodel", "model/SHA256SUMS", "model/associate.json", "model/code/associate_model.py",
        "model/conda.yaml", "model/input_example.json", "model/model.onnx", "model/model.txt", "model/parity.json",
        "model/python_env.yaml", "model/requirements.txt", "model_card.md", "release_notes.md",
        "report.html",
        "runbook.md",
    ]

    /// Where rows are held out in turn there is no test part, and labels are doubted; where some rows are in no part,
    /// or the SQL stands in a file, they are kept too.
    private static func files(of example: ExampleRun) -> [String] {
        let more =
            switch example {
            case .penguins:
                [
                    "data/folds.parquet", "evaluation/folds.json", "evaluation/label_errors.json",
                    "evaluation/label_errors.parquet",
                ]
            case .flights, .temperature: ["data/unused.parquet", "inputs/dataset.sql"]
            }
        return (files.filter { example != .penguins || $0 != "data/test.parquet" } + more).sorted()
    }

    @Test(arguments: ExampleRun.allCases) func `it ends with status 0 and is complete`(example: ExampleRun) throws {
        let run = try example.finished()
        #expect(run.result.status == 0, "\(run.result.errors)")
        #expect(run.outcome["status"] == "complete")
    }

    @Test(arguments: ExampleRun.allCases) func `it leaves every file of the contract and no other`(
        example: ExampleRun
    ) throws {
        #expect(Workspace.files(under: try example.finished().directory) == Self.files(of: example))
    }

    @Test(arguments: ExampleRun.allCases) func `every JSON file fits its schema`(example: ExampleRun) throws {
        let run = try example.finished()
        for file in Self.files(of: example) where file.hasSuffix(".json") {
            let name = try #require(file.split(separator: "/").last?.dropLast(".json".count))
            let problems = try JSONSchema(named: String(name)).problems(withJSON: run.data(file))
            #expect(problems == [], "\(file)")
        }
    }

    @Test(arguments: ExampleRun.allCases) func `no document has a heading with nothing under it`(
        example: ExampleRun
    ) throws {
        let run = try example.finished()
        for file in Self.files(of: example) where file.hasSuffix(".md") {
            let lines = try String(decoding: run.data(file), as: UTF8.self).split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix("## ") }, "\(file)")
            for (line, next) in zip(lines, lines.dropFirst() + ["#"]) where line.hasPrefix("#") {
                #expect(!next.hasPrefix("#"), "\(file): \(line)")
            }
        }
    }

    @Test(arguments: ExampleRun.allCases) func `every JSON file is canonical`(example: ExampleRun) throws {
        let run = try example.finished()
        for file in Self.files(of: example) where file.hasSuffix(".json") {
            #expect(try CanonicalJSON.encode(run.json(file)) == run.data(file), "\(file)")
        }
    }

    @Test(arguments: ExampleRun.allCases) func `the outcome on standard output fits its schema`(
        example: ExampleRun
    ) throws {
        let run = try example.finished()
        #expect(try JSONSchema(named: "outcome").problems(with: run.outcome) == [])
    }

    @Test(arguments: ExampleRun.allCases) func `the outcome holds the metrics of the run`(example: ExampleRun) throws {
        let run = try example.finished()
        #expect(run.outcome["metrics"] == (try run.json("evaluation/metrics.json")))
    }

    @Test(arguments: ExampleRun.allCases) func `the manifest names every other file by its hash`(
        example: ExampleRun
    ) throws {
        let run = try example.finished()
        var hashes = try Workspace.hashes(under: run.directory)
        hashes["manifest.json"] = nil
        #expect(try run.json("manifest.json")["files"] == .object(hashes.mapValues { .string($0) }))
    }

    @Test(arguments: ExampleRun.allCases) func `the brief in the run is the brief as given`(example: ExampleRun) throws
    {
        #expect(try example.finished().data("brief.yaml") == Data(contentsOf: URL(fileURLWithPath: example.brief)))
    }

    @Test(arguments: ExampleRun.allCases) func `no file but the manifest names a path, a date of today or the run`(
        example: ExampleRun
    ) throws {
        let run = try example.finished()
        let id = try #require(run.outcome["run_id"]?.text)
        let folder = URL(fileURLWithPath: run.directory).deletingLastPathComponent().path
        for file in Self.files(of: example) where file != "manifest.json" && !file.hasSuffix(".parquet") {
            let text = try String(decoding: run.data(file), as: UTF8.self)
            for word in [id, folder, Binary.root.path, String(id.prefix(10))] {
                #expect(!text.contains(word), "\(file) holds \(word)")
            }
        }
    }

    @Test(arguments: ExampleRun.allCases) func `the report reaches for nothing outside itself`(
        example: ExampleRun
    ) throws {
        let text = try String(decoding: example.finished().data("report.html"), as: UTF8.self)
        for word in ["<script", "src=\"http", "href=\"http", "<link", "@import", "url(http"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test(arguments: ExampleRun.allCases) func `the store holds the run and its snapshot and nothing else`(
        example: ExampleRun
    ) throws {
        let run = try example.finished()
        let store = URL(fileURLWithPath: run.directory).deletingLastPathComponent().path
        let names = try FileManager.default.contentsOfDirectory(atPath: store).sorted()
        #expect(names == [try #require(run.outcome["run_id"]?.text), "objects"])
        let snapshot = try #require(try run.json("manifest.json")["snapshot"]?.text)
        let object = "\(snapshot.prefix(2))/\(snapshot.dropFirst(2))"
        #expect(Workspace.files(under: store + "/objects").contains(object))
        #expect(try ContentHash(ofFile: "\(store)/objects/\(object)").hex == snapshot)
    }
}
