import Columns
import Evidence
import Foundation
import Warehouse

/// Makes the sources known to DuckDB under their names, several at a time; what is wrong with one does not hide what is
/// wrong with the next.
struct SourceOpener: Sendable {
    let engine: Engine
    let threads: Int
    /// Whether rows only pass through.
    let streams: Bool

    /// What is opened: a source, and what is known of its files.
    typealias Inspected = SourceAccess.Inspected

    /// Opens every source.
    ///
    /// - Returns: each as it was read.
    /// - Throws: findings of all sources, exit 2; or at once where the engine itself fails.
    func open(_ sources: [Inspected]) throws(WorkerError) -> [SourceReader.Opened] {
        // The engine finds the types of a text on one thread: small sources come in beside a large one.
        let opened = Parallel.map(count: sources.count, threads: threads) { index in
            Result { () throws(WorkerError) in try open(sources[index], on: try connect()) }
        }
        var findings: [Finding] = []
        var all: [SourceReader.Opened] = []
        for result in opened {
            switch result {
            case .success(let opened): all.append(opened)
            case .failure(let error):
                guard error.exitStatus == .inputWrong else { throw error }
                findings += error.findings
            }
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
        return all
    }

    private func connect() throws(WorkerError) -> Connection {
        do {
            return try engine.connect()
        } catch {
            throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        }
    }

    private func open(_ inspected: Inspected, on connection: Connection) throws(WorkerError) -> SourceReader.Opened {
        let (source, inspections) = (inspected.source, inspected.inspections)
        try checkBudget(source, connection)
        let opened: SourceReader.Opened
        try JSONTypes(connection: connection, source: source).check()
        do {
            opened = try SourceReader(connection).open(source.resolved, as: Identifier(source.name))
        } catch {
            throw SourceFailure.error(for: error, source: source)
        }
        if opened.columns.count > Limits.datasetColumns {
            throw .input(
                Finding(
                    .error, .tooManyColumns,
                    "the source has \(opened.columns.count) columns; at most \(Limits.datasetColumns) can be worked with",
                    advice: "write a file with fewer columns", file: source.onlyFile, source: source.name,
                    count: opened.columns.count))
        }
        if opened.rows == 0 {
            throw .input(
                Finding(
                    .error, .sourceEmpty,
                    source.resolved.format == .csv || source.resolved.format == .tsv
                        ? "the source has a header and no rows" : "the source has no rows",
                    advice: "write the data again, or leave the source out", file: source.onlyFile,
                    source: source.name))
        }
        // One column: a blank line is a row for the engine and none for the scanner.
        if let scanned = source.rows(inspections), scanned != opened.rows, opened.columns.count > 1 {
            throw .input(
                Finding(
                    .error, .sourceMalformed,
                    "the source has \(scanned) lines of data, of which the engine read \(opened.rows)",
                    advice: "look for unusual line ends or quotes in the files", file: source.onlyFile,
                    source: source.name))
        }
        return opened
    }

    /// Rows times columns of Parquet files, known before a row is read: a small file may hold a billion rows.
    private func checkBudget(_ source: FoundSource, _ connection: Connection) throws(WorkerError) {
        guard source.resolved.format == .parquet, !streams else { return }
        var rows = 0
        var columns = 1
        for file in source.files {
            do {
                rows += try Parquet.rowCount(of: file.realPath, connection)
                columns = max(columns, try Parquet.columns(of: file.realPath, connection).count)
            } catch {
                throw SourceFailure.error(for: error, source: source, file: file)
            }
        }
        let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard overflow || cells > Limits.cellsInMemory else { return }
        throw .input(
            Finding(
                .error, .sourceTooLarge,
                "the source has \(rows) rows of \(columns) columns; at most \(Limits.cellsInMemory) cells are read",
                advice: "write a smaller file: fewer columns, or rows of fewer years", file: source.onlyFile,
                source: source.name, count: rows))
    }
}
