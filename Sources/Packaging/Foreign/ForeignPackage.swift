import Evidence
package import Foundation

/// A model from outside in the field's formats: the file as it was given, and what says how it is fed.
package struct ForeignPackage: Sendable {
    /// The files, `MLmodel` first; checksums are the caller's.
    package let files: [ModelPackage.File]

    /// - Parameters:
    ///   - document: what `associate.json` says.
    ///   - onnx: the bytes of the file, unchanged.
    /// - Throws: `EncodingError` where a name has no form in JSON.
    package init(_ document: ForeignDocument, onnx: Data) throws {
        let columns = document.columns.map { column in
            ModelColumn(
                name: column.name, kind: document.model.binding.kind(of: column.name), type: column.type,
                isNullable: true)
        }
        let signature = ModelSignature(
            columns, task: document.task, classes: document.classes, labels: LabelType(of: document.classes))
        files = [
            .init(name: "MLmodel", text: try MLmodelFile(signature: signature).text()),
            .init(name: "model.onnx", data: onnx),
            .init(name: "code/\(LoaderModule.name).py", text: ForeignLoaderModule.text),
            .init(name: "requirements.txt", text: PythonEnvironment.requirements),
            .init(name: "conda.yaml", text: PythonEnvironment.conda),
            .init(name: "python_env.yaml", text: PythonEnvironment.virtual),
            .init(name: "associate.json", data: try CanonicalJSON.encode(document)),
        ]
    }
}
