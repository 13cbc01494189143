import Columns
import Evidence
import Foundation
import Warehouse

/// Makes the sources known to DuckDB under their names; what is wrong with one does not hide what is wrong with the
/// next.
struct SourceOpener {
    let connection: Connection
    let report: (WorkerProgress) -> Void

    /// Opens every source.
    ///
    /// - Returns: the rows of each.
    /// - Throws: findings of all sources, exit 2; or at once where the engine itself fails.
    func open(_ sources: [(source: FoundSource, inspections: [FileInspection])]) throws(WorkerError) -> [Int] {
        var findings: [Finding] = []
        var counts: [Int] = []
        for (source, inspections) in sources {
            do {
                counts.append(try open(source, inspections))
            } catch {
                guard error.exitStatus == .inputWrong else { throw error }
                findings += error.findings
            }
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
        return counts
    }

    private func open(_ source: FoundSource, _ inspections: [FileInspection]) throws(WorkerError) -> Int {
        report(WorkerProgress(.reading, subject: source.shown, rows: source.rows(inspections)))
        try checkBudget(source)
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
                    advice: "write the data again, or take the source out of the brief", file: source.onlyFile,
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
        return opened.rows
    }

    /// Rows times columns of Parquet files, known before a row is read: a small file may hold a billion rows.
    private func checkBudget(_ source: FoundSource) throws(WorkerError) {
        guard source.resolved.format == .parquet else { return }
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
