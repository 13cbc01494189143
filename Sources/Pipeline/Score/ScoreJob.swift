import Columns
package import Evidence
import Foundation
import Packaging
import Scoring
import Synchronization
import Warehouse

/// Scores the rows of files with a run's model, piece by piece, in memory that does not grow with them.
///
/// The worker copies what the model reads and what is kept; pieces of the copy are scored side by side, each into a
/// file of its own; these are joined in their order. The rows, and the bytes, are the same at any number of threads.
package final class ScoreJob: Sendable {
    private let call: ScoreCall
    private let progress: @Sendable (String) -> Void
    private let cancellation = Cancellation()
    private let files = Mutex<ScoreFiles?>(nil)
    private let cancellers = Mutex<[Canceller]>([])

    /// - Parameters:
    ///   - call: what is asked for.
    ///   - progress: told of what is done, from some thread.
    package init(_ call: ScoreCall, progress: @escaping @Sendable (String) -> Void = { _ in }) {
        self.call = call
        self.progress = progress
    }

    /// Scores the rows and gives the output its name.
    ///
    /// - Throws: a `HouseError`: exit 2 where the model, the input or an argument is wrong, 1 where reading or writing
    ///   failed through no fault of theirs. Then nothing is left behind.
    package func run() async throws -> ScoringSummary {
        try await withTaskCancellationHandler {
            try await score()
        } onCancel: {
            cancellation.request()
            for canceller in cancellers.withLock(\.self) { canceller.cancel() }
        }
    }

    /// Takes away what is half done, from any thread; after it the process has to exit.
    package func giveUp() {
        cancellation.request()
        files.withLock(\.self)?.discard()
    }

    private func score() async throws -> ScoringSummary {
        try call.check()
        let format = try ScoreFormat(output: call.output)
        let model = try ScoredModel(call.model, store: try StorePlace.chosen(option: call.store))
        let reading = model.reading
        let predictions = PredictionColumns(task: reading.task, classes: reading.classes, threshold: reading.threshold)
        let reasons = call.explain > 0 ? try model.reasons(count: call.explain) : nil
        let outputs = predictions.names + (reasons?.names ?? [])
        let files = try ScoreFiles(output: call.output)
        self.files.withLock { $0 = files }
        defer { files.discard() }
        let input = try await ScoreInput(call, reading, outputs: outputs, files, progress: progress)
        let engine = try Engine.duckDB(
            threads: call.threads, memoryLimit: call.engineMemory, temporaryDirectory: files.scratch + "/spill")
        let connection = try engine.connect()
        let pieces = ScorePieces(
            predictions: predictions, engine: engine, schema: input.schema, path: input.path,
            reading: input.schema.reading(try Parquet.columns(of: input.path, connection)))
        let (tally, parts) =
            switch model.content {
            case .own(let document):
                try score(input, PieceScorer(document: document, reasons: reasons, pieces: pieces), files)
            case .foreign(let document, let file):
                try await score(
                    input, ForeignPieceScorer(document: document, pieces: pieces), files,
                    asking: ForeignScorer(file: file, executable: call.executable, scratch: files.scratch))
            }
        progress("writing \(call.output)")
        try watched(connection) {
            let list = Literal.list(parts.map { .text($0) })
            try format.copy("SELECT * FROM read_parquet(\(list))", to: files.partial, connection)
        }
        try files.publish()
        return ScoringSummary(
            model: model.name, task: reading.task, input: input.files, output: call.output, rows: tally.rows,
            columns: input.schema.kept.map(\.output) + outputs,
            decisions: Dictionary(uniqueKeysWithValues: zip(reading.classes, tally.decided)), scores: tally.range,
            unseen: tally.unseen, findings: input.schema.findings + tally.findings(model.plan))
    }

    /// Scores all pieces, at most as many at a time as there are threads.
    private func score(
        _ input: ScoreInput, _ scorer: PieceScorer, _ files: ScoreFiles
    ) throws -> (tally: ScoreTally, parts: [String]) {
        let pieces = Parallel.blocks(of: input.rows, size: input.pieceRows)
        let parts = pieces.indices.map { "\(files.scratch)/part-\($0).parquet" }
        let done = Atomic(0)
        let failed = Atomic(false)
        let (progress, cancellation) = (progress, cancellation)
        let results = Parallel.map(count: pieces.count, threads: call.threads) {
            index -> Result<ScoreTally, any Error> in
            Result {
                if cancellation.isRequested || failed.load(ordering: .relaxed) { throw CancellationError() }
                do {
                    let tally = try scorer.score(pieces[index], to: parts[index])
                    let rows = done.add(tally.rows, ordering: .relaxed).newValue
                    progress(ProgressText.bar(rows, of: input.rows, "row"))
                    return tally
                } catch {
                    failed.store(true, ordering: .relaxed)
                    throw error
                }
            }
        }
        var tally = ScoreTally(classes: scorer.document.classes.count)
        // What failed says why; pieces that were not begun because of it do not.
        let errors = results.compactMap { if case .failure(let error) = $0 { error } else { nil } }
        if let error = errors.first(where: { !($0 is CancellationError) }) ?? errors.first { throw error }
        for result in results { tally.add(try result.get()) }
        return (tally, parts)
    }

    /// Scores the pieces one after the other with a model from outside, which one worker holds.
    private func score(
        _ input: ScoreInput, _ scorer: ForeignPieceScorer, _ files: ScoreFiles, asking model: ForeignScorer
    ) async throws -> (tally: ScoreTally, parts: [String]) {
        let pieces = Parallel.blocks(of: input.rows, size: input.pieceRows)
        let parts = pieces.indices.map { "\(files.scratch)/part-\($0).parquet" }
        let tally = try await model.session { session in
            var tally = ScoreTally(classes: scorer.document.classes.count)
            for (piece, part) in zip(pieces, parts) {
                if cancellation.isRequested { throw CancellationError() }
                tally.add(try await scorer.score(piece, to: part, session, model))
                progress(ProgressText.bar(tally.rows, of: input.rows, "row"))
            }
            return tally
        }
        return (tally, parts)
    }

    /// Runs what a connection does so that a cancellation stops it.
    private func watched(_ connection: Connection, _ body: () throws -> Void) throws {
        let canceller = connection.canceller
        cancellers.withLock { $0.append(canceller) }
        defer { cancellers.withLock { $0.removeAll() } }
        if cancellation.isRequested { throw CancellationError() }
        try body()
    }
}
