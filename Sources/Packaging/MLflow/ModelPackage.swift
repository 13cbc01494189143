package import Foundation
package import Scoring

/// A model in the field's formats: files that stand beside `associate.json` in a run's `model/` folder.
package struct ModelPackage: Sendable {
    /// A file of the folder.
    package struct File: Sendable {
        /// Its path within the folder.
        package let name: String
        package let data: Data

        package init(name: String, data: Data) {
            self.name = name
            self.data = data
        }

        /// A file of text.
        package init(name: String, text: String) { self.init(name: name, data: Data(text.utf8)) }
    }

    /// The files, `MLmodel` first.
    package let files: [File]
    /// The model as ONNX, which is one of the files.
    package let onnx: ONNXModel

    /// Writes a model out.
    ///
    /// - Parameters:
    ///   - document: The model.
    ///   - columns: The columns that it reads (`ModelDocument.columns(in:rows:)`).
    ///   - labels: The type of the label's column.
    /// - Throws: `EncodingError` where a name or a number has no form in JSON.
    package init(_ document: ModelDocument, columns: [ModelColumn], labels: LabelType) throws {
        let signature = ModelSignature(columns, task: document.task, classes: document.classes, labels: labels)
        onnx = try ONNXModel(document, columns: columns, labels: labels)
        files = [
            File(name: "MLmodel", text: try MLmodelFile(signature: signature).text()),
            File(name: "model.onnx", data: onnx.data),
            File(name: "code/\(LoaderModule.name).py", text: LoaderModule.text),
            File(name: "requirements.txt", text: PythonEnvironment.requirements),
            File(name: "conda.yaml", text: PythonEnvironment.conda),
            File(name: "python_env.yaml", text: PythonEnvironment.virtual),
        ]
    }
}
