import Columns
import Evidence
import Foundation
import Scoring
import Store
import Warehouse
import Worker

/// Opens what `--input` names: a table of what the model reads, or sources that go through the brief's SQL.
struct InputOpener {
    let call: ScoreCall
    let model: FoundModel
    /// The names that the scores get.
    let outputs: [String]
    let files: ScoreFiles
    let progress: @Sendable (String) -> Void

    /// What the model reads.
    private var reading: ModelReading { model.reading }
    private var copy: String { files.scratch + "/input.parquet" }

    /// Opens the input, checks its columns, and has its rows copied.
    ///
    /// Of one table without a name its columns decide: it is scored as it is where it holds what the model reads, and
    /// goes through the SQL where it holds what the brief's only source held.
    ///
    /// - Throws: `WorkerError` where the input cannot be read, ``PredictionsError`` where it does not fit the model.
    func open() async throws -> ScoreInput {
        let sources = try model.run.map(RunDataset.sources)
        switch try InputNames(call.input, sources: sources) {
        case .sources(let tables):
            guard let run = model.run else { preconditionFailure("sources are named for a run's brief") }
            let dataset = try RunDataset(run)
            guard let sql = dataset.brief.workerDataset else { return try await only(tables[0]) }
            return try await through(dataset, SQL(dataset: sql.sql), tables)
        case .table(let table):
            switch try await direct(table) {
            case .fits(let input): return input
            case .misfits(let misfit): return try await other(table, misfit, sources: sources)
            }
        }
    }

    /// A table for the only source of a brief without SQL, which is what the model reads.
    private func only(_ table: InputTable) async throws -> ScoreInput {
        switch try await direct(table) {
        case .fits(let input): return input
        case .misfits(let misfit): throw PredictionsError(misfit.findings)
        }
    }

    // MARK: A table of what the model reads

    private enum Direct: Sendable {
        case fits(ScoreInput)
        case misfits(Misfit)
    }

    /// Why a table cannot be scored as it is.
    private struct Misfit: Sendable {
        let findings: [Finding]
        let columns: [String]
    }

    private func direct(_ table: InputTable) async throws -> Direct {
        let source = WorkerRequest.Source(
            name: "input", paths: table.paths, table: table.table, texts: reading.inputs.textNames)
        return try await session([source]) { session in
            guard let source = session.opened.sources.first else {
                throw ArgumentError("no table is found at \(table.shown)", advice: "name a file, or a glob of files")
            }
            try files.check(against: source.files)
            let relation: SQL = "\(Identifier(opened: source.name))"
            let empty = try await emptyMisfits(source.columns, relation, session)
            let misfits = ScoreSchema.findings(reading, columns: source.columns, empty: empty, file: table.shown)
            guard misfits.isEmpty else {
                return .misfits(Misfit(findings: misfits, columns: source.columns.map(\.name)))
            }
            let schema = try ScoreSchema(
                reading, call, columns: source.columns, outputs: outputs, empty: empty, file: table.shown)
            let copied = try await session.copy(
                RowCopy(
                    source: source.name, columns: schema.copied.isEmpty ? [source.columns[0].name] : schema.copied,
                    rowGroupRows: ScoreInput.pieceRows(columns: schema.copied.count)))
            let read = source.columns.filter { reading.sourceColumns.contains($0.name) }
            let fractions = try await WholeNumbers(
                read, known: try model.run.map(RunDataset.types) ?? [:], relation: relation, session)
            let input = ScoreInput(
                schema: schema, path: copy, rows: copied.rows,
                reading: .init(form: .features, files: source.files, sources: []),
                findings: session.opened.thousands + fractions.findings(file: table.shown))
            try input.verify(copied)
            return .fits(input)
        }
    }

    /// A table that does not hold what the model reads: it may be the brief's only source.
    private func other(_ table: InputTable, _ misfit: Misfit, sources: [String]?) async throws -> ScoreInput {
        let refusal = PredictionsError(misfit.findings.map { $0.advising(sources) })
        guard let run = model.run, let dataset = try? RunDataset(run), let only = dataset.onlySource,
            let sql = dataset.brief.workerDataset
        else { throw refusal }
        let columns = Set(misfit.columns.map { $0.lowercased() })
        let expected = dataset.columns(of: only).map { $0.name.lowercased() }
        let inputs = reading.sourceColumns.map { $0.lowercased() }
        let (asSource, asInput) = (columns.share(of: expected), columns.share(of: inputs))
        guard asSource > 0 else { throw refusal }
        do {
            return try await through(
                dataset, SQL(dataset: sql.sql), [try InputTable(source: only, table)])
        } catch let error as any HouseError {
            // What it looks like more is what its error is about.
            throw asSource >= asInput ? error : refusal
        }
    }

    // MARK: Sources of the brief

