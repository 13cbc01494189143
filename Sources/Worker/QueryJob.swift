import Evidence
import Foundation
import Warehouse

/// The child's part in a session: sources are opened once, then plans are answered.
struct QueryJob {
    /// What is told of the sources.
    let opened: OpenedSources
    let request: QueryRequest
    private let sources: SourceAccess.Opened
    let report: (WorkerProgress) -> Void
    /// The file that may be written, as the engine's lock-down compares it.
    let output: String?

    /// Opens the sources, and checks the dataset's SQL against them.
    ///
    /// - Throws: ``WorkerError`` with the findings that a snapshot would have.
    init(_ request: QueryRequest, report: @escaping (WorkerProgress) -> Void) throws(WorkerError) {
        self.request = request
        self.report = report
        let access = SourceAccess(
            sources: request.sources, baseDirectory: request.baseDirectory, scratchDirectory: request.scratchDirectory,
            threads: request.threads, memoryLimitBytes: request.memoryLimitBytes, hashes: false,
            streams: request.output != nil, report: report)
        let flaws = access.flaws
        guard flaws.isEmpty else { throw WorkerError(input: flaws) }
        guard FileKind(path: request.scratchDirectory) == .directory else {
            throw WorkerError(
                failure: Finding(
                    .error, .internalError, "the worker's scratch directory is missing",
                    advice: "run again; where it stays, report it"))
        }
        output = request.output.map(FileStamp.realTarget)
        sources = try access.open(writing: output)
        let connection = sources.connection
        let filled = try FilledColumns(sources.sources.map(\.source.request), on: connection)
        try filled.fill()
        var columns: [EngineColumn]?
        var uses: [MissingColumnUse] = []
        if let dataset = request.dataset {
            let query = try DatasetQuery(request.asSnapshot)
            report(WorkerProgress(.querying, subject: query.subject))
            _ = try query.columns(on: connection, sources: sources.sources.map(\.source))
            columns = try Self.translated { () throws(WarehouseError) in
                try connection.describe(SQL(dataset: dataset.sql))
            }
            let names = Set((columns ?? []).map(\.name))
            uses = try filled.uses(of: request.traced.filter(names.contains), in: dataset)
        }
        let entries = Array(zip(sources.sources, sources.rows))
        let described = try Self.translated { () throws(WarehouseError) -> [OpenedSources.Source] in
            var described: [OpenedSources.Source] = []
            for (entry, rows) in entries {
                let name = entry.source.name
                let columns = try connection.describe("SELECT * FROM \(Identifier(name))")
                described.append(
                    OpenedSources.Source(
                        name: name, files: entry.source.files.map(\.path), rows: rows, columns: columns,
                        missing: filled.missing(of: name)))
            }
            return described
        }
        opened = OpenedSources(
            sources: described, datasetColumns: columns, findings: sources.findings, uses: uses,
            versions: try SourceAccess.versions(sources.engine))
    }

    /// Runs a plan.
    ///
    /// - Throws: ``WorkerError``; also where a file was written to meanwhile.
    func answers(to plan: QueryPlan) throws(WorkerError) -> QueryAnswers {
        report(WorkerProgress(.querying, subject: plan.purpose))
        let connection = sources.connection
        let threads = request.threads
        let answers = try Self.translated { () throws(WarehouseError) in
            try connection.answers(to: plan, threads: threads)
        }
        try sources.verifyUnchanged()
        return answers
    }

    /// The connection on which the sources are open.
    var connection: Connection { sources.connection }

    /// Checks that no file was written to since it was opened.
    func verifyUnchanged() throws(WorkerError) { try sources.verifyUnchanged() }

    /// Turns an engine's error into one of this room.
    static func translated<Value>(_ body: () throws(WarehouseError) -> Value) throws(WorkerError) -> Value {
        do {
            return try body()
        } catch {
            let findings = error.findings.map { found in
                var finding = found
                finding.message = DisplayText.escaped(finding.message)
                return finding
            }
            throw WorkerError(findings: findings, exitStatus: error.exitStatus)
        }
    }
}

extension QueryRequest {
    /// The request for a snapshot of the same dataset, whose SQL is checked in the same way.
    fileprivate var asSnapshot: WorkerRequest {
        WorkerRequest(
            sources: sources, baseDirectory: baseDirectory, dataset: dataset, scratchDirectory: scratchDirectory,
            output: scratchDirectory, threads: threads, memoryLimitBytes: memoryLimitBytes)
    }
}
