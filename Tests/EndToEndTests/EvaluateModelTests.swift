import Evidence
import Foundation
import TestSupport
import Testing

/// `associate evaluate --model`: a model from outside, judged on a table as its predictions would be.
@Suite struct EvaluateModelTests {
    private static let fixtures = Binary.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/foreign")

    private func place(_ models: String...) throws -> Workspace {
        let place = try Workspace()
        for name in ["customers.csv"] + models.map({ $0 + ".onnx" }) {
            try place.write(name, Data(contentsOf: Self.fixtures.appendingPathComponent(name)))
        }
        return place
    }

    private func evaluated(_ place: Workspace, _ arguments: String...) throws -> JSONValue {
        let result = try Binary.run(["evaluate"] + arguments + ["--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        return try result.json()
    }

    @Test func `figures are those of the same scores in a table`() throws {
        let place = try place("sklearn_columns")
        let answers = try CanonicalJSON.decode(
            JSONValue.self, from: Data(contentsOf: Self.fixtures.appendingPathComponent("answers.json")))
        let scores = try #require(answers["sklearn_columns"]?.elements).compactMap { $0.elements[1].number }
        let lines = try String(contentsOfFile: place.path + "/customers.csv", encoding: .utf8)
            .split(separator: "\n").map(String.init)
        let rows = zip(lines.dropFirst(), scores).map { "\($0),\($1)" }
        try place.write("scored.csv", ([lines[0] + ",score"] + rows).joined(separator: "\n") + "\n")
        let own = try evaluated(place, "customers.csv", "--label", "churned", "--model", "sklearn_columns.onnx")
        let same = try evaluated(place, "scored.csv", "--label", "churned", "--score", "score")
        for metric in ["roc_auc", "log_loss", "brier_score", "f1"] {
            let (found, expected) = (
                own["metrics"]?[metric]?["value"]?.number, same["metrics"]?[metric]?["value"]?.number
            )
            #expect(abs(try #require(found) - (try #require(expected))) < 1e-6, "\(metric)")
        }
        let codes = own["findings"]?.elements.compactMap { $0["code"]?.text } ?? []
        #expect(codes.contains("foreign-model-training-unknown"))
    }

    @Test func `a group of keys says what goes into the model, as in a brief`() throws {
        let place = try place("sklearn_classes", "sklearn_number", "torch_logit")
        let classes = try evaluated(
            place, "customers.csv", "--label", "level", "--model",
            "{onnx: sklearn_classes.onnx, inputs: {X: [usage, calls]}}")
        #expect(classes["task"]?.text == "multiclass")
        let number = try evaluated(
            place, "customers.csv", "--label", "spend", "--model",
            "{onnx: sklearn_number.onnx, inputs: {X: [usage, calls]}}")
        #expect(number["task"]?.text == "regression")
        let logit = try evaluated(
            place, "customers.csv", "--label", "churned", "--model",
            "{onnx: torch_logit.onnx, inputs: {input: [usage, calls]}, scores: logit}")
        #expect(logit["metrics"]?["log_loss"]?["value"]?.number != nil)
    }

    @Test func `a model that does not fit, reads the label or is no model is refused`() throws {
        let place = try place("keras_sigmoid")
        func refusal(_ arguments: String...) throws -> String {
            let result = try Binary.run(
                ["evaluate", "customers.csv", "--label", "churned"] + arguments, in: place.path)
            #expect(result.status == 2, "\(result.errors)")
            return result.errors
        }
        #expect(try refusal("--model", "keras_sigmoid.onnx").contains("takes 2 columns"))
        let reads = try refusal("--model", "{onnx: keras_sigmoid.onnx, inputs: {input: [usage, churned]}}")
        #expect(reads.contains("it is the label"))
        #expect(try refusal("--model", "customers.csv").contains("is no ONNX file"))
        #expect(try refusal("--model", "{onnx: keras_sigmoid.onnx, input: {}}").contains("did you mean 'inputs'"))
        #expect(try refusal("--model", "nowhere.onnx").contains("nowhere.onnx"))
        #expect(try refusal("--model", "keras_sigmoid.onnx", "--score", "usage").contains("--model goes with neither"))
    }
}
