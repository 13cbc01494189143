import CArrow
import Columns
import Foundation

/// Reads what an engine says when it fails: the kind, the place in the SQL, the words without this machine's paths.
enum EngineMessage {
    /// The error for a message of an engine, with the status of ADBC where there is one.
    static func error(_ message: String, status: AdbcStatusCode? = nil) -> WarehouseError {
        if let error = DelimitedTextMessage.error(message) { return error }
        let (text, place) = splitPlace(message)
        let kind = text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
        let words = kinds[kind] == nil ? text : text.dropFirst(kind.count + 1).trimmingCharacters(in: .whitespaces)
        let message = QuotedValues.withoutPersonal(withoutPaths(oneSentence(words)))
        var error = WarehouseError(code(kind: kind, text: text, status: status), message)
        if [.sourceMalformed, .sourceUnreadable, .sourceTypesDiffer].contains(error.code), let file = file(in: words) {
            error.file = file
            error.fileLine = line(in: words)
        } else {
            error.line = place?.line
            error.columnNumber = place?.column
        }
        return error
    }

    /// DuckDB's kinds of errors, as the first words of a message.
    private static let kinds: [String: WarehouseError.Code] = [
        "Binder Error": .sqlFailed, "Catalog Error": .sqlFailed, "Parser Error": .sqlFailed,
        "Syntax Error": .sqlFailed, "Conversion Error": .sqlFailed, "Out of Range Error": .sqlFailed,
        "Mismatch Type Error": .sqlFailed, "Invalid Type Error": .sqlFailed, "Constraint Error": .sqlFailed,
        "Invalid Input Error": .sqlFailed, "Not implemented Error": .sqlFailed, "Expression Error": .sqlFailed,
        "Dependency Error": .sqlFailed, "Parameter Not Resolved Error": .sqlFailed, "Decimal Error": .sqlFailed,
        "Invalid Configuration Error": .sqlRefused, "Permission Error": .sqlRefused,
        "IO Error": .sourceUnreadable, "HTTP Error": .sqlRefused, "Missing Extension Error": .sqlRefused,
        "Extension Error": .sqlRefused, "Autoloading Error": .sqlRefused, "Out of Memory Error": .outOfMemory,
        "INTERRUPT Error": .cancelled, "Interrupt Error": .cancelled, "Serialization Error": .sourceMalformed,
        "INTERNAL Error": .engineFailed, "FATAL Error": .engineFailed, "TransactionContext Error": .engineFailed,
        "Connection Error": .engineFailed, "Network Error": .engineFailed, "Executor Error": .engineFailed,
        "Scheduler Error": .engineFailed, "Unhandled Error": .engineFailed,
    ]

    private static func code(kind: String, text: String, status: AdbcStatusCode?) -> WarehouseError.Code {
        if text.contains("No space left on device") || text.contains("disk is full") { return .diskFull }
        if text.contains("no such function") { return .notSupported }
        if let known = kinds[kind] { return refined(known, text) }
        switch Int(status ?? 0) {
        case Int(ADBC_STATUS_CANCELLED): return .cancelled
        case Int(ADBC_STATUS_NOT_IMPLEMENTED): return .notSupported
        case Int(ADBC_STATUS_UNAUTHORIZED), Int(ADBC_STATUS_UNAUTHENTICATED): return .sqlRefused
        case Int(ADBC_STATUS_INTERNAL): return .engineFailed
        default: return .sqlFailed
        }
    }

