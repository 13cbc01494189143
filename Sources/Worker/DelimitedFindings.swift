import Evidence
import Warehouse

/// What is wrong with delimited text, in words with the cure.
enum DelimitedFindings {
    /// Findings for the structure of a file; empty where it is sound.
    static func of(_ inspection: FileInspection, source: String) -> [Finding] {
        let place = Place(file: DisplayText.escaped(inspection.file.path), source: source)
        if let flaw = inspection.compressionFlaw { return [finding(flaw, place)] }
        guard inspection.isClosed else {
            return [
                place.finding(
                    .sourceMalformed, "the JSON array is opened and never closed: the file may be cut off",
                    advice: "write or copy it again")
            ]
        }
        guard let text = inspection.text else { return [] }
        if !text.problems.isEmpty { return findings(text.problems, text.dialect, place) }
        guard text.hasHeader else {
            return [
                place.finding(
                    .sourceEmpty, "the file holds nothing but line ends", advice: "write the data again")
            ]
        }
        guard text.header.count <= Limits.datasetColumns else {
            return [
                place.finding(
                    .tooManyColumns,
                    "the file has \(text.header.count) columns; at most \(Limits.datasetColumns) can be worked with",
                    advice: "write a file with fewer columns", line: 1)
            ]
        }
        return ColumnNames.findings(text.header, file: place.file, source: source).map { found in
            var finding = found
            finding.line = 1
            finding.message = DisplayText.escaped(finding.message)
            finding.column = finding.column.map(DisplayText.escaped)
            return finding
        }
    }

    private struct Place {
        let file: String
        let source: String

        func finding(
            _ code: FindingCode, _ message: String, advice: String, line: Int? = nil,
            evidence: [String: JSONValue] = [:]
        ) -> Finding {
            Finding(
                .error, code, message, advice: advice, file: file, line: line, source: source, evidence: evidence)
        }
    }

    /// A finding for each problem; bytes that are no text are told once, with how many lines hold some.
    private static func findings(
        _ problems: [CSVScanner.Problem], _ dialect: CSVDialect, _ place: Place
    ) -> [Finding] {
        let isBinary = problems.contains(where: \.isNUL)
        // What is no text has no fields either.
        let own = isBinary ? problems.filter { $0.isNUL || $0.isNotUTF8 } : problems
        let others = own.filter { !$0.isNUL && !$0.isNotUTF8 }.map { finding($0, dialect, place) }
        let bytes = [own.filter(\.isNUL), own.filter(\.isNotUTF8)].compactMap { same -> Finding? in
            guard let first = same.first else { return nil }
            var finding = finding(first, dialect, place)
            guard same.count > 1 else { return finding }
            let isAll = problems.count < CSVScanner.problemLimit
            finding.count = same.count
            finding.message += "; so are \(isAll ? "" : "at least ")\(NumberText.counted(same.count - 1, "more line"))"
            return finding
        }
        return (bytes + others).sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private static func finding(_ flaw: CompressionFlaw, _ place: Place) -> Finding {
        switch flaw {
        case .cutOff:
            place.finding(
                .sourceMalformed, "the compressed file is cut off", advice: "copy it again, or compress it anew")
        case .damaged:
            place.finding(
                .sourceMalformed, "the compressed file is damaged, or not compressed as its name says",
                advice: "copy it again, or compress it anew")
        case .expandsTooFar:
            place.finding(
                .sourceTooLarge,
                "the compressed file expands more than \(Limits.expansionRatio) times, past "
                    + "\(Limits.expandedBytes >> 30) GiB",
                advice: "where that is meant, decompress it first")
        }
    }

    private static func finding(_ problem: CSVScanner.Problem, _ dialect: CSVDialect, _ place: Place) -> Finding {
        switch problem {
        case .ragged(let line, let expected, let found):
            let mark = String(UnicodeScalar(dialect.delimiter)).replacingTab
            return place.finding(
                .sourceMalformed, "expected \(expected) fields as in the header, found \(found)",
                advice: found > expected
                    ? "put fields that hold '\(mark)' between quotes, or correct the line"
                    : "complete the line; where it is the last, the file may be cut off",
                line: line, evidence: ["expected": .integer(Int64(expected)), "found": .integer(Int64(found))])
        case .quoteNotClosed(let line):
            return place.finding(
                .sourceMalformed, "a quote is opened here and never closed",
                advice: "close it, or double it (\"\") where it belongs to the text", line: line)
        case .textAfterQuote(let line):
            return place.finding(
                .sourceMalformed, "text follows a closing quote",
                advice: "double quotes that belong to the text (\"\")", line: line)
        case .notUTF8(let line, let byte):
            let hex = "0x" + String(byte, radix: 16, uppercase: true)
            return place.finding(
                .sourceMalformed, "the text is not UTF-8 (byte \(hex))",
                advice: "convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW; where only some lines are in another "
                    + "encoding, they were joined from several files: convert those first",
                line: line)
        case .nul(let line):
            return place.finding(
                .sourceMalformed, "the line holds a NUL byte",
                advice: "the file may be damaged or not text; take NULs out: tr -d '\\000' < OLD > NEW", line: line)
        case .blankHeader(let line):
            return place.finding(
                .sourceMalformed, "the first line is empty, where the header should be",
                advice: "take out what stands before the header", line: line)
        case .mixedLineEnds(let line):
            return place.finding(
                .sourceMalformed, "the line ends otherwise than those before it (CRLF and LF are mixed)",
                advice: "make them alike: sed 's/\\r$//' OLD > NEW", line: line)
        case .utf16:
            return place.finding(
                .sourceMalformed, "the file is UTF-16, not UTF-8",
                advice: "convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW")
        }
    }
}

extension CSVScanner.Problem {
    fileprivate var isNUL: Bool { if case .nul = self { true } else { false } }
    fileprivate var isNotUTF8: Bool { if case .notUTF8 = self { true } else { false } }
}

extension String {
    fileprivate var replacingTab: String { self == "\t" ? "a tab" : self }
}
