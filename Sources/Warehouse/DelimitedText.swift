import Columns
import Evidence

/// Files of delimited text as one source.
struct DelimitedText {
    private let source: ResolvedSource
    private let connection: Connection
    private let header: HeaderLine
    /// Columns that stay text.
    private var plain: [String]

    /// Reads the header of the first file and compares the others' with it.
    ///
    /// - Throws: ``WarehouseError`` where a file is empty, or its header cannot be used or differs.
    init(_ source: ResolvedSource, _ connection: Connection) throws(WarehouseError) {
        self.source = source
        self.connection = connection
        var first: HeaderLine?
        for file in source.files {
            let header = try Self.header(of: file, source, connection)
            guard let known = first else {
                first = header
                continue
            }
            if Set(header.names) != Set(known.names) || header.delimiter != known.delimiter {
                var error = WarehouseError(
                    .sourceTypesDiffer, Self.difference(header, known, source.files[0].fileName))
                error.file = file.fileName
                throw error
            }
        }
        guard let first else { throw WarehouseError(.sourceUnreadable, "the source has no file") }
        header = first
        plain = source.texts
    }

    /// Loads all rows into a table.
    ///
    /// - Returns: what a person should know of how they were read.
    func load(as name: Identifier) throws(WarehouseError) -> [Finding] {
        try fill(name)
        let columns = try connection.describe("SELECT * FROM \(name)")
        let misread = try columnsOfShortYears(among: columns)
        let dotted = try dottedNumbers(among: columns)
        let thousands = dotted.filter { $0.reading != .unclear }.map(\.column)
        if !misread.isEmpty || !thousands.isEmpty {
            var again = self
            again.plain += misread + thousands
            try again.fill(name)
            if !thousands.isEmpty {
                let whole = Self.replacing(thousands)
                try connection.execute("CREATE OR REPLACE TABLE \(name) AS SELECT * \(whole) FROM \(name)")
            }
        }
        return dotted.map { $0.finding(source: source.name) }
    }

    /// Columns of texts as the whole numbers that they are.
    private static func replacing(_ thousands: [String]) -> SQL {
        let cells = thousands.map { "\(DottedNumbers.whole(Identifier($0))) AS \(Identifier($0))" as SQL }
        return "REPLACE (\(SQL(cells)))"
    }

    private func fill(_ name: Identifier) throws(WarehouseError) {
        let several = source.files.count > 1
        try explained { () throws(WarehouseError) in
            try connection.execute("CREATE OR REPLACE TABLE \(name) AS SELECT * FROM \(relation(withFile: several))")
        }
        guard several else { return }
        try checkTypesAgree(name)
        try connection.execute("ALTER TABLE \(name) DROP COLUMN \(Self.fileColumn)")
    }

    /// A query over the files with their types told.
    func query() throws(WarehouseError) -> SQL {
        let columns = try explained { () throws(WarehouseError) in
            try connection.describe("SELECT * FROM \(relation(withFile: false))")
        }
        let thousands = try dottedNumbers(among: columns).filter { $0.reading != .unclear }.map(\.column)
        let texts = Set(try columnsOfShortYears(among: columns) + thousands)
        let told = columns.map { column in
            texts.contains(column.name)
                ? EngineColumn(name: column.name, engineType: "VARCHAR", type: .text) : column
        }
        let read: SQL = thousands.isEmpty ? "" : Self.replacing(thousands)
        return "SELECT * \(read) FROM \(relation(withFile: false, columns: told))"
    }

    /// Numbers whose dots may stand between thousands.
    private func dottedNumbers(among columns: [EngineColumn]) throws(WarehouseError) -> [DottedNumbers] {
        guard let file = source.files.first else { return [] }
        let first = "(SELECT * FROM \(texts(of: file)) LIMIT \(max(100, Self.cellsOfNumbers / columns.count)))" as SQL
        var asTexts = self
        asTexts.plain = header.names
        return try DottedNumbers.find(
            among: columns, delimiter: header.delimiter, part: first,
            whole: asTexts.relation(withFile: source.files.count > 1), on: connection)
    }

    /// Cells that tell how a file's numbers are written, up to a thousand rows of few columns.
    private static let cellsOfNumbers = 100_000

    /// A file with every cell as text.
    private func texts(of file: String) -> SQL {
        let types = header.names.map { "\(Literal($0)): 'VARCHAR'" as SQL }
        return """
            read_csv(\(Literal(file)), \(Self.dialect(header.delimiter)), header = true, nullstr = ['', 'NA'], \
            columns = {\(types)}, auto_detect = false)
            """
    }

    /// Rows that tell how a column's dates are written.
    private static let rowsOfDates = 1_000

    /// Columns of moments whose years are written with two digits.
    ///
    /// The engine takes the first number for the year, so that 21.10.24 becomes the 24th of October 2021. As text their
    /// form can be found, or asked for.
    private func columnsOfShortYears(among columns: [EngineColumn]) throws(WarehouseError) -> [String] {
        let moments = columns.filter(\.type.isMoment)
        guard !moments.isEmpty, let file = source.files.first else { return [] }
        let short = moments.enumerated().map { place, column -> SQL in
            """
            CAST(count_if(regexp_matches(\(Identifier(column.name)), \
            '^\\s*[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ][0-9]{1,2}([T ]|$)')) AS BIGINT) AS \(Identifier("c\(place)"))
            """
        }
        let counts = try connection.query(
            """
            SELECT \(short) FROM (SELECT * FROM \(texts(of: file)) LIMIT \(Self.rowsOfDates)) AS first
            """)
        return zip(moments, counts.columns).compactMap { column, count in
            guard case .integer(let values) = count, (values[0] ?? 0) > 0 else { return nil }
            return column.name
        }
    }

