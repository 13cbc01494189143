import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// Models that were trained elsewhere, from the brief to scored rows, held against what ONNX Runtime answers in Python.
@Suite struct ForeignModelTests {
    private static let fixtures = Binary.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/foreign")

    /// A folder with the customers and some models.
    private func place(_ models: [String]) throws -> Workspace {
        let place = try Workspace()
        try place.write("customers.csv", Data(contentsOf: Self.fixtures.appendingPathComponent("customers.csv")))
        for model in models {
            try place.write(
                "models/\(model).onnx", Data(contentsOf: Self.fixtures.appendingPathComponent(model + ".onnx")))
        }
        return place
    }

    private func brief(_ candidates: String, label: String = "churned", more: String = "") -> String {
        """
        name: customers
        data:
          sources: {customers: customers.csv}
          key: [id]
          label: \(label)
        split: {by: random, validation: 30%, test: 30%}
        exclude: {\(["churned", "level", "spend"].filter { $0 != label }.map { "\($0): another label" }.joined(separator: ", "))}
        candidates: \(candidates)
        \(more)
        """
    }

    /// Runs a brief to its end.
    private func run(_ place: Workspace, _ brief: String) throws -> JSONValue {
        try place.write("brief.yaml", brief)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--store", "runs"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        return try result.json()
    }

    private func answers(_ model: String) throws -> [[Double]] {
        let data = try Data(contentsOf: Self.fixtures.appendingPathComponent("answers.json"))
        return try #require(try JSONDecoder().decode([String: [[Double]]].self, from: data)[model])
    }

    private func table(_ path: String) throws -> Table {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spill-\(UUID().uuidString)").path
        let engine = try Engine.duckDB(
            threads: 1, temporaryDirectory: folder,
            searching: [Binary.root.appendingPathComponent(".deps/lib").path] + NativeLibrary.folders())
        return try Parquet.read(path, engine.connect())
    }

    private func doubles(_ column: Column?) throws -> [Double] {
        guard case .double(let values)? = column else { throw CancellationError() }
        return values.values
    }

