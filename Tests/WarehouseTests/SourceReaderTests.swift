import Columns
import Evidence
import Foundation
import Testing
import Warehouse

/// How sources become tables, and what is said of those that cannot.
struct SourceReaderTests {
    private let folder: String
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder.make()
        connection = try TestEngine.duckDB.open().connect()
    }

    private func source(_ files: [(String, String)], _ format: SourceFormat = .csv) throws -> ResolvedSource {
        let paths = try files.map { name, text in
            let path = "\(folder)/\(name)"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return path
        }
        return ResolvedSource(name: "s", format: format, files: paths)
    }

    private func open(_ text: String, _ format: SourceFormat = .csv) throws -> Table {
        _ = try SourceReader(connection).open(try source([("a.csv", text)], format), as: Identifier("s"))
        return try connection.query("SELECT * FROM \(Identifier("s"))")
    }

    private func failure(_ files: [(String, String)], _ format: SourceFormat = .csv) throws -> WarehouseError {
        let source = try source(files, format)
        return try #require(throws: WarehouseError.self) {
            try SourceReader(connection).open(source, as: Identifier("s"))
        }
    }

    @Test func commaSeparatedTextBecomesTypedColumns() throws {
        let table = try open("a,b,c\n1,x,0.5\n2,NA,\n")
        #expect(table["a"] == .integer(Values([1, 2], filler: 0)))
        #expect(table["b"] == .text(TextValues(["x", nil])))
        #expect(table["c"] == .double(Values([0.5, nil], filler: 0)))
    }

    /// The engine alone takes the day for the year.
    @Test(arguments: ["21.10.24", "14/11/24", "14-11-24"]) func datesWithShortYearsStayText(date: String) throws {
        let table = try open("at,b\n\(date),1\n,2\n01\(date.dropFirst(2)),3\n")
        #expect(table["at"] == .text(TextValues([date, nil, "01\(date.dropFirst(2))"])))
        #expect(table["b"] == .integer(Values([1, 2, 3], filler: 0)))
    }

    @Test func datesWithFullYearsAreMoments() throws {
        guard case .timestamp? = try open("at\n2024-10-21\n2024-11-14\n")["at"] else {
            Issue.record("no moment")
            return
        }
    }

    // MARK: Dots between thousands

    private func read(_ text: String) throws -> (column: Column?, findings: [Finding]) {
        let opened = try SourceReader(connection).open(try source([("a.csv", text)]), as: Identifier("s"))
        let table = try connection.query("SELECT * FROM \(Identifier("s"))")
        return (table["n"], opened.findings)
    }

    /// The engine alone takes a single dot for a decimal point.
    @Test(arguments: [
        // Another column has decimal commas.
        "n;price\n1.452;3,50\n12.300;0,75\n640;12,00\n",
        // Another column has several groups.
        "n;all\n1.452;1.200.300\n12.300;950.000\n640;12.000.000\n",
        // Zeros are written out behind dots, and some numbers have no dot.
        "n;a\n1.452;x\n12.300;y\n640;z\n2.001;z\n",
    ])
    func dotsStandBetweenThousandsWhereTheFileTells(text: String) throws {
        let (column, findings) = try read(text)
        guard case .integer(let values)? = column else {
            Issue.record("\(String(describing: column))")
            return
        }
        #expect((0..<3).map { values[$0] } == [1_452, 12_300, 640])
        #expect(findings.map(\.severity) == [.note])
        #expect(findings.map(\.code) == [.ambiguousThousands])
        let several = try connection.query(
            try SourceReader(connection).sql(for: try source([("b.csv", text)])))
        #expect(several["n"] == column)
    }

    @Test func aColumnThatIsKeptAsTextTellsHowNumbersAreWritten() throws {
        let files = try source([("c.csv", "n;price\n1.452;3,50\n12.300;0,75\n640;12,00\n")]).files
        let written = ResolvedSource(name: "s", format: .csv, files: files, texts: ["price"])
        let table = try connection.query(try SourceReader(connection).sql(for: written))
        #expect(table["n"] == .integer(Values([1_452, 12_300, 640], filler: 0)))
    }

    @Test func dotsThatNothingExplainsAreDecimalPointsWithAWarning() throws {
        let (column, findings) = try read("n;a\n1.452;x\n12.301;y\n2.117;z\n")
        #expect(column == .double(Values([1.452, 12.301, 2.117], filler: 0)))
        let finding = try #require(findings.first)
        #expect(finding.severity == .warning)
        #expect(finding.column == "n")
        #expect(finding.evidence["examples"] == ["1.452", "2.117"])
        #expect(finding.advice?.contains("CAST(round(\"n\" * 1000) AS BIGINT)") == true)
        #expect(!finding.isAnswered(by: "SELECT * FROM s"))
        #expect(finding.isAnswered(by: "SELECT round( n  * 1000) AS n FROM s"))
        #expect(finding.isAnswered(by: "SELECT CAST(\"n\" AS double) AS n FROM s"))
    }

    @Test(arguments: [
        // A dot elsewhere is a decimal point; a comma separates cells; a zero begins no group; too few; four digits.
        "n;a\n1.452;1.5\n12.301;2.25\n2.117;3.0\n", "n,a\n1.452,x\n12.301,y\n2.117,z\n",
        "n;a\n0.452;x\n12.301;y\n2.117;z\n", "n;a\n1.452;x\n12.301;y\n", "n;a\n1.452;x\n12.301;y\n2117;z\n",
        "n;a\n1.452;x\n12.30;y\n2.117;z\n",
    ])
    func dotsThatAreDecimalPointsAreReadInSilence(text: String) throws {
        let (column, findings) = try read(text)
        guard case .double? = column else {
            Issue.record("\(String(describing: column))")
            return
        }
        #expect(findings.isEmpty)
    }

    @Test func aLaterRowThatIsNoGroupMakesAllOfThemDecimal() throws {
        let rows = (0..<2_000).map { "\(1 + $0 % 9).\(100 + $0 % 899);x" } + ["7.25;y"]
        #expect(try read("n;a\n" + rows.joined(separator: "\n") + "\n").findings.isEmpty)
    }

    @Test func columnsThatAreToStayTextDo() throws {
        let path = try source([("a.csv", "zip,n\n007,1\n08,2\n")]).files
        let source = ResolvedSource(name: "s", format: .csv, files: path, texts: ["zip", "not there"])
        _ = try SourceReader(connection).open(source, as: Identifier("s"))
        let table = try connection.query("SELECT * FROM \(Identifier("s"))")
        #expect(table["zip"] == .text(TextValues(["007", "08"])))
        #expect(table["n"] == .integer(Values([1, 2], filler: 0)))
    }

    @Test(arguments: [";", "\t", "|"]) func theDelimiterIsFoundInTheHeader(delimiter: String) throws {
        let table = try open("a\(delimiter)b\n1\(delimiter)x,y\n")
        #expect(table.names == ["a", "b"])
        #expect(table["b"] == .text(TextValues(["x,y"])))
    }

    @Test func aRaggedRowIsNamedWithItsLine() throws {
        let error = try failure([("a.csv", "a,b\n1,x\n2,y,z\n")])
        #expect(error.code == .sourceMalformed)
        #expect(error.file == "a.csv")
        #expect(error.fileLine == 3)
        #expect(error.message == "the row has 3 cells where the header has 2")
    }

    @Test func anOpenQuotationMarkIsNamedWithItsLine() throws {
        let error = try failure([("a.csv", "a,b\n1,\"x\n2,y\n")])
        #expect(error.code == .sourceMalformed)
        #expect(error.fileLine == 2)
    }

    @Test func anEmptyFileIsSaidToBeEmpty() throws {
        #expect(try failure([("a.csv", "")]).code == .sourceEmpty)
    }

    @Test func aHeaderAloneGivesColumnsWithoutRows() throws {
        let table = try open("a,b\n")
        #expect(table.names == ["a", "b"])
        #expect(table.rowCount == 0)
    }

    @Test func byteOrderMarkAndCarriageReturnsAreNoPartOfTheData() throws {
        let table = try open("\u{FEFF}a,b\r\n1,x\r\n")
        #expect(table.names == ["a", "b"])
        #expect(table["b"] == .text(TextValues(["x"])))
    }

    @Test(arguments: ["a,a\n1,2\n", "a,A\n1,2\n", "a,\n1,2\n"])
    func namesThatCannotBeToldApartAreRefused(text: String) throws {
        #expect(try failure([("a.csv", text)]).code == .columnName)
    }

    @Test func strangeNamesStayAsTheyAre() throws {
        let name = "x\"; DROP TABLE s; -- 🙂 a.b 'c'"
        let long = String(repeating: "n", count: 255)
        let table = try open("\"x\"\"; DROP TABLE s; -- 🙂 a.b 'c'\",\(long)\n1,2\n")
        #expect(table.names == [name, long])
    }

    @Test func aTypeThatChangesBetweenFilesIsRefused() throws {
        let error = try failure([("a.csv", "x\n1\n"), ("b.csv", "x\nq\n")])
        #expect(error.code == .sourceTypesDiffer)
        #expect(error.column == "x")
        #expect(error.file == "b.csv")
    }

    @Test func filesWithOtherColumnsAreRefused() throws {
        let error = try failure([("a.csv", "x,y\n1,2\n"), ("b.csv", "x,z\n1,2\n")])
        #expect(error.code == .sourceTypesDiffer)
    }

    @Test func filesAreReadOneAfterTheOther() throws {
        let source = try source([("a.csv", "x\n1\n"), ("b.csv", "x\n2.5\n")])
        let opened = try SourceReader(connection).open(source, as: Identifier("s"))
        #expect(opened.rows == 2)
        #expect(opened.columns == [EngineColumn(name: "x", engineType: "DOUBLE", type: .double)])
    }

    @Test func aColumnWithoutValuesInTheSampleIsTypedByTheRest() throws {
        let text = "a,b\n" + String(repeating: "1,\n", count: 30_000) + "1,7\n"
        let opened = try SourceReader(connection).open(try source([("a.csv", text)]), as: Identifier("s"))
        #expect(opened.columns.map(\.engineType) == ["BIGINT", "BIGINT"])
    }

    @Test func aColumnThatIsNoNumberAfterTheSampleIsText() throws {
        let text = "a,b\n" + String(repeating: "1,2\n", count: 30_000) + "1,x\n"
        let opened = try SourceReader(connection).open(try source([("a.csv", text)]), as: Identifier("s"))
        #expect(opened.columns.map(\.engineType) == ["BIGINT", "VARCHAR"])
    }

    @Test func textThatIsNotUTF8IsRefused() throws {
        let path = "\(folder)/latin.csv"
        try Data([0x61, 0x2C, 0x62, 0x0A, 0x31, 0x2C, 0xE9, 0x0A]).write(to: URL(fileURLWithPath: path))
        let source = ResolvedSource(name: "s", format: .csv, files: [path])
        let error = try #require(throws: WarehouseError.self) {
            try SourceReader(connection).open(source, as: Identifier("s"))
        }
        #expect(error.code == .sourceMalformed)
        #expect(error.message == "the text is not UTF-8")
    }

    @Test func jsonLinesBecomeColumns() throws {
        let table = try open("{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2.5}\n", .jsonLines)
        #expect(table["a"] == .double(Values([1, 2.5], filler: 0)))
        #expect(table["b"] == .text(TextValues(["x", nil])))
    }

    @Test func aBrokenLineOfJSONIsRefused() throws {
        let error = try failure([("a.jsonl", "{\"a\": 1}\n{\"a\": \n")], .jsonLines)
        #expect(error.code == .sourceMalformed)
        #expect(error.file == "a.jsonl")
    }

    @Test func aParquetFileCutOffIsRefused() throws {
        let path = "\(folder)/p.parquet"
        try connection.execute("COPY (SELECT range AS x FROM range(1000)) TO \(Literal(path)) (FORMAT parquet)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.dropLast(100).write(to: URL(fileURLWithPath: path))
        let error = try #require(throws: WarehouseError.self) {
            try SourceReader(connection).open(
                ResolvedSource(name: "s", format: .parquet, files: [path]), as: Identifier("s"))
        }
        #expect(error.code == .sourceMalformed)
        #expect(error.file == "p.parquet", "\(error.message)")
    }

    @Test func aTableOfADuckDBFileIsFound() throws {
        let path = "\(folder)/d.duckdb"
        try connection.execute("ATTACH \(Literal(path)) AS d")
        try connection.execute("CREATE TABLE d.t AS SELECT 42 AS x")
        try connection.execute("DETACH d")
        let source = ResolvedSource(name: "s", format: .duckDB, files: [path])
        _ = try SourceReader(connection).open(source, as: Identifier("s"))
        #expect(try connection.integer("SELECT CAST(x AS BIGINT) FROM s") == 42)
    }

    @Test func aMissingFileIsUnreadable() throws {
        let source = ResolvedSource(name: "s", format: .csv, files: ["\(folder)/nothing.csv"])
        let error = try #require(throws: WarehouseError.self) {
            try SourceReader(connection).open(source, as: Identifier("s"))
        }
        #expect(error.code == .sourceUnreadable)
        #expect(!error.message.contains(folder))
    }

    @Test func theQueryOfASourceReadsItAgain() throws {
        let source = try source([("a.csv", "a,b\n1,x\n")])
        let table = try connection.query(try SourceReader(connection).sql(for: source))
        #expect(table["a"] == .integer(Values([1], filler: 0)))
    }
}