    /// What a kind means where a file is the cause.
    private static func refined(_ code: WarehouseError.Code, _ text: String) -> WarehouseError.Code {
        let markers: [(String, WarehouseError.Code)] = [
            ("Could not write", .diskFailed), ("Could not sync", .diskFailed), ("Could not fsync", .diskFailed),
            ("Error when sniffing file", .sourceMalformed), ("Malformed JSON", .sourceMalformed),
            ("expected records, but got non-record JSON", .sourceMalformed), ("No magic bytes", .sourceMalformed),
            ("too small to be a Parquet file", .sourceMalformed), ("Failed to read file", .sourceMalformed),
            ("Failed to read Parquet file", .sourceMalformed), ("Snappy decompression", .sourceMalformed),
            ("ZSTD ", .sourceMalformed), ("GZIP", .sourceMalformed), ("Invalid TType", .sourceMalformed),
            ("TProtocolException", .sourceMalformed), ("not utf-8 encoded", .sourceMalformed),
            ("not a valid DuckDB database file", .sourceMalformed), ("Corrupt database file", .sourceMalformed),
            ("Schema mismatch", .sourceTypesDiffer), ("reading files with different schemas", .sourceTypesDiffer),
            ("file system operations are disabled", .sqlRefused), ("disabled by configuration", .sqlRefused),
            ("disabled through configuration", .sqlRefused), ("configuration has been locked", .sqlRefused),
        ]
        for (marker, refined) in markers where text.contains(marker) { return refined }
        return code
    }

    /// Takes the engine's "LINE 2: …" and the caret under it off the message.
    static func splitPlace(_ message: String) -> (text: String, place: (line: Int, column: Int)?) {
        guard let mark = message.range(of: "\nLINE ") else {
            return (message.trimmingCharacters(in: .whitespacesAndNewlines), nil)
        }
        let text = message[..<mark.lowerBound].trimmingCharacters(in: .whitespacesAndNewlines)
        let rest = message[mark.upperBound...]
        guard let colon = rest.firstIndex(of: ":"), let line = Int(rest[..<colon]) else { return (text, nil) }
        let lines = rest.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, let caret = lines[1].firstIndex(of: "^") else { return (text, (line, 1)) }
        let shown = lines[0].dropFirst(lines[0].distance(from: lines[0].startIndex, to: colon) + 2)
        // The caret stands under the place on a terminal, after the width of "LINE n: " and of the line before it.
        var width = lines[1].distance(from: lines[1].startIndex, to: caret) - "LINE \(line): ".count
        // A long line is shown in part, with dots before it; its true column is then not known.
        guard !shown.hasPrefix("...") else { return (text, (line, 1)) }
        var column = 1
        for character in shown {
            guard width > 0 else { break }
            width -= isWide(character) ? 2 : 1
            column += 1
        }
        return (text, (line, column))
    }

    /// Whether a terminal gives a character two cells: East Asian wide forms and emoji.
    private static func isWide(_ character: Character) -> Bool {
        guard let value = character.unicodeScalars.first?.value else { return false }
        let ranges: [ClosedRange<UInt32>] = [
            0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
        ]
        return ranges.contains { $0.contains(value) }
    }

    /// Lines of a message as one line, its trailing stop dropped.
    private static func oneSentence(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        // A line over a caret repeats the value that was quoted before.
        let said = lines.indices.filter {
            lines[$0] != "^" && !(lines.indices.contains($0 + 1) && lines[$0 + 1] == "^")
        }
        var line = said.map { lines[$0] }.joined(separator: " ")
        if line.hasSuffix(".") { line.removeLast() }
        return line
    }

    /// Absolute paths in a text cut down to their last name.
    static func withoutPaths(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let slash = rest.firstIndex(of: "/") {
            let before = rest[..<slash]
            result += before
            let boundary = before.last.map { !($0.isLetter || $0.isNumber || "._-~:/".contains($0)) } ?? true
            // A quoted path ends at its quotation mark, a bare one at a blank.
            let quote = before.last.flatMap { "\"'".contains($0) ? $0 : nil }
            let end = rest[slash...].firstIndex { character in
                quote.map { $0 == character } ?? " \"',;:)(\n".contains(character)
            }
            let path = rest[slash..<(end ?? rest.endIndex)]
            let names = path.split(separator: "/")
            result += boundary && names.count > 1 ? names.last.map(String.init) ?? "" : String(path)
            rest = rest[path.endIndex...]
        }
        return result + rest
    }

    /// The line of a file of JSON that a message names.
    private static func line(in text: String) -> Int? {
        text.range(of: " in line ").flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) }
    }

    /// The first file that a message names, by its last name.
    private static func file(in text: String) -> String? {
        text.split(whereSeparator: { "\"'".contains($0) }).first { $0.hasPrefix("/") }.map { String($0).fileName }
    }
}
