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
        let model = try FoundModel(call.model, inStore: try StorePlace.chosen(option: call.store))
        try call.check(model)
        let reading = model.reading
        let predictions = PredictionColumns(
            task: reading.task, classes: reading.classes, threshold: reading.threshold, costs: reading.costs)
        let reasons = call.explain > 0 ? try model.reasons(count: call.explain) : nil
        let outputs = predictions.names + (reasons?.names ?? [])
        let files = try ScoreFiles(output: call.output)
        self.files.withLock { $0 = files }
        defer { files.discard() }
        let input = try await InputOpener(
            call: call, model: model, outputs: outputs, files: files, progress: progress
        ).open()
        let engine = try Engine.duckDB(
            threads: call.threads, memoryLimit: call.engineMemory, temporaryDirectory: files.scratch + "/spill")
        let connection = try engine.connect()
        let reader = PieceReader(
            engine: engine, path: input.path,
            columns: input.schema.reading(try Parquet.columns(of: input.path, connection)))
        let writer = PieceWriter(schema: input.schema, reader: reader)
        var parts = Self.parts(of: input, files)
        let tally: ScoreTally
        switch (model.content, call.place) {
        case (.own(let document), .process):
            let scorer = PieceScorer(document: document, predictions: predictions, reasons: reasons, writer: writer)
            tally = try pieces(of: input) { [parts] index, rows in try scorer.score(rows, to: parts[index]) }
        case (.own(let document), .warehouse):
            let scorer = StatementScorer(
                document: document, predictions: predictions, schema: input.schema, reader: reader)
            parts = ["\(files.scratch)/part-0.parquet"]
            tally = try inWarehouse(scorer, input, to: parts[0], connection)
        case (.foreign(let document), _):
            let scorer = ForeignPieceScorer(
                document: document, predictions: predictions, writer: writer,
                model: ForeignScorer(file: try model.onnx(), executable: call.executable, scratch: files.scratch))
            tally = try await score(input, scorer, to: parts)
        }
        progress("writing \(call.output)")
        try watched(connection) {
            let list = Literal.list(parts.map { .text($0) })
            try format.copy("SELECT * FROM read_parquet(\(list))", to: files.partial, connection)
        }
        try files.publish()
        return ScoringSummary(
            model: model.name, task: reading.task, input: input.reading.files, readAs: input.reading.form,
            sources: input.reading.sources, output: call.output, rows: tally.rows,
            columns: input.schema.kept.map(\.output) + outputs,
            decisions: Dictionary(uniqueKeysWithValues: zip(reading.classes, tally.decided)), scores: tally.range,
            unseen: tally.unseen,
            findings: model.findings + input.findings + input.schema.findings + tally.findings(model.plan))
    }

    private static func parts(of input: ScoreInput, _ files: ScoreFiles) -> [String] {
        Parallel.blocks(of: input.rows, size: input.pieceRows).indices.map { "\(files.scratch)/part-\($0).parquet" }
    }

    /// Has the engine score all rows, then looks for values that training did not see.
    private func inWarehouse(
        _ scorer: StatementScorer, _ input: ScoreInput, to part: String, _ connection: Connection
    ) throws -> ScoreTally {
        progress("\(NumberText.counted(input.rows, "row")) in the engine")
        try watched(connection) { try Parquet.copy(scorer.query(), to: part, connection) }
        var tally = try scorer.tally(of: part, connection)
        let (document, reader) = (scorer.document, scorer.reader)
        tally.add(
            try pieces(of: input) { _, rows in
                let table = try reader.table(rows, reader.engine.connect())
                return ScoreTally(classes: document.classes.count, unseen: document.unseenCounts(in: table))
            })
        return tally
    }

    /// Goes through all pieces, at most as many at a time as there are threads.
    private func pieces(
        of input: ScoreInput, _ body: @escaping @Sendable (Int, Range<Int>) throws -> ScoreTally
    ) throws -> ScoreTally {
        let pieces = Parallel.blocks(of: input.rows, size: input.pieceRows)
        let done = Atomic(0)
        let failed = Atomic(false)
        let (progress, cancellation, all) = (progress, cancellation, input.rows)
        let results = Parallel.map(count: pieces.count, threads: call.threads) {
            index -> Result<ScoreTally, any Error> in
            Result {
                if cancellation.isRequested || failed.load(ordering: .relaxed) { throw CancellationError() }
                do {
                    let tally = try body(index, pieces[index])
                    let rows = done.add(pieces[index].count, ordering: .relaxed).newValue
                    progress(ProgressText.bar(rows, of: all, "row"))
                    return tally
                } catch {
                    failed.store(true, ordering: .relaxed)
                    throw error
                }
            }
        }
        // What failed says why; pieces that were not begun because of it do not.
        let errors = results.compactMap { if case .failure(let error) = $0 { error } else { nil } }
        if let error = errors.first(where: { !($0 is CancellationError) }) ?? errors.first { throw error }
        guard var tally = try results.first?.get() else { return ScoreTally(classes: 0) }
        for result in results.dropFirst() { tally.add(try result.get()) }
        return tally
    }

    /// Scores the pieces one after the other with a model from outside, which one worker holds.
    private func score(
        _ input: ScoreInput, _ scorer: ForeignPieceScorer, to parts: [String]
    ) async throws -> ScoreTally {
        let pieces = Parallel.blocks(of: input.rows, size: input.pieceRows)
        return try await scorer.model.session { session in
            var tally = ScoreTally(classes: scorer.document.classes.count)
            for (piece, part) in zip(pieces, parts) {
                if cancellation.isRequested { throw CancellationError() }
                tally.add(try await scorer.score(piece, to: part, session))
                progress(ProgressText.bar(tally.rows, of: input.rows, "row"))
            }
            return tally
        }
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
