import Columns
import Evidence
import Foundation
import Scoring
import Warehouse
import Worker

/// The input's rows: opened by the worker alone, which hands over a copy that this process trusts by its hash.
struct ScoreInput {
    let schema: ScoreSchema
    /// The copy, in the input's order.
    let path: String
    let rows: Int
    /// Rows that are read at a time.
    let pieceRows: Int
    /// The input's files as the person named them, globs resolved.
    let files: [String]

    private static let source = "input"

    /// Rows of a piece: what is read of them stays small, however wide a model is.
    static func pieceRows(columns: Int) -> Int { max(1, min(12, (1 << 10) / max(columns, 1))) * 2_048 }

    /// Has the worker open the input, checks its columns, and has the rows copied.
    ///
    /// - Throws: `WorkerError` where the input cannot be read, ``PredictionsError`` where it does not fit the model.
    init(
        _ call: ScoreCall, _ model: ModelReading, outputs: [String], _ files: ScoreFiles,
        progress: @escaping @Sendable (String) -> Void
    ) async throws {
        let place = files.scratch + "/input.parquet"
        let request = QueryRequest(
            sources: [
                WorkerRequest.Source(name: Self.source, paths: call.input, texts: model.inputs.textNames)
            ],
            baseDirectory: FileManager.default.currentDirectoryPath, scratchDirectory: files.scratch, output: place,
            threads: call.threads, memoryLimitBytes: call.engineMemory)
        let shown = call.input.count == 1 ? call.input[0] : "\(call.input[0]) and \(call.input.count - 1) more"
        let found = try await Worker.session(
            request, executable: call.executable, progress: { progress($0.activity) }
        ) { session -> (ScoreSchema, CopiedRows, [String]) in
            guard let source = session.opened.sources.first else {
                throw ArgumentError("no table is found at \(shown)", advice: "name a file, or a glob of files")
            }
            try files.check(against: source.files)
            let misfits = ScoreSchema.misfits(model, columns: source.columns)
            let empty = try await Self.empty(misfits, source, session)
            let schema = try ScoreSchema(
                model, call, columns: source.columns, outputs: outputs, empty: empty, file: shown)
            let order = RowCopy(
                source: source.name, columns: schema.copied.isEmpty ? [source.columns[0].name] : schema.copied,
                rowGroupRows: Self.pieceRows(columns: schema.copied.count))
            return (schema, try await session.copy(order), source.files)
        }
        (schema, self.files) = (found.0, found.2)
        guard try ContentHash(ofFile: place) == found.1.sha256 else {
            throw PredictionsError([
                Finding(
                    .error, .fileChanged, "the copy of the input changed while it was read", advice: "run again",
                    file: shown)
            ])
        }
        path = place
        rows = found.1.rows
        pieceRows = Self.pieceRows(columns: schema.copied.count)
    }

    /// Which of some columns hold no value at all.
    private static func empty(
        _ columns: [String], _ source: OpenedSources.Source, _ session: WorkerSession
    ) async throws -> Set<String> {
        guard !columns.isEmpty else { return [] }
        var plan = QueryPlan(purpose: "a look at columns of another type")
        let counts = columns.enumerated().map { index, name -> SQL in
            "count(\(Identifier(name))) AS \(Identifier("c\(index)"))"
        }
        try plan.ask("filled", "SELECT \(counts) FROM \(Identifier(opened: source.name))")
        let answer = try await session.answers(to: plan).table("filled")
        var empty: Set<String> = []
        for (index, name) in columns.enumerated() {
            if case .integer(let counts)? = answer["c\(index)"], counts[0] == 0 { empty.insert(name) }
        }
        return empty
    }
}