    private static let fileColumn = Identifier("associate file")

    /// The files as DuckDB reads them; with `columns` their types are told, else found.
    private func relation(withFile: Bool, columns: [EngineColumn]? = nil) -> SQL {
        let files = Literal.list(source.files.map { .text($0) })
        let dialect = Self.dialect(header.delimiter)
        let types: SQL =
            if let columns {
                "columns = {\(columns.map { "\(Literal($0.name)): \(Literal($0.engineType))" as SQL })}, auto_detect = false"
            } else {
                // A type found by a sample would round 2.5 to 3 in a later row of a column of whole numbers.
                "sample_size = -1, files_to_sniff = -1\(texts)"
            }
        // By name, since DuckDB does not find the columns by position where the files end their lines differently.
        let filename: SQL = withFile ? ", union_by_name = true, filename = \(Literal(Self.fileColumn.name))" : ""
        return "read_csv(\(files), \(dialect), header = true, nullstr = ['', 'NA'], \(types)\(filename))"
    }

    /// The types of the columns that stay text.
    private var texts: SQL {
        let names = plain.filter(header.names.contains)
        guard !names.isEmpty else { return "" }
        return ", types = {\(names.map { "\(Literal($0)): 'VARCHAR'" as SQL })}"
    }

    /// Without `buffer_size` DuckDB takes 16 times the longest line at once, which does not fit into small limits.
    private static func dialect(_ delimiter: Character) -> SQL {
        """
        delim = \(Literal(String(delimiter))), quote = '"', escape = '"', comment = '', skip = 0, \
        strict_mode = true, null_padding = false, ignore_errors = false, max_line_size = 16777216, \
        buffer_size = 33554432
        """
    }

    /// Runs what reads the files; where it fails, looks for the row that breaks the form, and names it.
    private func explained<Value>(_ body: () throws(WarehouseError) -> Value) throws(WarehouseError) -> Value {
        do {
            return try body()
        } catch {
            guard [.sqlFailed, .sourceMalformed].contains(error.code) else { throw error }
            let texts = header.names.map { EngineColumn(name: $0, engineType: "VARCHAR", type: .text) }
            let relation = relation(withFile: false, columns: texts)
            // As text every row of the right form can be read, so that only the form can fail here.
            _ = try connection.query("SELECT max(COLUMNS(*)) FROM \(relation)")
            throw error
        }
    }

    // MARK: Headers

    private static func header(
        of file: String, _ source: ResolvedSource, _ connection: Connection
    ) throws(WarehouseError) -> HeaderLine {
        // A delimiter that no text has: every line is one cell.
        let lines = try connection.query(
            """
            SELECT line FROM read_csv(\(Literal(file)), columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', \
            escape = '', comment = '', header = false, auto_detect = false, strict_mode = false, \
            max_line_size = 16777216, buffer_size = 33554432, nullstr = chr(2)) LIMIT 64
            """)
        guard case .text(let texts)? = lines.columns.first,
            let header = HeaderLine(
                lines: (0..<texts.count).map { texts[$0] ?? "" },
                delimiter: source.delimiter?.first ?? (source.format == .tsv ? "\t" : nil))
        else {
            var error = WarehouseError(.sourceEmpty, "the file is empty")
            error.file = file.fileName
            throw error
        }
        let findings = ColumnNames.findings(header.names, file: file.fileName, source: source.name)
        if !findings.isEmpty { throw WarehouseError(columnNames: findings) }
        return header
    }

    private static func difference(_ header: HeaderLine, _ first: HeaderLine, _ firstFile: String) -> String {
        if let name = header.names.first(where: { !first.names.contains($0) }) {
            return "column '\(name)' is not in \(firstFile)"
        }
        if let name = first.names.first(where: { !header.names.contains($0) }) {
            return "column '\(name)' of \(firstFile) is missing"
        }
        return "the cells are not separated as in \(firstFile)"
    }

    /// Refuses a column that is text as a whole because one file has numbers or dates and another has text.
    private func checkTypesAgree(_ name: Identifier) throws(WarehouseError) {
        for column in try connection.describe("SELECT * FROM \(name)") where column.engineType == "VARCHAR" {
            guard column.name != Self.fileColumn.name else { continue }
            let cell = Identifier(column.name)
            let counts = try connection.query(
                """
                SELECT \(Self.fileColumn) AS f, count(\(cell)) AS n, \
                count(*) FILTER (TRY_CAST(\(cell) AS DOUBLE) IS NOT NULL) AS numbers, \
                count(*) FILTER (regexp_matches(\(cell), '^\\d{4}-\\d{2}-\\d{2}')) AS dates \
                FROM \(name) GROUP BY ALL HAVING n > 0 ORDER BY f
                """)
            guard case .text(let files)? = counts["f"], case .integer(let all)? = counts["n"],
                case .integer(let numbers)? = counts["numbers"], case .integer(let dates)? = counts["dates"]
            else { continue }
            let kinds = (0..<counts.rowCount).map { row in
                numbers.values[row] == all.values[row]
                    ? "numbers" : dates.values[row] == all.values[row] ? "dates" : "text"
            }
            guard let odd = kinds.indices.first(where: { kinds[$0] != kinds[0] }) else { continue }
            var error = WarehouseError(
                .sourceTypesDiffer,
                "column '\(column.name)' has \(kinds[odd]) here and \(kinds[0]) in \((files[0] ?? "").fileName)",
                column: column.name,
                advice: "correct the file, or give the files as two sources and join them by UNION ALL with a CAST")
            error.file = (files[odd] ?? "").fileName
            throw error
        }
    }
}
