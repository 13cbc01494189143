import Columns
import Evidence
import Foundation
import Learning
import ONNXRuntime
import Packaging
import Scoring

extension ExportVerification {
    /// Asks ONNX Runtime for the answers of the package's `model.onnx`.
    ///
    /// Only a file of the very bytes that this version writes of the model is opened in this process.
    mutating func askONNXRuntime(_ tables: [(name: String, table: Table)]) throws {
        let given = try model.onnx().data
        let types = [LabelType.text, .integer, .boolean]
        let own = try types.lazy.map { try ONNXModel(document, columns: document.columns(), labels: $0) }
            .first { $0.data == given }
        guard let own else {
            notAsked["onnxruntime"] = "model.onnx is not what this version writes of the model"
            return
        }
        do {
            let library = try RuntimeLibrary()
            for (name, table) in tables {
                add("onnxruntime", of: name, try own.parity(on: table, in: library, threads: threads))
            }
        } catch let error as RuntimeError {
            notAsked["onnxruntime"] = error.findings.first?.message
        }
    }

    /// Asks LightGBM for the answers of the package's `model.txt`, where trees were chosen.
    ///
    /// Only a text that says what the model says is opened by the library.
    mutating func askLightGBM(_ tables: [(name: String, table: Table)]) throws {
        guard case .trees(var trees) = document.model else { return }
        guard let text = try? model.bytes("model.txt") else {
            notAsked["lightgbm"] = "there is no model.txt as it was written"
            return
        }
        trees.recalibration = nil
        guard try LightGBMText.read(text) == trees else {
            notAsked["lightgbm"] = "model.txt does not say what the model says"
            return
        }
        do {
            for (name, table) in tables {
                add(
                    "lightgbm", of: name,
                    try LightGBMParity.check(document, trees, text: text, on: table, threads: threads))
            }
        } catch let error as LearningError {
            notAsked["lightgbm"] = error.findings.first?.message
        }
    }
}
