import Foundation

/// Reads what DuckDB says of a row of delimited text, of whose many lines only the cause is kept.
///
/// The row itself is in the message too and is not shown, as data values stay out of messages.
enum DelimitedTextMessage {
    /// The error, or `nil` where the message is about something else.
    static func error(_ message: String) -> WarehouseError? {
        guard let mark = message.range(of: "CSV Error on Line: ") else { return nil }
        let lines = message[mark.upperBound...].split(separator: "\n").map(String.init)
        var error = WarehouseError(.sourceMalformed, cause(lines))
        error.fileLine = lines.first.flatMap { Int($0.prefix { $0.isNumber }) }
        error.file = value(of: "  file = ", lines)?.fileName
        if let converting = lines.first(where: { $0.hasPrefix("Error when converting column \"") }) {
            error.column = converting.split(separator: "\"").dropFirst().first.map(String.init)
        }
        return error
    }

    private static func cause(_ lines: [String]) -> String {
        if let counts = value(of: "Expected Number of Columns: ", lines) {
            let numbers = counts.split(separator: " ").compactMap { Int($0) }
            if numbers.count == 2 { return "the row has \(numbers[1]) cells where the header has \(numbers[0])" }
        }
        if lines.contains(where: { $0.hasPrefix("Value with unterminated quote") }) {
            return "a quotation mark is opened and never closed"
        }
        if lines.contains(where: { $0.contains("not utf-8 encoded") || $0.hasPrefix("Invalid unicode") }) {
            return "the text is not UTF-8"
        }
        if lines.contains(where: { $0.hasPrefix("Maximum line size") }) { return "the line is too long" }
        if let converting = lines.first(where: { $0.hasPrefix("Error when converting column \"") }),
            let type = converting.range(of: "' to '", options: .backwards) ?? converting.range(of: "\" to '")
        {
            return "a cell cannot be read as \(converting[type.upperBound...].prefix { $0 != "'" })"
        }
        if lines.contains(where: { $0.contains("quote") || $0.contains("Quote") }) {
            return "a quoted cell goes on after its closing quotation mark"
        }
        return "the row does not have the form of the header"
    }

    private static func value(of label: String, _ lines: [String]) -> String? {
        lines.first { $0.hasPrefix(label) }.map { String($0.dropFirst(label.count)) }
    }
}
