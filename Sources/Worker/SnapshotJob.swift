import Columns
import Evidence
import Foundation
import Warehouse

/// The child's whole job, in order: sources and SQL in, one snapshot out.
struct SnapshotJob {
    let request: WorkerRequest
    /// Told before each step, so that the last message says what the process was at when it died.
    let report: (WorkerProgress) -> Void

    /// Does the job.
    ///
    /// - Throws: ``WorkerError``; then there is no snapshot.
    func run() throws(WorkerError) -> WorkerResponse {
        try checkRequest()
        let query = try DatasetQuery(request)
        switch request.engine {
        case .duckdb: return try runOnFiles(query)
        case .adbc(let driver, let options):
            return try ForeignDataset(job: self, query: query, driver: driver, options: options).run()
        }
    }

    private func runOnFiles(_ query: DatasetQuery) throws(WorkerError) -> WorkerResponse {
        let opened = try access.open(writing: realOutput)
        let found = opened.sources.map(\.source)
        report(WorkerProgress(.querying, subject: query.subject))
        let columns = try query.columns(on: opened.connection, sources: found)
        let result = try materialise(query, columns, opened.connection, found)
        let snapshot = try writeSnapshot(result, query, opened.connection)
        try opened.verifyUnchanged()
        return WorkerResponse(
            snapshot: snapshot, sources: opened.records(keepingPaths: request.keepSources),
            versions: try SourceAccess.versions(opened.engine),
            findings: opened.findings.filter { !$0.isAnswered(by: query.dataset.sql) }
                + castNotes(snapshot.columns, query))
    }

    /// How the sources are come to.
    private var access: SourceAccess {
        SourceAccess(
            sources: request.sources, baseDirectory: request.baseDirectory, scratchDirectory: request.scratchDirectory,
            threads: request.threads, memoryLimitBytes: request.memoryLimitBytes, report: report)
    }

    // MARK: Steps

    /// An engine that can read these files, write the snapshot, and do nothing else.
    func openDuckDB(allowing files: [FoundFile]) throws(WorkerError) -> (Engine, Connection) {
        try access.engine(allowing: files, writing: realOutput)
    }

    /// The result of the SQL as a table.
    struct Result {
        let table: Identifier
        let columns: [DatasetQuery.Column]
        let rows: Int
    }

    private func materialise(
        _ query: DatasetQuery, _ columns: [DatasetQuery.Column], _ connection: Connection, _ sources: [FoundSource]
    ) throws(WorkerError) -> Result {
        let text = query.dataset.sql
        let table = freeName()
        let rows: Int
        do {
            try connection.execute("CREATE TABLE \(table) AS SELECT * FROM (\n\(SQL(dataset: text)))")
            rows = try connection.query("SELECT count(*) AS n FROM \(table)").integer ?? 0
        } catch {
            throw query.error(for: error, linesBefore: 1, sources: sources)
        }
        guard rows > 0 else { throw query.noRows }
        try query.checkBudget(rows: rows, columns: columns.count)
        report(WorkerProgress(.querying, subject: query.subject, rows: rows))
        return Result(table: table, columns: columns, rows: rows)
    }

    /// Writes the result and hashes what was written.
    func writeSnapshot(
        _ result: Result, _ query: DatasetQuery, _ connection: Connection
    ) throws(WorkerError) -> WorkerResponse.Snapshot {
        report(WorkerProgress(.writing, rows: result.rows))
        let writer = SnapshotWriter(
            connection: connection, table: result.table, columns: result.columns, rows: result.rows)
        let columns: [WorkerResponse.Column]
        do {
            columns = try writer.write(to: realOutput, key: request.key)
        } catch {
            if error.code == .outOfMemory {
                throw .outOfMemory(
                    at: WorkerProgress(.writing), limitBytes: request.memoryLimitBytes, detail: error.message)
            }
            let status: ExitStatus = error.code == .diskFull ? .failed : error.exitStatus
            throw WorkerError(findings: error.findings, exitStatus: status)
        }
        report(WorkerProgress(.verifying, rows: result.rows))
        guard let stamp = FileStamp(path: realOutput), let hash = try? ContentHash(ofFile: realOutput) else {
            throw WorkerError(
                failure: Finding(
                    .error, .engineFailed, "the snapshot was written and cannot be read back",
                    advice: "check the disk of the scratch directory, then run again"))
        }
        return WorkerResponse.Snapshot(
            columns: columns, rows: result.rows, sha256: hash, bytes: stamp.bytes, path: request.output)
    }

    // MARK: Parts

    private func checkRequest() throws(WorkerError) {
        var findings = access.flaws
        if request.key.count != Set(request.key).count {
            findings.append(
                Finding(
                    .error, .impossibleValue, "data.key names a column twice",
                    advice: "name each column of the key once"))
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
        guard FileKind(path: request.scratchDirectory) == .directory, FileKind(path: request.output) == nil else {
            throw WorkerError(
                failure: Finding(
                    .error, .internalError, "the worker's scratch directory is missing, or its output is there already",
                    advice: "run again; where it stays, report it"))
        }
    }

    /// The output's path without symbolic links, as the engine's lock-down compares it.
    private var realOutput: String { FileStamp.realTarget(request.output) }

    /// A name for the result that no source has.
    func freeName() -> Identifier {
        var name = "associate_dataset"
        while request.sources.contains(where: { $0.name.lowercased() == name }) { name += "_" }
        return Identifier(name)
    }

    /// What was cast, for the dataset note.
    func castNotes(_ columns: [WorkerResponse.Column], _ query: DatasetQuery) -> [Finding] {
        columns.filter { $0.engineType != $0.storedType && $0.storedType == "DOUBLE" }.map { column in
            Finding(
                .note, .unsupportedColumn,
                "\(column.engineType) values beyond 64 bits are stored as DOUBLE and lose their last digits",
                advice: "cast the column in the dataset's SQL", file: query.dataset.file,
                column: DisplayText.escaped(column.name),
                evidence: ["from": .string(column.engineType), "to": .string(column.storedType)])
        }
    }
}
