import Columns
import Evidence
import Foundation
import Framing
import Packaging
import Scoring
import Worker

/// A model that was trained elsewhere, asked about the rows of a table that has their label.
struct ModelOnTable {
    private let candidate: ForeignCandidate
    private let file: ForeignFile

    /// Reads the file.
    ///
    /// - Throws: `BriefError` where the option cannot be read, `ForeignError` where the file is not taken.
    init(_ option: String) throws {
        candidate = try ForeignCandidate(argument: option, option: "--model")
        file = try ForeignFile(at: candidate.path, subject: candidate.path)
    }

    /// What the model predicts of the rows with a label, which it must not read.
    ///
    /// - Throws: `ForeignError` where the model does not go with the table, `WorkerError` where it is not taken.
    func scores(
        _ rows: LabelledRows, _ label: SettledLabel, _ request: EvaluateRequest, scratch: String
    ) async throws -> JudgedScores {
        let task = label.task
        let predictions = try await session(rows, label, request, scratch: scratch) { scorer, session, binding in
            try await scorer.predictions(
                session, binding, rows.table, rows: rows.rows, task: task, classes: label.classes)
        }
        return JudgedScores(
            kind: task.isClassification ? .probabilities : .values, predictions: predictions,
            cut: task == .binary ? request.threshold ?? 0.5 : nil)
    }

    /// Has the model loaded and bound to the columns of the table, and works with it until `body` ends.
    func session<Value: Sendable>(
        _ rows: LabelledRows, _ label: SettledLabel, _ request: EvaluateRequest, scratch: String,
        body: (ForeignScorer, ModelSession, ForeignBinding) async throws -> Value
    ) async throws -> Value {
        let table = rows.table
        let scorer = ForeignScorer(file: file, executable: request.executable, scratch: scratch)
        let reserved = request.columnsThatAreNoFeatures
        return try await scorer.session { session in
            do {
                let binding = try ForeignBinder(
                    session.loaded.signature, ForeignWishes(candidate),
                    columns: zip(table.names, table.columns).filter { reserved[$0.0] == nil }.map { ($0, $1.type) },
                    excluded: reserved, task: label.task, classes: label.names.ordered(label.classes)
                ).binding()
                return try await body(scorer, session, binding)
            } catch let error as ForeignError {
                throw error.of(candidate.path)
            }
        }
    }

    /// That its figures may be of rows that taught it.
    var finding: Finding { .trainingUnknown(candidate) }
}

extension EvaluateRequest {
    /// Columns with a role of their own, each with the reason why no model may read it.
    fileprivate var columnsThatAreNoFeatures: [String: String] {
        let roles = [(label, "it is the label"), (weight, "it is --weight"), (query, "it is --query")]
        return Dictionary(roles.compactMap { name, role in name.map { ($0, role) } }) { first, _ in first }
    }
}
