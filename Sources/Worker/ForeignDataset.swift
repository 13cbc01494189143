import Columns
import Evidence
import Foundation
import Warehouse

/// A dataset whose SQL runs on another engine, in its own dialect; the result is written as any other snapshot.
struct ForeignDataset {
    let job: SnapshotJob
    let query: DatasetQuery
    let driver: String
    let options: [String: String]

    private var request: WorkerRequest { job.request }

    /// Runs the SQL there and writes its result here.
    func run() throws(WorkerError) -> WorkerResponse {
        let inspection = try open()
        job.report(WorkerProgress(.opening, subject: inspection.file.path))
        let foreign: Engine
        let source: Connection
        do {
            foreign = try Engine.sqlite(reading: inspection.file.realPath)
            source = try foreign.connect()
        } catch {
            throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        }
        let rows = try nameTables(source, file: inspection.file)
        let (duckDB, connection) = try job.openDuckDB(allowing: [])
        job.report(WorkerProgress(.querying, subject: query.subject))
        let result = try ingest(from: source, into: connection)
        let snapshot = try job.writeSnapshot(result, query, connection)
        try inspection.verifyUnchanged(source: driver)
        let versions = try SourceAccess.versions(foreign).merging(try SourceAccess.versions(duckDB)) { first, _ in first
        }
        let sources = zip(request.sources, rows).map { source, rows in
            WorkerResponse.Source(
                name: source.name, format: nil, files: [inspection.record(keepingPath: request.keepSources)], rows: rows
            )
        }
        return WorkerResponse(
            snapshot: snapshot, sources: sources, versions: versions, findings: job.castNotes(snapshot.columns, query))
    }

    /// Finds the engine's file and hashes it.
    private func open() throws(WorkerError) -> FileInspection {
        guard driver == "sqlite" else {
            throw .input(
                Finding(
                    .error, .notInThisVersion, "the driver '\(DisplayText.escaped(driver))' is not in this version",
                    advice: "use duckdb, or {driver: sqlite, uri: FILE}"))
        }
        guard let uri = options["uri"], !uri.isEmpty else {
            throw .input(
                Finding(
                    .error, .missingKey, "data.engine has no 'uri'",
                    advice: "name the SQLite file: uri: data/app.sqlite")
            )
        }
        let path = uri.hasPrefix("file:") ? String(uri.dropFirst(5).prefix { $0 != "?" }) : uri
        let file = try SourceResolver(baseDirectory: request.baseDirectory).file(of: "data.engine", path: path)
        job.report(WorkerProgress(.hashing, subject: file.path))
        return try FileInspection(file, source: "data.engine")
    }

    /// Gives tables the names of the sources, and counts their rows.
    private func nameTables(_ connection: Connection, file: FoundFile) throws(WorkerError) -> [Int] {
        var findings: [Finding] = []
        var counts: [Int] = []
        for source in request.sources {
            let table = source.table ?? source.paths.first ?? source.name
            job.report(WorkerProgress(.reading, subject: "\(file.path) (\(table))"))
            do {
                if table != source.name {
                    try connection.execute(
                        "CREATE TEMP VIEW \(Identifier(source.name)) AS SELECT * FROM \(Identifier(in: "main", table))")
                }
                let rows = try connection.query("SELECT count(*) AS n FROM \(Identifier(source.name))").integer ?? 0
                counts.append(rows)
                if rows == 0 {
                    findings.append(
                        Finding(
                            .error, .sourceEmpty, "the table '\(DisplayText.escaped(table))' has no rows",
                            advice: "fill it, or take the source out of the brief",
                            file: DisplayText.escaped(file.path),
                            source: source.name))
                }
            } catch {
                findings.append(
                    Finding(
                        .error, .sourceUnreadable,
                        "the table '\(DisplayText.escaped(table))' cannot be read: \(DisplayText.escaped(error.message))",
                        advice: "check the table's name and that the file is a SQLite database",
                        file: DisplayText.escaped(file.path), source: source.name))
            }
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
        return counts
    }

    /// Moves the result over batch by batch.
    private func ingest(
        from source: Connection, into connection: Connection
    ) throws(WorkerError) -> SnapshotJob.Result {
        let text = query.dataset.sql
        let table = job.freeName()
        var rows = 0
        do {
            try StatementShape.check(text)
            try source.query(SQL(dataset: text)) { batch in
                guard batch.rowCount > 0 else { return }
                if rows == 0 {
                    try query.check(
                        columns: batch.names.map { DatasetQuery.Column(name: $0, type: "VARCHAR") })
                }
                try connection.ingest(batch, into: table, mode: rows == 0 ? .create : .append)
                rows += batch.rowCount
                try query.checkBudget(rows: rows, columns: batch.names.count)
                job.report(WorkerProgress(.querying, subject: query.subject, rows: rows))
            }
            guard rows > 0 else { throw query.noRows }
            let described = try connection.query("DESCRIBE SELECT * FROM \(table)")
            let columns = zip(described.texts("column_name"), described.texts("column_type")).map {
                DatasetQuery.Column(name: $0 ?? "", type: $1 ?? "")
            }
            return SnapshotJob.Result(table: table, columns: columns, rows: rows)
        } catch let error as WarehouseError {
            throw query.error(for: error, linesBefore: 0)
        } catch let error as WorkerError {
            throw error
        } catch {
            throw WorkerError(
                failure: Finding(.error, .engineFailed, "the engine's answer could not be read", advice: "run again"))
        }
    }
}
