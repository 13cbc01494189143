import Evidence
import Foundation
import TestSupport
import Testing

/// Tables that cannot be read as they are: each is named with its place and its cure.
@Suite struct BadTablesTests {
    private static let text: [BadInput] = [
        .table("empty file", Data(), .sourceEmpty, "t.csv: error: the file is empty (0 bytes)"),
        .table(
            "header only", Data("id,x,c,y\n".utf8), .sourceEmpty, "t.csv: error: the source has a header and no rows"),
        .table(
            "header without a line end", Data("id,x,c,y".utf8), .sourceEmpty,
            "t.csv: error: the source has a header and no rows"),
        .table(
            "empty lines only", Data("\n\n\n".utf8), .sourceMalformed,
            "t.csv:1: error: the first line is empty, where the header should be"),
        .table(
            "a short row", BadInput.table(replacing: [12: "11,4"]), .sourceMalformed,
            "t.csv:12: error: expected 4 fields as in the header, found 2"),
        .table(
            "a long row", BadInput.table(replacing: [12: "11,4,a,true,9"]), .sourceMalformed,
            "t.csv:12: error: expected 4 fields as in the header, found 5"),
        .table(
            "a quote that is never closed", BadInput.table(replacing: [12: "11,4,\"a,true"]), .sourceMalformed,
            "t.csv:12: error: a quote is opened here and never closed"),
        .table(
            "text after a quote", BadInput.table(replacing: [12: "11,4,\"a\"b,true"]), .sourceMalformed,
            "t.csv:12: error: text follows a closing quote"),
        .table(
            "a NUL byte", BadInput.table(replacing: [12: "11,4,a\0,true"]), .sourceMalformed,
            "t.csv:12: error: the line holds a NUL byte"),
        .table(
            "mixed line ends", BadInput.table(replacing: [12: "11,4,a,true\r"]), .sourceMalformed,
            "t.csv:12: error: the line ends otherwise than those before it (CRLF and LF are mixed)"),
        .table(
            "another encoding in one row", mixedEncodings, .sourceMalformed,
            "t.csv:62: error: the text is not UTF-8 (byte 0xE9)"),
        .table("UTF-16", utf16, .sourceMalformed, "t.csv: error: the file is UTF-16, not UTF-8"),
    ]

