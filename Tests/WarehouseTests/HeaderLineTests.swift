import Testing

@testable import Warehouse

/// What the first line of a file of delimited text tells.
struct HeaderLineTests {
    @Test(arguments: [
        ("a,b;c", ",", ["a", "b;c"]), ("a;b;c", ";", ["a", "b", "c"]), ("a\tb", "\t", ["a", "b"]),
        ("a|b", "|", ["a", "b"]), ("a", ",", ["a"]), ("\"a,b\";c", ";", ["a,b", "c"]),
        ("\"a\"\"b\",c", ",", ["a\"b", "c"]), ("a,,b,", ",", ["a", "", "b", ""]),
    ])
    func delimiterAndNamesAreFound(line: String, delimiter: String, names: [String]) throws {
        let header = try #require(HeaderLine(lines: [line]))
        #expect(String(header.delimiter) == delimiter)
        #expect(header.names == names)
    }

    @Test func aQuotedNameMayGoOverLines() throws {
        let header = try #require(HeaderLine(lines: ["\"a", "b\",c", "1,2"]))
        #expect(header.names == ["a\nb", "c"])
    }

    @Test func theMarkOfTheByteOrderIsNoPartOfAName() throws {
        #expect(try #require(HeaderLine(lines: ["\u{FEFF}a,b\r"])).names == ["a", "b"])
    }

    @Test func aFileWithoutLinesHasNoHeader() {
        #expect(HeaderLine(lines: []) == nil)
    }
}