    /// Scores all customers with a run's model, and holds the scores against the answers.
    private func expectScores(
        _ outcome: JSONValue, _ place: Workspace, of model: String, columns: [(name: String, output: Int)],
        _ map: (Double) -> Double = { $0 }
    ) throws {
        let directory = try #require(outcome["directory"]?.text)
        let result = try Binary.run(
            ["score", directory, "--input", "customers.csv", "--output", "scores.parquet", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try JSONSchema(named: "score").problems(with: try result.json()) == [])
        let scored = try table(place.path + "/scores.parquet")
        let expected = try answers(model)
        #expect(scored.rowCount == expected.count)
        for (name, output) in columns {
            let found = try doubles(scored[name])
            let worst = zip(found, expected).map { abs($0 - map($1[output])) }.max() ?? .infinity
            #expect(worst < 1e-6, "\(name) differs by \(worst)")
        }
    }

    @Test func `a model of scikit-learn is judged beside the candidates, packaged and scored`() throws {
        let place = try place(["sklearn_matrix"])
        let outcome = try run(place, brief("[prior, {onnx: models/sklearn_matrix.onnx, name: churn}]"))
        #expect(outcome["chosen"]?.text == "churn")
        #expect(outcome["recommendation"]?.text == "cannot_tell")
        #expect(outcome["reasons"]?.elements.compactMap(\.text).contains("training-unknown") == true)
        let codes = outcome["findings"]?.elements.compactMap { $0["code"]?.text } ?? []
        #expect(codes.contains("foreign-model-training-unknown"))
        let comparison = outcome["metrics"]?["comparisons"]?.elements.first
        #expect(comparison?["better"]?.text == "churn" && comparison?["lower"]?.number != nil)

        let directory = try #require(outcome["directory"]?.text)
        let given = try Data(contentsOf: Self.fixtures.appendingPathComponent("sklearn_matrix.onnx"))
        for file in ["model/model.onnx", "inputs/models/churn.onnx"] {
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(file)")) == given)
        }
        let document = try CanonicalJSON.decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: directory + "/model/associate.json")))
        #expect(document["model"]?["kind"]?.text == "onnx")
        #expect(document["model"]?["sha256"]?.text == ContentHash(of: given).hex)
        #expect(try JSONSchema(named: "associate").problems(with: document) == [])
        let card = try String(contentsOfFile: directory + "/model_card.md", encoding: .utf8)
        #expect(card.contains("trained elsewhere") && card.contains("training rows are unknown"))
        try expectScores(outcome, place, of: "sklearn_matrix", columns: [("score", 1)])
    }

    @Test func `one input a column, by name, with texts and integers`() throws {
        let place = try place(["sklearn_columns"])
        let outcome = try run(place, brief("{onnx: models/sklearn_columns.onnx}"))
        #expect(outcome["chosen"]?.text == "sklearn-columns")
        try expectScores(outcome, place, of: "sklearn_columns", columns: [("score", 1)])
    }

    @Test func `several classes, and inputs that the brief names`() throws {
        let place = try place(["sklearn_classes"])
        let outcome = try run(
            place, brief("[prior, {onnx: models/sklearn_classes.onnx, inputs: {X: [usage, calls]}}]", label: "level"))
        try expectScores(
            outcome, place, of: "sklearn_classes",
            columns: [("probability_high", 0), ("probability_low", 1), ("probability_middle", 2)])
    }

    @Test func `costs of pairs decide in the run, and that the package does not know them is said`() throws {
        let place = try place(["sklearn_classes"])
        let text = brief("[prior, {onnx: models/sklearn_classes.onnx, inputs: {X: [usage, calls]}}]", label: "level")
        func codes(_ brief: String) throws -> [String] {
            let outcome = try run(place, brief)
            #expect(outcome["chosen"]?.text == "sklearn-classes")
            return outcome["findings"]?.elements.compactMap { $0["code"]?.text } ?? []
        }
        #expect(try codes(text + "\nmetric: {costs: {high: {low: 5}}}\n").contains("costs-not-packaged"))
        #expect(try !codes(text).contains("costs-not-packaged"))
    }

    @Test func `a regression`() throws {
        let place = try place(["sklearn_number"])
        let outcome = try run(
            place, brief("[prior, {onnx: models/sklearn_number.onnx, inputs: {X: [usage, calls]}}]", label: "spend"))
        try expectScores(outcome, place, of: "sklearn_number", columns: [("score", 0)])
    }

    @Test(
        .enabled(if: OraclePython.isThere, Comment(rawValue: OraclePython.absence)),
        arguments: [
            ("sklearn_columns", "churned", ""), ("sklearn_zipmap", "churned", ""),
            ("sklearn_classes", "level", "inputs: {X: [usage, calls]}"),
            ("sklearn_number", "spend", "inputs: {X: [usage, calls]}"),
        ])
    func `stock MLflow opens the package and predicts what the run predicted`(
        model: String, label: String, more: String
    ) throws {
        let place = try place([model])
        let outcome = try run(
            place, brief("[prior, {onnx: models/\(model).onnx\(more.isEmpty ? "" : ", " + more)}]", label: label))
        let directory = try #require(outcome["directory"]?.text)
        let found = try OraclePython.document(of: "package_of_run.py", about: directory)
        guard case .object(let forms)? = found["forms"] else { throw CancellationError() }
        #expect(forms.count == 4)
        for (form, difference) in forms {
            #expect(try #require(difference["worst"]?.number) < 1e-6, "\(form)")
            #expect(difference["labels_differ"] == 0, "\(form)")
        }
    }

    @Test func `folds judge a model from outside on the same rows as the others`() throws {
        let place = try place(["sklearn_matrix"])
        var text = brief("[prior, linear, {onnx: models/sklearn_matrix.onnx}]")
        text = text.replacing("split: {by: random, validation: 30%, test: 30%}", with: "split: {cv: {folds: 3}}")
        let outcome = try run(place, text)
        let names = outcome["metrics"]?["candidates"]?.elements.compactMap { $0["name"]?.text }
        #expect(names == ["prior", "linear", "sklearn-matrix"])
    }

    /// What a brief is refused with.
    private func refusal(_ place: Workspace, _ candidates: String, label: String = "churned") throws -> String {
        try place.write("brief.yaml", brief(candidates, label: label))
        let result = try Binary.run(["run", "brief.yaml", "--store", "runs"], in: place.path)
        #expect(result.status == 2, "\(result.errors)")
        #expect(place.names(in: "runs").filter { $0.hasPrefix("2") } == [])
        return result.errors
    }

    @Test func `logits are probabilities only where the brief says so`() throws {
        let place = try place(["torch_logit"])
        let inputs = "inputs: {input: [usage, calls]}"
        let refused = try refusal(place, "{onnx: models/torch_logit.onnx, \(inputs)}")
        #expect(refused.contains("no probabilities") && refused.contains("scores: logit"))
        try place.write(
            "brief.yaml",
            brief("[{onnx: models/torch_logit.onnx, \(inputs), scores: logit}]", more: "refit: false"))
        let result = try Binary.run(["run", "brief.yaml", "--store", "runs", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `what a ZipMap makes is read as its tensor is`() throws {
        let place = try place(["sklearn_zipmap"])
        let outcome = try run(place, brief("[prior, {onnx: models/sklearn_zipmap.onnx, name: churn}]"))
        #expect(outcome["chosen"]?.text == "churn")
        try expectScores(outcome, place, of: "sklearn_matrix", columns: [("score", 1)])
    }

    @Test func `a matrix of another width names the columns and the key that settles it`() throws {
        let refused = try refusal(try place(["keras_sigmoid"]), "{onnx: models/keras_sigmoid.onnx}")
        #expect(refused.contains("takes 2 columns") && refused.contains("inputs: {input: [COLUMN"))
    }

    @Test func `a model may not read what is no feature`() throws {
        let refused = try refusal(
            try place(["keras_sigmoid"]), "{onnx: models/keras_sigmoid.onnx, inputs: {input: [usage, spend]}}")
        #expect(refused.contains("'spend'") && refused.contains("another label"))
    }

    @Test func `classes in another order are found out by the labels`() throws {
        let refused = try refusal(
            try place(["sklearn_matrix"]), "{onnx: models/sklearn_matrix.onnx, classes: ['yes', 'no']}")
        #expect(refused.contains("foreign-model-misfit") || refused.contains("decides for another class"))
    }

    @Test func `hard links, links that lead out, folders and empty files are refused`() throws {
        let place = try place(["sklearn_matrix"])
        let manager = FileManager.default
        let elsewhere = try Workspace()
        try elsewhere.write(
            "secret.onnx", Data(contentsOf: Self.fixtures.appendingPathComponent("sklearn_matrix.onnx")))
        let models = place.path + "/models/"
        try manager.linkItem(atPath: models + "sklearn_matrix.onnx", toPath: models + "hard.onnx")
        try manager.createSymbolicLink(
            atPath: models + "out.onnx", withDestinationPath: elsewhere.path + "/secret.onnx")
        try place.write("models/empty.onnx", Data())
        #expect(try refusal(place, "{onnx: models/hard.onnx}").contains("hard link"))
        #expect(try refusal(place, "{onnx: models/out.onnx}").contains("leads out of its folder"))
        #expect(try refusal(place, "{onnx: models/empty.onnx}").contains("is empty"))
        #expect(try refusal(place, "{onnx: models/nothing.onnx}").contains("there is no file"))
    }

    @Test func `weights in other files are refused`() throws {
        let place = try place([])
        let corpus = Binary.root.appendingPathComponent("Tests/Corpus/foreign/external-beside.onnx")
        try place.write("models/external.onnx", Data(contentsOf: corpus))
        try place.write("models/weights.bin", "secret!!")
        let refused = try refusal(place, "{onnx: models/external.onnx, inputs: {X: [usage, calls]}}")
        #expect(refused.contains("weights in other files") && !refused.contains("secret"))
    }

    @Test func `the file leaves as it came, and a changed one does not`() throws {
        let place = try place(["sklearn_matrix"])
        let outcome = try run(place, brief("{onnx: models/sklearn_matrix.onnx}"))
        let directory = try #require(outcome["directory"]?.text)
        let exported = try Binary.run(["export", directory, "onnx", "--output", "out.onnx"], in: place.path)
        #expect(exported.status == 0, "\(exported.errors)")
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: place.path + "/out.onnx"))
                == Data(contentsOf: Self.fixtures.appendingPathComponent("sklearn_matrix.onnx")))
        let other = try Binary.run(["export", directory, "swift"], in: place.path)
        #expect(other.status == 2 && other.errors.contains("trained elsewhere"))
        let explained = try Binary.run(
            ["score", directory, "--input", "customers.csv", "--output", "s.csv", "--explain", "2"], in: place.path)
        #expect(explained.status == 2 && explained.errors.contains("--explain"))

        // The folder alone, with another model in it.
        let folder = place.path + "/copy"
        try FileManager.default.copyItem(atPath: directory + "/model", toPath: folder)
        try FileManager.default.removeItem(atPath: folder + "/model.onnx")
        try place.write("copy/model.onnx", Data(contentsOf: Self.fixtures.appendingPathComponent("torch_logit.onnx")))
        let scored = try Binary.run(
            ["score", folder, "--input", "customers.csv", "--output", "s.csv"], in: place.path)
        #expect(scored.status == 2 && scored.errors.contains("its hash differs"), "\(scored.errors)")
        #expect(place.names(in: ".").contains("s.csv") == false)
        let again = try Binary.run(["export", folder, "onnx", "--output", "o.onnx"], in: place.path)
        #expect(again.status == 2 && again.errors.contains("its hash differs"))
    }

    @Test func `a package that is cut off, of a later version, or whose file is gone or has a second name is refused`()
        throws
    {
        let place = try place(["sklearn_matrix"])
        let outcome = try run(place, brief("{onnx: models/sklearn_matrix.onnx}"))
        let directory = try #require(outcome["directory"]?.text)
        let text = try String(contentsOfFile: directory + "/model/associate.json", encoding: .utf8)
        let later = try #require(text.range(of: #""version": 1"#) ?? text.range(of: #""version":1"#))
        let changes: [(words: String, change: (String) throws -> Void)] = [
            (
                "model-unreadable",
                {
                    try text.prefix(text.count / 2).write(
                        toFile: $0 + "/associate.json", atomically: true, encoding: .utf8)
                }
            ),
            (
                "version 2 is not known here",
                {
                    let changed = text.replacingCharacters(in: later, with: #""version": 2"#)
                    try changed.write(toFile: $0 + "/associate.json", atomically: true, encoding: .utf8)
                }
            ),
            ("is not there", { try FileManager.default.removeItem(atPath: $0 + "/model.onnx") }),
            ("hard link", { try FileManager.default.linkItem(atPath: $0 + "/model.onnx", toPath: $0 + "/other.onnx") }),
            ("its hash differs", { try Data("x".utf8).write(to: URL(fileURLWithPath: $0 + "/model.onnx")) }),
        ]
        for (number, (words, change)) in changes.enumerated() {
            let folder = place.path + "/copy-\(number)"
            try FileManager.default.copyItem(atPath: directory + "/model", toPath: folder)
            try change(folder)
            let result = try Binary.run(
                ["score", folder, "--input", "customers.csv", "--output", "s.csv"], in: place.path)
            #expect(result.status == 2 && result.errors.contains(words), "\(words): \(result.errors)")
            #expect(place.names(in: ".").contains("s.csv") == false)
        }
    }

    @Test func `a run with a model from outside is done again without its file`() throws {
        let place = try place(["sklearn_matrix"])
        let outcome = try run(place, brief("[prior, {onnx: models/sklearn_matrix.onnx}]"))
        try FileManager.default.removeItem(atPath: place.path + "/models")
        let identity = try #require(outcome["run_id"]?.text)
        let result = try Binary.run(["reproduce", identity, "--store", "runs", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json()["verdict"]?.text == "reproduced")
    }
}
