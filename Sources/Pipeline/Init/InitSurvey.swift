import DataQuality
import Evidence
import Foundation
import Framing
import Warehouse
import Worker

/// Looks at the tables, says what it finds, and makes a first proposal of it.
struct InitSurvey {
    let call: InitCall
    let scratch: String
    let observer: RunObserver
    let question: LabelQuestion

    /// What was found.
    struct Found: Sendable {
        var proposal: ProposedBrief
        var plan: DatasetPlan
        var heading: String
        var candidates: [LabelCandidate]
        var tables: [InitDocument.Table]
        var joins: [InitDocument.Join]
    }

    /// Opens the tables in the worker and asks them.
    func run() async throws -> Found {
        let words = call.inputs.map(TableWord.init)
        let names = SourceNames.names(for: words.map { $0.table ?? SourceNames.stem($0.path) })
        let sources = zip(names, words).map { InitSource(name: $0, path: $1.path, table: $1.table) }
        do {
            return try await run(sources)
        } catch let error as WorkerError {
            guard let all = Self.tables(of: sources, in: error) else { throw error }
            return try await run(all)
        }
    }

    /// The sources with each table of a database file that has several; `nil` where none has.
    private static func tables(of sources: [InitSource], in error: WorkerError) -> [InitSource]? {
        var tables: [String: [String]] = [:]
        for finding in error.findings {
            guard case .array(let names)? = finding.evidence["tables"], let source = finding.source else { return nil }
            tables[source] = names.compactMap { if case .string(let name) = $0 { name } else { nil } }
        }
        guard !tables.isEmpty else { return nil }
        let all = sources.flatMap { source in
            (tables[source.name] ?? []).isEmpty
                ? [source] : (tables[source.name] ?? []).map { InitSource(name: $0, path: source.path, table: $0) }
        }
        let names = SourceNames.names(for: all.map { $0.table?.split(separator: ".").last.map(String.init) ?? $0.name })
        return zip(all, names).map { InitSource(name: $1, path: $0.path, table: $0.table) }
    }

    private func run(_ sources: [InitSource]) async throws -> Found {
        let request = QueryRequest(
            sources: sources.map { WorkerRequest.Source(name: $0.name, paths: [$0.path], table: $0.table) },
            baseDirectory: FileManager.default.currentDirectoryPath, scratchDirectory: scratch, threads: call.threads,
            memoryLimitBytes: call.engineMemory)
        let progress: @Sendable (WorkerProgress) -> Void = { [observer] in
            observer(.running(name: "tables", detail: $0.activity))
        }
        return try await Worker.session(request, executable: call.executable, progress: progress) { session in
            try await look(sources, session.opened) { try await session.answers(to: $0) }
        }
    }

    private func look(_ sources: [InitSource], _ opened: OpenedSources, ask: @escaping Asking) async throws -> Found {
        var tables: [SurveyedTable] = []
        for source in opened.sources {
            let table = try await TableSurvey(name: source.name, columns: source.columns, rows: source.rows)
                .table(ask: ask)
            tables.append(table)
            tell(
                "table",
                "\(table.name) · \(NumberText.count(table.rows)) rows · \(NumberText.counted(table.columns.count, "column"))"
            )
        }
        let outcomes = try await outcomes(tables, ask)
        let choice = LabelChoice(
            call: call, tables: tables, guesses: LabelGuess.candidates(in: tables), outcomes: outcomes,
            question: question)
        let label = try choice.choose()
        tell("label", "\(label.column) of \(label.table) (\(label.reason))")
        for other in choice.others { tell("label", "or \(other.column) of \(other.table) (\(other.reason))") }
        let chosen = label.isOutcome ? outcomes.first { $0.outcome.label == label.column } : nil
        guard let main = chosen?.things ?? tables.first(where: { $0.name == label.table }) else {
            throw ArgumentError("there is no table '\(label.table)'", advice: "name a table")
        }
        let key = try await KeyFinder(main, label: label.column).key(ask: ask)
        tell(
            "key",
            key.isEmpty ? "none: a row is known by all of its cells" : "\(key.joined(separator: ", ")) names each row")
        var planner = DatasetPlanner(
            main: main, others: tables.filter { $0.name != main.name }, label: label.column, key: key,
            outcome: chosen?.outcome, ask: ask)
        let planned = try await planner.outcome()
        let time = TimeChoice.candidates(in: main).first { $0.column == planned.plan.time }
        for finding in opened.findings {
            // What the columns hold, and so whose values may be shown, is not known yet.
            tell("note", finding.withoutExamples.message, needsLook: true)
        }
        tell(planned, time)
        let proposal = try InitProposal(call: call, sources: sources, planned: planned, label: label, time: time).make()
        return Found(
            proposal: proposal, plan: planned.plan, heading: heading(tables, planned), candidates: choice.candidates,
            tables: tables.map { table in
                InitDocument.Table(
                    name: table.name, path: sources.first { $0.name == table.name }?.path ?? "", rows: table.rows,
                    columns: table.columns.count,
                    key: table.name == main.name ? key : [])
            }, joins: joins(planned))
    }

    /// What may happen to the rows of one table by those of another.
    private func outcomes(
        _ tables: [SurveyedTable], _ ask: @escaping Asking
    ) async throws -> [(things: SurveyedTable, outcome: DatasetPlan.Outcome)] {
        var outcomes: [(things: SurveyedTable, outcome: DatasetPlan.Outcome)] = []
        for things in tables {
            for events in tables where events.name != things.name {
                guard let outcome = try await OutcomeFinder(things: things, events: events, ask: ask).outcome() else {
                    continue
                }
                outcomes.append((things, outcome))
            }
        }
        return outcomes
    }
}