    private func through(
        _ dataset: RunDataset, _ sql: SQL, _ tables: [InputTable]
    ) async throws -> ScoreInput {
        let sources = try dataset.sources(with: tables)
        let shown = tables.map(\.shown).joined(separator: ", ")
        return try await session(sources, dataset) { session in
            let opened = session.opened
            let own = opened.sources.filter { source in tables.contains { $0.source == source.name } }
            try files.check(against: own.flatMap(\.files))
            let missing = MissingColumns(opened: opened)
            guard missing.errors.isEmpty else { throw PredictionsError(missing.errors) }
            let columns = opened.datasetColumns ?? []
            let empty = try await emptyMisfits(columns, "(\n\(sql))", session)
            let schema = try ScoreSchema(
                reading, call, columns: columns, outputs: outputs, empty: empty, file: shown)
            let copied = try await session.copy(
                RowCopy(
                    source: nil, columns: schema.copied.isEmpty ? [columns[0].name] : schema.copied,
                    key: reading.key.filter { name in columns.contains { $0.name == name } },
                    rowGroupRows: ScoreInput.pieceRows(columns: schema.copied.count)))
            guard copied.rows > 0 else { throw noRows(shown, missing) }
            let retyped = try await missing.retyped(dataset, session)
            let input = ScoreInput(
                schema: schema, path: copy, rows: copied.rows,
                reading: .init(
                    form: .sources, files: own.flatMap(\.files),
                    sources: opened.sources.map { source in
                        .init(
                            name: source.name, files: source.files, rows: source.rows, missing: source.missing,
                            isGiven: own.contains { $0.name == source.name })
                    }), findings: opened.thousands + missing.remarks + retyped)
            try input.verify(copied)
            return input
        }
    }

    private func noRows(_ shown: String, _ missing: MissingColumns) -> PredictionsError {
        let deciding = missing.opened.uses.filter { $0.column == nil }.map { "'\($0.missing)'" }
        let why = deciding.isEmpty ? "" : "; it asks for \(deciding.joined(separator: ", ")), which the input lacks"
        return PredictionsError([
            Finding(
                .error, .noRows, "the brief's SQL makes no prediction of \(shown)\(why)",
                advice: "see which of its conditions and joins new rows do not meet")
        ])
    }

    // MARK: Both

    private func session<Value: Sendable>(
        _ sources: [WorkerRequest.Source], _ dataset: RunDataset? = nil, _ body: (WorkerSession) async throws -> Value
    ) async throws -> Value {
        let request = QueryRequest(
            sources: sources, baseDirectory: FileManager.default.currentDirectoryPath,
            dataset: dataset?.brief.workerDataset, traced: dataset == nil ? [] : reading.sourceColumns,
            scratchDirectory: files.scratch, output: copy, threads: call.threads,
            memoryLimitBytes: call.engineMemory)
        let progress = progress
        return try await Worker.session(
            request, executable: call.executable, progress: { progress($0.activity) }, body: body)
    }

    /// Which columns of another type than the model reads hold no value at all.
    private func emptyMisfits(
        _ columns: [EngineColumn], _ relation: SQL, _ session: WorkerSession
    ) async throws -> Set<String> {
        let misfits = ScoreSchema.misfits(reading, columns: columns)
        guard !misfits.isEmpty else { return [] }
        var plan = QueryPlan(purpose: "a look at columns of another type")
        let counts = misfits.enumerated().map { index, name -> SQL in
            "count(\(Identifier(name))) AS \(Identifier("c\(index)"))"
        }
        try plan.ask("filled", "SELECT \(counts) FROM \(relation)")
        let answer = try await session.answers(to: plan).table("filled")
        var empty: Set<String> = []
        for (index, name) in misfits.enumerated() {
            if case .integer(let counts)? = answer["c\(index)"], counts[0] == 0 { empty.insert(name) }
        }
        return empty
    }
}

extension Set<String> {
    /// How much of a list is in it.
    fileprivate func share(of names: [String]) -> Double {
        names.isEmpty ? 0 : Double(names.count(where: contains)) / Double(names.count)
    }
}

extension InputTable {
    /// The same table for a source.
    fileprivate init(source: String, _ table: InputTable) throws(ArgumentError) {
        try self.init(source: source, table.paths)
        self.table = table.table
    }
}

extension Finding {
    /// With the advice to name the brief's sources, where there are some.
    fileprivate func advising(_ sources: [String]?) -> Finding {
        guard let sources, !sources.isEmpty else { return self }
        var finding = self
        let words = sources.prefix(3).map { "--input \($0)=PATH" }.joined(separator: " ")
        finding.advice =
            "The model reads what the brief's SQL gives: name the sources to have it run (\(words)), or mend the column"
        return finding
    }
}

extension OpenedSources {
    /// What was said of dots between thousands, where numbers were read by them or may have been meant so.
    fileprivate var thousands: [Finding] { findings.filter { $0.code == .ambiguousThousands } }
}
