/// The files that say in which Python a package runs, each with the versions with which it was tried.
enum PythonEnvironment {
    /// The version of Python.
    static let python = "3.11.7"

    /// Distributions with their versions, by name; `Tests/Oracles/requirements.txt` pins the same.
    static let distributions = [
        (name: "mlflow", version: "3.17.2"),
        (name: "numpy", version: "2.4.6"),
        (name: "onnx", version: "1.23.2"),
        (name: "onnxruntime", version: "1.32.0"),
    ]

    /// The version of one of the distributions.
    static func version(of name: String) -> String {
        guard let found = distributions.first(where: { $0.name == name }) else {
            preconditionFailure("one of the distributions")
        }
        return found.version
    }

    private static var pins: [String] { distributions.map { "\($0.name)==\($0.version)" } }

    /// `requirements.txt`, for pip.
    static var requirements: String { pins.map { $0 + "\n" }.joined() }

    /// `conda.yaml`.
    static var conda: String {
        """
        name: associate-model
        channels:
        - conda-forge
        dependencies:
        - python=\(python)
        - pip
        - pip:
        \(pins.map { "  - \($0)" }.joined(separator: "\n"))

        """
    }

    /// `python_env.yaml`, from which MLflow makes a virtual environment.
    static var virtual: String {
        """
        python: \(python)
        build_dependencies:
        - pip
        - setuptools
        - wheel
        dependencies:
        - -r requirements.txt

        """
    }
}
