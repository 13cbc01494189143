import Evidence
import Testing

@testable import Worker

/// Row F2 of the reliability table: every file is read whole or refused by name, with its line.
struct DelimitedCorpusTests {
    /// What must become of a file.
    enum Outcome: Sendable {
        /// All of its rows are read.
        case rows(Int)
        /// It is refused: the code, the line where one can be named, and words of the message.
        case refused(FindingCode, line: Int?, String)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let bytes: [UInt8]
        let outcome: Outcome

        init(_ name: String, _ text: String, _ outcome: Outcome, file: String = "data.csv") {
            self.init(name, bytes: Array(text.utf8), outcome, file: file)
        }

        init(_ name: String, bytes: [UInt8], _ outcome: Outcome, file: String = "data.csv") {
            self.name = name
            self.bytes = bytes
            self.outcome = outcome
            self.file = file
        }

        var testDescription: String { name }
    }

    @Test(arguments: Corpus.delimited)
    func everyFileIsReadWholeOrRefusedByName(_ item: Case) throws {
        let bench = try Bench()
        try bench.write(item.file, item.bytes)
        let request = bench.request([.init("data", item.file)])
        switch item.outcome {
        case .rows(let rows):
            let response = try bench.run(request)
            #expect(response.snapshot.rows == rows)
            #expect(response.sources[0].rows == rows, "rows in are rows out")
        case .refused(let code, let line, let words):
            let error = try bench.failure(request)
            let finding = error.findings[0]
            #expect(error.exitStatus == .inputWrong)
            #expect(finding.code == code, "\(error)")
            #expect(finding.message.contains(words), "\(finding.message)")
            #expect(finding.file == item.file || finding.file == nil)
            #expect(finding.advice != nil)
            if let line { #expect(finding.line == line, "\(error)") }
        }
    }

    @Test func theCorpusHasEightyFiles() { #expect(Corpus.delimited.count >= 80) }
}

/// Files that are fine and files that are not.
enum Corpus {
    typealias Case = DelimitedCorpusTests.Case

    static let delimited = sound + ragged + quotes + encodings + names + values + other

    private static let wide = (0..<300).map { "c\($0)" }.joined(separator: ",")

    private static let sound: [Case] = [
        Case("plain", "a,b\n1,2\n3,4\n", .rows(2)),
        Case("no line end at the end", "a,b\n1,2\n3,4", .rows(2)),
        Case("CRLF", "a,b\r\n1,2\r\n3,4\r\n", .rows(2)),
        Case("lone CR", "a,b\r1,2\r3,4\r", .rows(2)),
        Case("byte order mark", bytes: [0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8), .rows(1)),
        Case("semicolons", "a;b\n1,5;2\n2,5;3\n", .rows(2)),
        Case("tabs in a CSV", "a\tb\n1\t2\n", .rows(1)),
        Case("bars", "a|b\n1|2\n", .rows(1)),
        Case("TSV", "a\tb,c\n1\t2,3\n", .rows(1), file: "data.tsv"),
        Case("one column", "a\nx\ny\n", .rows(2)),
        Case("one row", "a,b\n1,2\n", .rows(1)),
        Case("blank line between rows", "a,b\n1,2\n\n3,4\n", .rows(2)),
        Case("blank lines at the end", "a,b\n1,2\n\n\n", .rows(1)),
        Case("a comma in quotes", "a,b\n1,\"x,y\"\n", .rows(1)),
        Case("a line end in quotes", "a,b\n1,\"x\ny\"\n2,z\n", .rows(2)),
        Case("a CRLF in quotes of an LF file", "a,b\n1,\"x\r\ny\"\n2,z\n", .rows(2)),
        Case("doubled quotes", "a,b\n1,\"say \"\"hi\"\"\"\n", .rows(1)),
        Case("a quote within plain text", "a,b\n1,5\" pipe\n2,x\n", .rows(2)),
        Case("empty quotes", "a,b\n1,\"\"\n2,x\n", .rows(2)),
        Case("all cells of a row empty", "a,b\n,\n1,2\n", .rows(2)),
        Case("300 columns", wide + "\n" + [String](repeating: "1", count: 300).joined(separator: ",") + "\n", .rows(1)),
        Case("UTF-8 text", "a,b\n1,žluťoučký\n2,日本語\n3,🛫\n", .rows(3)),
        Case("a cell of 1 MB", "a,b\n1," + String(repeating: "x", count: 1 << 20) + "\n2,y\n", .rows(2)),
        Case("a hash sign first", "a,b\n#1,2\n3,4\n", .rows(2)),
    ]

    private static let ragged: [Case] = [
        Case(
            "a field too many", "a,b,c\n1,2,3\n4,5,6,7\n8,9,0\n",
            .refused(.sourceMalformed, line: 3, "expected 3 fields")),
        Case("a field too few", "a,b,c\n1,2,3\n4,5\n", .refused(.sourceMalformed, line: 3, "found 2")),
        Case("a field too many in every row", "a,b\n1,2,3\n4,5,6\n", .refused(.sourceMalformed, line: 2, "found 3")),
        Case("a field too few in every row", "a,b,c\n1,2\n3,4\n", .refused(.sourceMalformed, line: 2, "found 2")),
        Case("ragged in the first row", "a,b\n1\n2,3\n", .refused(.sourceMalformed, line: 2, "found 1")),
        Case("ragged after a quoted line end", "a,b\n1,\"x\ny\"\n2\n", .refused(.sourceMalformed, line: 4, "found 1")),
        Case("cut off in a row", "a,b,c\n1,2,3\n4,5", .refused(.sourceMalformed, line: 3, "found 2")),
        Case(
            "ragged after 30,000 rows", "a,b\n" + String(repeating: "1,2\n", count: 30_000) + "1\n",
            .refused(.sourceMalformed, line: 30_002, "found 1")),
        Case("a comment line", "# made by hand\na,b\n1,2\n", .refused(.sourceMalformed, line: 2, "expected 1")),
        Case("a footer", "a,b\n1,2\n2 rows\n", .refused(.sourceMalformed, line: 3, "found 1")),
        Case("a trailing comma in rows", "a,b\n1,2,\n3,4,\n", .refused(.sourceMalformed, line: 2, "found 3")),
        Case("decimal commas in a comma file", "a,b\n1,5,2\n", .refused(.sourceMalformed, line: 2, "found 3")),
        Case("another delimiter below the header", "a,b\n1;2\n", .refused(.sourceMalformed, line: 2, "found 1")),
        Case("ragged TSV", "a\tb\n1\n", .refused(.sourceMalformed, line: 2, "found 1"), file: "data.tsv"),
        Case("ragged with CRLF", "a,b\r\n1,2\r\n3\r\n", .refused(.sourceMalformed, line: 3, "found 1")),
    ]

    private static let quotes: [Case] = [
        Case("a quote never closed", "a,b\n1,2\n3,\"4\n5,6\n", .refused(.sourceMalformed, line: 3, "never closed")),
        Case("text after a quote", "a,b\n1,\"x\"y\n", .refused(.sourceMalformed, line: 2, "follows a closing quote")),
        Case("a header's quote never closed", "a,\"b\n1,2\n", .refused(.sourceMalformed, line: 1, "never closed")),
        Case("quotes escaped by a backslash", "a,b\n1,\"x\\\"y\"\n", .refused(.sourceMalformed, line: 2, "quote")),
        Case("single quotes around a comma", "a,b\n1,'x,y'\n", .refused(.sourceMalformed, line: 2, "found 3")),
        Case("typographic quotes around a comma", "a,b\n1,“x,y”\n", .refused(.sourceMalformed, line: 2, "found 3")),
    ]

    private static let encodings: [Case] = [
        Case(
            "Latin-1 in a row", bytes: Array("a,b\n1,x\n2,caf".utf8) + [0xE9, 0x0A],
            .refused(.sourceMalformed, line: 3, "0xE9")),
        Case(
            "Latin-1 in the header", bytes: Array("caf".utf8) + [0xE9] + Array(",b\n1,2\n".utf8),
            .refused(.sourceMalformed, line: 1, "not UTF-8")),
        Case(
            "mixed encodings", bytes: Array("a,b\n1,é\n2,caf".utf8) + [0xE9] + Array("\n3,ü\n".utf8),
            .refused(.sourceMalformed, line: 3, "not UTF-8")),
        Case(
            "overlong UTF-8", bytes: Array("a,b\n1,".utf8) + [0xC0, 0xAF, 0x0A],
            .refused(.sourceMalformed, line: 2, "not UTF-8")),
        Case(
            "a surrogate in UTF-8", bytes: Array("a,b\n1,".utf8) + [0xED, 0xA0, 0x80, 0x0A],
            .refused(.sourceMalformed, line: 2, "not UTF-8")),
        Case(
            "UTF-8 cut off", bytes: Array("a,b\n1,".utf8) + [0xE2, 0x82],
            .refused(.sourceMalformed, line: 2, "not UTF-8")),
        Case(
            "UTF-16 with a mark", bytes: [0xFF, 0xFE] + "a,b\n1,2\n".utf8.flatMap { [$0, 0] },
            .refused(.sourceMalformed, line: nil, "UTF-16")),
        Case(
            "UTF-16 big-endian", bytes: [0xFE, 0xFF] + "a,b\n1,2\n".utf8.flatMap { [0, $0] },
            .refused(.sourceMalformed, line: nil, "UTF-16")),
        Case(
            "UTF-16 without a mark", bytes: "a,b\n1,2\n".utf8.flatMap { [$0, 0] },
            .refused(.sourceMalformed, line: nil, "UTF-16")),
        Case("a NUL in a row", "a,b\n1,x\u{0}y\n", .refused(.sourceMalformed, line: 2, "NUL")),
        Case("a NUL in the header", "a,b\u{0}\n1,2\n", .refused(.sourceMalformed, line: 1, "NUL")),
        Case("a NUL in quotes", "a,b\n1,\"\u{0}\"\n", .refused(.sourceMalformed, line: 2, "NUL")),
        Case(
            "zeros at the end", bytes: Array("a,b\n1,2\n".utf8) + [UInt8](repeating: 0, count: 64),
            .refused(.sourceMalformed, line: 3, "NUL")),
        Case("mixed line ends", "a,b\r\n1,2\n3,4\r\n", .refused(.sourceMalformed, line: 2, "CRLF")),
        Case("an LF file with one CRLF", "a,b\n1,2\r\n3,4\n", .refused(.sourceMalformed, line: 2, "CRLF")),
    ]

    private static let names: [Case] = [
        Case("a name twice", "a,b,a\n1,2,3\n", .refused(.columnNameUnusable, line: 1, "columns 1 and 3")),
        Case(
            "names that differ in case", "Late,b,late\n1,2,3\n",
            .refused(.columnNameUnusable, line: 1, "columns 1 and 3")),
        Case("an empty name", "a,,c\n1,2,3\n", .refused(.columnNameUnusable, line: 1, "column 2")),
        Case("an empty last name", "a,b,\n1,2,3\n", .refused(.columnNameUnusable, line: 1, "column 3")),
        Case("a quoted empty name", "a,\"\",c\n1,2,3\n", .refused(.columnNameUnusable, line: 1, "column 2")),
        Case(
            "a name of 300 characters", String(repeating: "x", count: 300) + ",b\n1,2\n",
            .refused(.columnNameUnusable, line: 1, "300 bytes")),
        Case("a name of 255 bytes", String(repeating: "x", count: 255) + ",b\n1,2\n", .rows(1)),
        Case(
            "a name of 256 bytes", String(repeating: "x", count: 256) + ",b\n1,2\n",
            .refused(.columnNameUnusable, line: 1, "256 bytes")),
        Case("a tab in a name", "a,\"b\tc\"\n1,2\n", .refused(.columnNameUnusable, line: 1, "control")),
        Case("a line end in a name", "a,\"b\nc\"\n1,2\n", .refused(.columnNameUnusable, line: 1, "control")),
        Case("blanks, quotes and dots in names", "a b,\"c\"\"d\",e.f,g'h\n1,2,3,4\n", .rows(1)),
        Case("emoji in names", "🛫,late 🙂\n1,2\n", .rows(1)),
        Case("SQL in names", "x; DROP TABLE data --,\"\"\") FROM data --\"\n1,2\n", .rows(1)),
        Case("words of SQL as names", "select,from,order,null\n1,2,3,4\n", .rows(1)),
        Case("numbers as names", "1,2\n3,4\n", .rows(1)),
        Case("a name with a comma in quotes", "\"a,b\",c\n1,2\n", .rows(1)),
    ]

    private static let values: [Case] = [
        Case("1e400", "a,b\n1e400,1\n2,2\n", .rows(2)),
        Case("NaN and infinities", "a\nNaN\ninf\n-inf\n1.5\n", .rows(4)),
        Case("decimal commas in quotes", "a,b\n\"12,5\",1\n\"13,5\",2\n", .rows(2)),
        Case("dates that are no dates", "d,b\n2013-01-01,1\n2013-13-45,2\n", .rows(2)),
        Case(
            "text after 30,000 numbers", "a,b\n" + String(repeating: "1,2\n", count: 30_000) + "x,2\n",
            .rows(30_001)),
        Case("integers past 64 bits", "a,b\n99999999999999999999,1\n1,2\n", .rows(2)),
        Case("formulas", "a,b\n=1+1,@x\n-5,+5\n", .rows(2)),
    ]

    private static let other: [Case] = [
        Case("empty", "", .refused(.sourceEmpty, line: nil, "0 bytes")),
        Case("header only", "a,b,c\n", .refused(.sourceEmpty, line: nil, "no rows")),
        Case("header without a line end", "a,b,c", .refused(.sourceEmpty, line: nil, "no rows")),
        Case("only line ends", "\n\n\n", .refused(.sourceMalformed, line: 1, "first line is empty")),
        Case(
            "blank line before the header", "\na,b\n1,2\n", .refused(.sourceMalformed, line: 1, "first line is empty")),
        Case("only a byte order mark", bytes: [0xEF, 0xBB, 0xBF], .refused(.sourceEmpty, line: nil, "nothing")),
        Case(
            "all bytes", bytes: (0..<20).flatMap { _ in (0...255).map { UInt8($0) } },
            .refused(.sourceMalformed, line: nil, "")),
        Case(
            "an image", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 32),
            .refused(.sourceMalformed, line: nil, "")),
        Case(
            "gzip bytes named CSV",
            bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0xE4, 2, 0, 7, 0xA1, 0xEA, 0xDD, 2, 0, 0, 0],
            .refused(.sourceMalformed, line: nil, "")),
        Case("a web page", "<html><body>404</body></html>\n", .refused(.sourceEmpty, line: nil, "no rows")),
        Case("not gzip", "a,b\n1,2\n", .refused(.sourceMalformed, line: nil, "compressed file"), file: "data.csv.gz"),
        Case("not zstd", "a,b\n1,2\n", .refused(.sourceMalformed, line: nil, "compressed file"), file: "data.csv.zst"),
    ]
}
