import Columns
import Evidence
import Warehouse

/// The dataset's SQL, checked and run; its result stands in one table of DuckDB afterwards.
struct DatasetQuery {
    let request: WorkerRequest
    let dataset: WorkerRequest.Dataset

    /// A column as the SQL gives it.
    struct Column: Sendable, Equatable {
        let name: String
        /// In DuckDB's words.
        let type: String
    }

    init(_ request: WorkerRequest) throws(WorkerError) {
        self.request = request
        if let dataset = request.dataset {
            self.dataset = dataset
        } else if request.sources.count == 1, let only = request.sources.first {
            // Quoted by hand, as the text goes through the same door as a person's.
            let quoted = only.name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            dataset = WorkerRequest.Dataset(sql: "SELECT * FROM \"\(quoted)\"")
        } else {
            throw .input(
                Finding(
                    .error, .missingKey, "there are \(request.sources.count) sources and no dataset",
                    advice: "write a query that joins them under data.dataset, one row per prediction"))
        }
        guard dataset.sql.utf8.count <= Limits.sqlBytes else {
            throw .input(
                Finding(
                    .error, .sqlNotOneQuery,
                    "the SQL has \(dataset.sql.utf8.count) bytes; at most \(Limits.sqlBytes) are read",
                    advice: "write a query, not data: put data into a source", file: dataset.file))
        }
    }

    /// What messages call the SQL.
    var subject: String {
        // SQL inside a brief never begins on the brief's first line; the brief's name would say too little.
        guard let file = dataset.file, dataset.firstLine == 1 else { return "the dataset's SQL" }
        return DisplayText.escaped(file)
    }

    /// The columns that the SQL gives, without running it.
    ///
    /// - Throws: ``WorkerError`` with the place in the person's SQL where it is not one query, or does not fit the
    ///   sources; and all of `column-name-unusable`, `too-many-columns`, `column-not-found`.
    func columns(on connection: Connection, sources: [FoundSource]) throws(WorkerError) -> [Column] {
        do {
            try QueryShape.check(dataset.sql, connection)
        } catch {
            throw self.error(for: error, linesBefore: 0, sources: sources)
        }
        let columns: [Column]
        do {
            // Described on its own, since a query around it would rename duplicate columns.
            let table = try connection.query("DESCRIBE\n\(SQL(dataset: dataset.sql))")
            columns = zip(table.texts("column_name"), table.texts("column_type")).map {
                Column(name: $0 ?? "", type: $1 ?? "")
            }
        } catch {
            throw self.error(for: error, linesBefore: 1, sources: sources)
        }
        try check(columns: columns)
        return columns
    }

    /// Checks that the columns can be worked with and that those that the brief names are there.
    ///
    /// - Throws: all of `column-name-unusable`, `too-many-columns`, `column-not-found`.
    func check(columns: [Column]) throws(WorkerError) {
        let names = columns.map(\.name)
        var findings = ColumnNames.findings(names, file: dataset.file).map { found in
            var finding = found
            finding.message = DisplayText.escaped(finding.message)
            finding.column = finding.column.map { DisplayText.escaped(String($0.prefix(60))) }
            finding.advice = "name the column with AS in the dataset's SQL"
            return finding
        }
        if names.count > Limits.datasetColumns {
            findings.append(
                Finding(
                    .error, .tooManyColumns,
                    "the dataset has \(names.count) columns; at most \(Limits.datasetColumns) can be worked with",
                    advice: "select fewer columns", file: dataset.file, count: names.count))
        }
        let wanted =
            request.key.map { ($0, "data.key") }
            + request.required.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }
        for (column, use) in wanted where !names.contains(column) {
            let shown = DisplayText.escaped(column)
            findings.append(
                Finding(
                    .error, .columnNotFound, "the dataset has no column '\(shown)', which \(use) names",
                    advice: Spelling.nearest(to: column, among: names).map {
                        "did you mean '\(DisplayText.escaped($0))'?"
                    }
                        ?? "columns of the dataset: "
                        + DisplayText.escaped(names.prefix(20).joined(separator: ", "))
                        + (names.count > 20 ? ", …" : ""),
                    file: dataset.file, column: shown))
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
    }

