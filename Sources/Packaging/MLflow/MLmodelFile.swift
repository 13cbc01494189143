import Evidence

/// `MLmodel`: what MLflow reads of a model's folder first.
///
/// It has neither a time nor an identity of its own: the same model gives the same bytes.
struct MLmodelFile {
    let signature: ModelSignature

    /// The file's lines.
    ///
    /// The signature is said to be checked by the model itself, as MLflow says of models with type hints: its own check
    /// refuses integers with missing values, categories and time zones, all of which the loader reads.
    func text() throws -> String {
        """
        flavors:
          onnx:
            code: null
            data: model.onnx
            onnx_version: \(PythonEnvironment.version(of: "onnx"))
            providers:
            - CPUExecutionProvider
          python_function:
            code: code
            data: model.onnx
            env:
              conda: conda.yaml
              virtualenv: python_env.yaml
            loader_module: \(LoaderModule.name)
            python_version: \(PythonEnvironment.python)
        is_signature_from_type_hint: true
        mlflow_version: \(PythonEnvironment.version(of: "mlflow"))
        saved_input_example_info:
          artifact_path: input_example.json
          pandas_orient: split
          type: dataframe
        signature:
          inputs: \(try Self.quoted(signature.inputs))
          outputs: \(try Self.quoted(signature.outputs))
          params: null
        type_hint_from_example: false

        """
    }

    /// The lines for a model from outside: MLflow's own loader feeds it the columns by the names of its inputs.
    static func ofForeign(inputs: [ModelSignature.Column]) throws -> String {
        """
        flavors:
          onnx:
            code: null
            data: model.onnx
            onnx_version: \(PythonEnvironment.version(of: "onnx"))
            providers:
            - CPUExecutionProvider
          python_function:
            data: model.onnx
            env:
              conda: conda.yaml
              virtualenv: python_env.yaml
            loader_module: mlflow.onnx
            python_version: \(PythonEnvironment.python)
        is_signature_from_type_hint: false
        mlflow_version: \(PythonEnvironment.version(of: "mlflow"))
        metadata:
          columns: \(try quoted(inputs))

        """
    }

    /// JSON in ASCII as a YAML scalar, whatever the names of the columns; MLflow knows no list without a column.
    private static func quoted(_ columns: [ModelSignature.Column]) throws -> String {
        guard !columns.isEmpty else { return "null" }
        let json = try CanonicalJSON.line(columns).utf16.map { unit in
            (0x20..<0x7F).contains(unit) ? String(UnicodeScalar(UInt8(unit))) : escaped(unit)
        }
        return "'" + json.joined().split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private static func escaped(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
