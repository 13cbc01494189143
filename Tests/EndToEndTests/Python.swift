import Foundation
import TestSupport

/// The Python that runs what is exported for it: `ASSOCIATE_PYTHON`, else `python3`.
enum Python {
    static let path = ProcessInfo.processInfo.environment["ASSOCIATE_PYTHON"] ?? "python3"

    /// Whether it has some packages.
    static func has(_ packages: String) -> Bool {
        (try? Binary.run([path, "-c", "import \(packages)"], in: "/tmp", executable: "/usr/bin/env"))?.status == 0
    }

    /// Whether it fits what an exported project fits.
    static let fits = has("sklearn, lightgbm, pandas, pyarrow, pytest")
    /// What is said where it does not.
    static let missing = "Python has no scikit-learn, lightgbm, pandas, pyarrow and pytest"
    /// Whether it executes an exported notebook.
    static let opens = has("nbclient, ipykernel, duckdb, pandas, pyarrow")

    /// The tests of a folder, up to the first that fails.
    static func pytest(_ folder: String, environment: [String: String] = [:]) throws -> Binary.Result {
        try Binary.run(
            [path, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"], in: folder,
            environment: environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { first, _ in first },
            executable: "/usr/bin/env")
    }

    /// All cells of a notebook; what they show is printed.
    static func execute(_ notebook: String, in folder: String) throws -> Binary.Result {
        let program = """
            import nbformat, nbclient
            notebook = nbformat.read("\(notebook)", 4)
            nbformat.validate(notebook)
            nbclient.NotebookClient(notebook, timeout=120).execute()
            print([output for cell in notebook.cells for output in cell.get("outputs", [])])
            """
        return try Binary.run([path, "-c", program], in: folder, executable: "/usr/bin/env")
    }
}