    /// No row came out.
    var noRows: WorkerError {
        .input(
            Finding(
                .error, .noRows, "the dataset's SQL gives no row",
                advice: "loosen its conditions and joins; run parts of it to see where the rows go",
                file: dataset.file))
    }

    /// Rows times columns, before anything of that size is made.
    func checkBudget(rows: Int, columns: Int) throws(WorkerError) {
        let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard overflow || cells > Limits.cellsInMemory else { return }
        throw .input(
            Finding(
                .error, .sourceTooLarge,
                "the dataset has \(rows) rows of \(columns) columns; "
                    + "at most \(Limits.cellsInMemory) cells can be worked with",
                advice: "select fewer columns, or a sample of the rows", file: dataset.file))
    }

    /// The error for a failure of this SQL, with its place in the person's file.
    ///
    /// - Parameters:
    ///   - error: what the engine says.
    ///   - linesBefore: lines of ours before the person's SQL in what the engine ran.
    ///   - sources: one of whose files may be the cause.
    /// - Returns: the error to throw.
    func error(for error: WarehouseError, linesBefore: Int, sources: [FoundSource] = []) -> WorkerError {
        switch error.code {
        case .outOfMemory:
            return .outOfMemory(
                at: WorkerProgress(.querying, subject: subject), limitBytes: request.memoryLimitBytes,
                detail: error.message)
        case .engineFailed, .diskFull, .diskFailed, .cancelled, .libraryMissing:
            return WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        case .sourceMalformed, .sourceUnreadable, .sourceEmpty, .sourceTypesDiffer:
            // Views on Parquet and database files are read while the SQL runs.
            for source in sources {
                if let file = source.file(named: error.file, in: error.message),
                    source.files.count > 1 || file.realPath.hasSuffix("/" + (error.file ?? "\0"))
                        || error.message.contains(file.realPath.split(separator: "/").last ?? "\0")
                {
                    return SourceFailure.error(for: error, source: source, file: file)
                }
            }
        default: break
        }
        guard var finding = error.findings.first else { return noRows }
        if ![.sqlFailed, .sqlRefused, .sqlNotOneQuery, .columnNameUnusable].contains(finding.code) {
            finding.code = .sqlFailed
        }
        finding.message = DisplayText.escaped(finding.message)
        finding.file = dataset.file
        finding.line = nil
        finding.columnNumber = nil
        if let line = error.line.map({ $0 - linesBefore }), line >= 1 {
            // An error at the end of the text points behind its last line.
            let count = dataset.sql.split(separator: "\n", omittingEmptySubsequences: false).count
            finding.line = min(line, count) - 1 + dataset.firstLine
            if line <= count { finding.columnNumber = error.columnNumber.map { $0 + dataset.indent } }
            finding.excerpt = dataset.excerpt(for: finding)
        }
        return WorkerError(findings: [finding], exitStatus: .inputWrong)
    }
}

extension WorkerRequest.Dataset {
    /// The line of the SQL that a finding is about, with its word; `nil` for a finding about something else.
    ///
    /// It does not travel with the finding, so the parent asks again.
    func excerpt(for finding: Finding) -> Finding.Excerpt? {
        guard finding.file == file, finding.source == nil, let line = finding.line else { return nil }
        let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
        let index = line - firstLine
        guard lines.indices.contains(index) else { return nil }
        let word = lines[index].dropFirst(max(0, (finding.columnNumber ?? 1) - 1 - indent))
            .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return Finding.Excerpt(
            text: String(repeating: " ", count: indent) + DisplayText.escaped(String(lines[index])),
            length: max(1, word.count))
    }
}
