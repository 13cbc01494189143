import Columns
import Evidence
import Foundation
import Packaging
import Scoring
import Worker

/// Asks a model from outside about rows, in a worker of its own.
struct ForeignScorer: Sendable {
    let file: ForeignFile
    /// The executable that plays the worker.
    let executable: String
    /// A folder of this job alone.
    let scratch: String

    /// Rows that go to the worker at a time, where there are not too many columns.
    private static let batchRows = 4_096
    /// Cells that go to the worker at a time.
    private static let batchCells = 1 << 20

    /// Has the model loaded, and works with it until `body` ends.
    ///
    /// - Throws: `WorkerError`, and what `body` throws.
    func session<Value: Sendable>(_ body: (ModelSession) async throws -> Value) async throws -> Value {
        let place = scratch + "/model-\(UUID().uuidString)"
        let request = ModelRequest(
            path: place + "/model.onnx", subject: file.subject, sha256: file.sha256, workingDirectory: place + "/empty")
        defer { try? FileManager.default.removeItem(atPath: place) }
        do {
            try FileManager.default.createDirectory(
                atPath: request.workingDirectory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try file.data.write(to: URL(fileURLWithPath: request.path))
        } catch {
            throw FileFailure("the model cannot be copied into \(scratch)")
        }
        return try await Worker.model(request, executable: executable, body: body)
    }

    /// What the model predicts of some rows.
    ///
    /// - Parameters:
    ///   - session: holds the model.
    ///   - binding: how the table enters it.
    ///   - table: holds the columns that it reads.
    ///   - rows: the rows in the order wanted.
    ///   - task: what is predicted.
    ///   - classes: in the order of predictions.
    /// - Returns: predictions in the order of `rows`.
    /// - Throws: `ForeignError` where columns or answers do not fit, `WorkerError`.
    func predictions(
        _ session: ModelSession, _ binding: ForeignBinding, _ table: Table, rows: [Int], task: LearningTask,
        classes: [String]
    ) async throws -> Predictions {
        let width = max(1, binding.inputs.reduce(0) { $0 + $1.columns.count })
        let size = max(1, min(Self.batchRows, Self.batchCells / width))
        var values: [Double] = []
        var answered = 1
        for start in stride(from: 0, to: rows.count, by: size) {
            try Task.checkCancellation()
            let batch = rows[start..<min(start + size, rows.count)]
            do {
                let answers = try await session.answers(
                    to: ModelBatch(inputs: try binding.arrays(of: table, rows: batch), outputs: binding.outputs))
                let part = try binding.predictions(from: answers, rows: batch.count, task: task, classes: classes)
                answered = part.width
                values += part.values
            } catch let error as ForeignError {
                throw error.of(file.subject)
            }
        }
        return Predictions(width: rows.isEmpty ? 1 : answered, values: values)
    }
}
