import Columns
import Evidence
import Framing
import ONNXRuntime
import Packaging
import Scoring
import Store
import Worker

/// A model that was trained elsewhere, and how it goes with the dataset.
struct ForeignModel: Sendable {
    let candidate: ForeignCandidate
    let file: ForeignFile
    let binding: ForeignBinding
}

/// The models from outside that a brief names: read and hashed before any work is done, asked in the worker.
struct ForeignModels: Sendable {
    private let context: RunContext
    private let files: [(candidate: ForeignCandidate, file: ForeignFile)]

    /// Reads the files, and keeps them with the run.
    ///
    /// - Throws: `ForeignError` where one is not taken; `StoreError` where a kept one is not as it was written.
    init(_ context: RunContext) throws {
        self.context = context
        files = try context.brief.foreign.map { candidate in
            let kept = Self.kept(candidate)
            if let run = context.options.repeated?.run {
                return (candidate, ForeignFile(subject: candidate.path, data: try run.read(kept)))
            }
            let path = context.brief.resolved(candidate.path)
            let isInside = !candidate.path.hasPrefix("/") && !candidate.path.split(separator: "/").contains("..")
            return (
                candidate,
                try ForeignFile(
                    at: path, subject: candidate.path, inside: isInside ? context.brief.directory : nil)
            )
        }
        for (candidate, file) in files {
            try context.folder.write(Self.kept(candidate), file.data)
            context.note { $0.models[candidate.name] = file.sha256 }
        }
    }

    /// Where a run keeps the file.
    static func kept(_ candidate: ForeignCandidate) -> String { "inputs/models/\(candidate.name).onnx" }

    /// The names, in the order of the brief.
    var names: [String] { files.map(\.candidate.name) }

    /// The candidates with what they predict of the rows that choose.
    ///
    /// One whose worker died, took too long or too much memory is left out, with a warning; the others go on.
    ///
    /// - Throws: `ForeignError` where a model does not go with the dataset, `WorkerError` where it is not taken.
    func candidates(_ divided: Divided) async throws -> [(model: ForeignModel, predictions: Predictions)] {
        var candidates: [(model: ForeignModel, predictions: Predictions)] = []
        for (candidate, file) in files {
            do {
                candidates.append(try await asked(candidate, file, divided))
            } catch let error as WorkerError {
                guard error.exitStatus == .failed, let found = error.findings.first, found.code != .libraryMissing
                else { throw error }
                let warning = Self.leftOut(candidate, because: found)
                context.note { $0.findings.append(warning) }
            }
        }
        return candidates
    }

    private func asked(
        _ candidate: ForeignCandidate, _ file: ForeignFile, _ divided: Divided
    ) async throws -> (model: ForeignModel, predictions: Predictions) {
        let scorer = scorer(file)
        let rows = divided.folds.isEmpty ? divided.choosing : divided.judged
        let checked = divided.checked
        context.journal.tell(.running(name: candidate.name, detail: "in the worker"))
        return try await scorer.session { session in
            do {
                let binding = try Self.binder(session.loaded.signature, candidate, checked).binding()
                let predictions = try await scorer.predictions(
                    session, binding, checked.table, rows: rows, task: checked.settled.task,
                    classes: checked.settled.targetClasses)
                return (ForeignModel(candidate: candidate, file: file, binding: binding), predictions)
            } catch let error as ForeignError {
                throw error.of(candidate.path)
            }
        }
    }

    /// What a model predicts of some rows.
    ///
    /// - Throws: `ForeignError`, `WorkerError`.
    func predictions(_ model: ForeignModel, _ divided: Divided, rows: [Int]) async throws -> Predictions {
        let scorer = scorer(model.file)
        let checked = divided.checked
        return try await scorer.session { session in
            try await scorer.predictions(
                session, model.binding, checked.table, rows: rows, task: checked.settled.task,
                classes: checked.settled.targetClasses)
        }
    }

    private func scorer(_ file: ForeignFile) -> ForeignScorer {
        ForeignScorer(file: file, executable: context.options.executable, scratch: context.scratch)
    }

    private static func binder(
        _ signature: RuntimeSignature, _ candidate: ForeignCandidate, _ checked: Checked
    ) -> ForeignBinder {
        let excluded = Dictionary(checked.excluded.map { ($0.column, $0.reason) }) { first, _ in first }
        let table = checked.table
        return ForeignBinder(
            signature,
            ForeignWishes(candidate),
            columns: zip(table.names, table.columns).filter { excluded[$0.0] == nil }.map { ($0, $1.type) },
            excluded: excluded, task: checked.settled.task, classes: checked.settled.classes)
    }

    private static func leftOut(_ candidate: ForeignCandidate, because found: Finding) -> Finding {
        Finding(
            .warning, .candidateFailed, "'\(candidate.name)' was left out: \(found.message)", advice: found.advice,
            file: candidate.path, evidence: found.evidence)
    }
}

extension ForeignWishes {
    /// What a brief says.
    init(_ candidate: ForeignCandidate) {
        self.init(
            inputs: candidate.inputs.map { ($0.name, $0.columns) }, output: candidate.output,
            scores: candidate.scores == .logit ? .logit : .probability, classes: candidate.classes)
    }
}