    private static let mixedEncodings =
        BadInput.table(replacing: [12: "11,4,café,true"]) + Data("61,4,caf".utf8) + [0xE9] + Data(",true\n".utf8)
    private static let utf16 =
        Data([0xFF, 0xFE])
        + Data(
            String(decoding: BadInput.table(), as: UTF8.self).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })

    private static let names: [BadInput] = [
        .table(
            "two columns of one name", BadInput.table(header: "id,x,x,y"), .columnNameUnusable,
            "t.csv:1: error: columns 2 and 3 have the same name, 'x'"),
        .table(
            "names alike but for case", BadInput.table(header: "id,x,X,y"), .columnNameUnusable,
            "t.csv:1: error: columns 2 and 3 have names alike but for upper and lower case, 'X'"),
        .table(
            "a column without a name", BadInput.table(header: "id,,c,y"), .columnNameUnusable,
            "t.csv:1: error: column 2 has no name"),
        .table(
            "a control character in a name", BadInput.table(header: "id,\"x\ty\",c,y"), .columnNameUnusable,
            "t.csv:1: error: the name of column 2 has a control character in it"),
        .table(
            "a name of 300 characters", BadInput.table(header: "id,\(String(repeating: "x", count: 300)),c,y"),
            .columnNameUnusable, "t.csv:1: error: the name of column 2 has 300 bytes, where 255 are the most"),
    ]

    private static let labels: [BadInput] = [
        .table(
            "a label of one class", label { _ in "true" }, status: 3, .oneClass,
            "y: error: the label 'y' has one class in all 60 rows"),
        .table(
            "a label that is null throughout", label { _ in "" }, status: 3, .labelMissing,
            "y: error: the label 'y' is missing in every row"),
        .table(
            "an infinity in the label", label { $0 == 3 ? "inf" : "\(Double($0) / 8)" }, status: 3, .nonFiniteValues,
            "y: error: the label 'y' holds NaN or an infinity in 1 row"),
        .table(
            "dates as the label", label { "2024-01-\($0 % 28 + 1 < 10 ? "0" : "")\($0 % 28 + 1)" }, status: 3,
            .labelUnfit, "y: error: the label 'y' holds dates"),
        .table(
            "one row", Data("id,x,c,y\n1,2,a,true\n".utf8), status: 3, .tooFewRows,
            "y: error: only 1 row has a label 'y'"),
        .table(
            "nineteen rows", BadInput.table().prefix(through: 19), status: 3, .tooFewRows,
            "y: error: only 19 rows have a label 'y'"),
    ]

    /// The sound table with another label.
    private static func label(_ value: (Int) -> String) -> Data {
        let rows = BadInput.lines.enumerated().map { row, line in
            line.split(separator: ",").dropLast().joined(separator: ",") + "," + value(row) + "\n"
        }
        return Data((BadInput.header + "\n" + rows.joined()).utf8)
    }

    @Test(arguments: text) func `text that is not well formed`(input: BadInput) throws { try input.check() }

    @Test(arguments: names) func `column names that cannot be used`(input: BadInput) throws { try input.check() }

    @Test(arguments: labels) func `labels that nothing can be learnt from`(input: BadInput) throws {
        try input.check()
    }

    @Test(arguments: [
        BadInput.brief(
            "three values under a binary task", "name: t\ntask: binary\ndata: {sources: {t: t.csv}, label: c}\n",
            files: ["t.csv": BadInput.table(replacing: [5: "4,1,z,true"])], status: 3, .labelUnfit,
            "brief.yaml:2:7: error: 'binary' needs two classes, and the label 'c' has 3: 'a', 'b', 'z'"),
        .brief(
            "a key that names several rows", "name: t\ndata: {sources: {t: t.csv}, label: y, key: [x]}\n", status: 3,
            .keyNotUnique, "error: key x is not unique: 7 keys name 60 rows"),
        .brief(
            "a key that is null", "name: t\ndata: {sources: {t: t.csv}, label: y, key: [id]}\n",
            files: ["t.csv": BadInput.table(replacing: [9: ",1,a,true"])], status: 3, .keyNull,
            "id: error: key column 'id' is null in 1 row"),
        .brief(
            "no column left", "name: t\ndata: {sources: {t: t.csv}, label: y}\nexclude: {id: no, x: no, c: no}\n",
            status: 3, .noFeatures, "error: no column is left that could be a feature"),
    ]) func `checks that stop the job`(input: BadInput) throws { try input.check() }

    @Test(arguments: [
        BadInput.sql(
            "text cast to dates", "SELECT *, CAST(c AS DATE) AS d FROM t", .sqlFailed,
            "brief.yaml:5:15: error: invalid date field format: \"a\", expected format is (YYYY-MM-DD) "
                + "when casting from source column c"),
        .brief(
            "a time that is text", "name: t\ndata: {sources: {t: t.csv}, label: y, time: c}\n", .wrongType,
            "brief.yaml:2:45: error: the time 'c' holds text, not moments"),
        .brief(
            "a time that is a number", "name: t\ndata: {sources: {t: t.csv}, label: y, time: x}\n", .wrongType,
            "brief.yaml:2:45: error: the time 'x' holds integers, not moments"),
    ]) func `dates that are no dates`(input: BadInput) throws { try input.check() }
}

extension Data {
    /// The first line and so many after it.
    fileprivate func prefix(through rows: Int) -> Data {
        Data(split(separator: UInt8(ascii: "\n")).prefix(rows + 1).joined(separator: [UInt8(ascii: "\n")]))
    }
}
