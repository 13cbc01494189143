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
        report(WorkerProgress(.resolving))
        let sources = try SourceResolver(baseDirectory: request.baseDirectory).resolve(request.sources)
        let inspected = try inspect(sources)

        report(WorkerProgress(.opening))
        let (engine, connection) = try openDuckDB(allowing: sources.flatMap(\.files))
        let opener = SourceOpener(connection: connection, report: report)
        let rows = try opener.open(zip(sources, inspected).map { ($0, $1) })

        report(WorkerProgress(.querying, subject: query.subject))
        let result = try materialise(query, connection, sources)
        let snapshot = try writeSnapshot(result, query, connection)
        for (source, inspections) in zip(sources, inspected) {
            for inspection in inspections { try inspection.verifyUnchanged(source: source.name) }
        }
        let records = zip(zip(sources, inspected), rows).map { pair, rows in
            WorkerResponse.Source(
                name: pair.0.name, format: pair.0.resolved.format, files: pair.1.map { file($0) }, rows: rows)
        }
        return WorkerResponse(
            snapshot: snapshot, sources: records, versions: try versions(engine),
            findings: castNotes(snapshot.columns, query))
    }

    // MARK: Steps

    /// Hashes every file, and scans delimited text; everything that is wrong is found at once.
    private func inspect(_ sources: [FoundSource]) throws(WorkerError) -> [[FileInspection]] {
        var findings: [Finding] = []
        var inspected: [[FileInspection]] = []
        for source in sources {
            var inspections: [FileInspection] = []
            for file in source.files {
                report(WorkerProgress(.hashing, subject: file.path))
                do {
                    let inspection = try FileInspection(
                        file, source: source.name, delimiter: source.request.delimiter)
                    findings += DelimitedFindings.of(inspection, source: source.name)
                    inspections.append(inspection)
                } catch {
                    findings += error.findings
                }
                if findings.count >= Limits.findingsShown { throw WorkerError(input: findings) }
            }
            inspected.append(inspections)
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
        return inspected
    }

    /// An engine that can read these files, write the snapshot, and do nothing else.
    func openDuckDB(allowing files: [FoundFile]) throws(WorkerError) -> (Engine, Connection) {
        do {
            let engine = try Engine.duckDB(
                threads: request.threads, memoryLimit: request.memoryLimitBytes,
                temporaryDirectory: request.scratchDirectory + "/spill")
            // A database file's log stands beside it.
            let logs = files.filter { $0.format == .duckDB }.map { $0.realPath + ".wal" }
            try engine.lockDown(allowedPaths: files.map(\.realPath) + logs + [realOutput])
            return (engine, try engine.connect())
        } catch {
            throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        }
    }

    /// The result of the SQL as a table.
    struct Result {
        let table: Identifier
        let columns: [DatasetQuery.Column]
        let rows: Int
    }

    private func materialise(
        _ query: DatasetQuery, _ connection: Connection, _ sources: [FoundSource]
    ) throws(WorkerError) -> Result {
        let text = query.dataset.sql
        do {
            try QueryShape.check(text, connection)
        } catch {
            throw query.error(for: error, linesBefore: 0, sources: sources)
        }
        let columns: [DatasetQuery.Column]
        do {
            // Described on its own, since a query around it would rename duplicate columns.
            let table = try connection.query("DESCRIBE\n\(SQL(dataset: text))")
            columns = zip(table.texts("column_name"), table.texts("column_type")).map {
                DatasetQuery.Column(name: $0 ?? "", type: $1 ?? "")
            }
        } catch {
            throw query.error(for: error, linesBefore: 1, sources: sources)
        }
        try query.check(columns: columns)
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
        var names: [String: String] = [:]
        var findings: [Finding] = []
        for source in request.sources {
            let shown = DisplayText.escaped(source.name)
            if source.name.isEmpty || source.name.utf8.count > Limits.columnNameBytes || shown != source.name {
                findings.append(
                    Finding(
                        .error, .impossibleValue, "the source's name is empty, too long or holds control characters",
                        advice: "name it with letters, digits and _", source: shown))
            }
            if let other = names.updateValue(source.name, forKey: source.name.lowercased()) {
                findings.append(
                    Finding(
                        .error, .duplicateKey,
                        "two sources are named alike for SQL: '\(DisplayText.escaped(other))', '\(shown)'",
                        advice: "rename one of them", source: shown))
            }
        }
        for source in request.sources {
            guard let delimiter = source.delimiter else { continue }
            if delimiter.utf8.count != 1 || "\"\n\r\0".utf8.contains(where: delimiter.utf8.contains) {
                findings.append(
                    Finding(
                        .error, .impossibleValue, "the delimiter is not one plain character",
                        advice: "use ',', ';', '|' or a tab", source: DisplayText.escaped(source.name)))
            }
        }
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
    private var realOutput: String {
        let parts = request.output.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        guard let real = FileStamp.realPath(folder.isEmpty ? "/" : folder) else { return request.output }
        return real + "/" + (parts.last ?? "")
    }

    /// A name for the result that no source has.
    func freeName() -> Identifier {
        var name = "associate_dataset"
        while request.sources.contains(where: { $0.name.lowercased() == name }) { name += "_" }
        return Identifier(name)
    }

    func file(_ inspection: FileInspection) -> WorkerResponse.File {
        WorkerResponse.File(
            path: inspection.file.path, realPath: request.keepSources ? inspection.file.realPath : nil,
            bytes: inspection.file.stamp.bytes, sha256: inspection.sha256)
    }

    func versions(_ engine: Engine) throws(WorkerError) -> [String: String] {
        do {
            return [engine.dialect.name.rawValue: try engine.version()]
        } catch {
            throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        }
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
