import Columns
import DataQuality
import Evidence
import Foundation
import Framing
import Warehouse
import Worker

/// A file of predictions: opened by the worker alone, which hands over a copy that this process trusts by its hash.
struct PredictionsFile {
    /// Names of all columns, in the file's order.
    let names: [String]
    /// Warnings and notes of the reading.
    let findings: [Finding]
    private let path: String
    private let file: String
    private let connection: Connection

    /// The row's place in the file, which keeps the rows in its order.
    private static let place = "associate:row"
    private static let source = "predictions"

    /// Has the file copied into a scratch folder.
    ///
    /// - Throws: `WorkerError` where it cannot be read.
    init(_ request: EvaluateRequest, scratch: String) async throws {
        let worker = WorkerRequest(
            sources: [WorkerRequest.Source(name: Self.source, paths: [request.file])],
            baseDirectory: FileManager.default.currentDirectoryPath,
            dataset: .init(sql: "SELECT row_number() OVER () AS \"\(Self.place)\", * FROM \"\(Self.source)\""),
            key: [Self.place], scratchDirectory: scratch, output: scratch + "/predictions.parquet",
            threads: request.threads)
        let response = try await Worker.run(worker, executable: request.executable)
        try response.expectRunsAsWritten(from: worker.baseDirectory)
        let snapshot = response.snapshot
        guard try ContentHash(ofFile: snapshot.path) == snapshot.sha256 else {
            throw PredictionsError([
                Finding(
                    .error, .fileChanged, "the copy of the predictions changed while it was read",
                    advice: "run again", file: request.file)
            ])
        }
        path = snapshot.path
        file = request.file
        names = snapshot.columns.map(\.name).filter { $0 != Self.place }
        findings = response.findings
        connection = try Engine.duckDB(
            threads: request.threads, memoryLimit: 1 << 30, temporaryDirectory: scratch + "/spill"
        ).connect()
    }

    /// Columns that hold personal data, by their names and a sample of the rows.
    ///
    /// - Throws: `WarehouseError`.
    func personal() async throws -> Set<String> {
        let rows = Parquet.relation(path)
        let columns = try connection.describe("SELECT * FROM \(rows)")
        let relation = CheckedRelation(rows: rows, columns: columns)
        return try await SensitiveScan(relation).columns { try connection.answers(to: $0) }.masked
    }

    /// These columns of all rows, in the file's order.
    ///
    /// - Parameters:
    ///   - wanted: columns, each with the option that names it.
    ///   - all: whether the file's other columns are wanted too, as far as they can be read.
    /// - Returns: the columns, each once.
    /// - Throws: ``PredictionsError`` with all that are not there or of a type that is not read.
    func table(of wanted: [(column: String, option: String)], andAll all: Bool = false) throws -> Table {
        var findings = wanted.filter { !names.contains($0.column) }.map { column, option in
            Finding(
                .error, .columnNotFound, "there is no column '\(column)', which \(option) names",
                advice: Spelling.nearest(to: column, among: names).map { "did you mean '\($0)'?" }
                    ?? "columns of the file: \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")",
                file: file, column: column)
        }
        guard findings.isEmpty else { throw PredictionsError(findings) }
        var distinct: [String] = []
        for (column, _) in wanted where !distinct.contains(column) { distinct.append(column) }
        if all { distinct = names }
        let table = try Parquet.read(path, columns: distinct, connection)
        for (column, option) in wanted where table[column] == nil {
            findings.append(
                Finding(
                    .error, .unsupportedColumn,
                    "column '\(column)', which \(option) names, holds neither numbers nor text",
                    advice: "write it as numbers, text or booleans", file: file, column: column))
        }
        guard findings.isEmpty else { throw PredictionsError(findings) }
        return table
    }
}

/// Predictions that cannot be evaluated as asked.
struct PredictionsError: HouseError {
    let findings: [Finding]
    var exitStatus: ExitStatus { .inputWrong }

    init(_ findings: [Finding]) {
        precondition(!findings.isEmpty, "an error has a finding")
        self.findings = Array(findings.prefix(Limits.findingsShown))
    }
}
