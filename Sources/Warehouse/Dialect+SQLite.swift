import Columns

extension Dialect {
    /// SQLite 3, which has five storage classes and no dates.
    package static let sqlite = Dialect(
        name: .sqlite,
        quoteIdentifier: { quoted($0, by: "\"") },
        textLiteral: { quoted($0, by: "'") },
        // NaN cannot be stored in SQLite; it becomes NULL there.
        doubleLiteral: { number in
            if number.isNaN { return nil }
            if number.isInfinite { return number > 0 ? "9e999" : "-9e999" }
            let text = "\(number)"
            return number.sign == .minus ? "(\(text))" : text
        },
        timestampLiteral: { microseconds, kind in
            switch kind {
            case .date: "date(\(microseconds / 1_000_000), 'unixepoch')"
            case .timestamp, .instant: nil
            }
        },
        typeName: { type in
            switch type {
            case .boolean, .integer: "INTEGER"
            case .double: "REAL"
            case .text: "TEXT"
            case .date, .timestamp, .instant, .unsupported: nil
            }
        },
        isNaN: { "CASE WHEN \($0) IS NULL THEN NULL ELSE FALSE END" },
        md5: { _ in nil },
        asText: { "CAST(\($0) AS TEXT)" },
        characterCount: { "length(\($0))" },
        tryCast: { _, _ in nil },
        hash: { _ in nil },
        singlePrecision: { _ in nil },
        interval: { _ in nil },
        undecidedFunctions: nil,
        version: "SELECT sqlite_version() AS version"
    )
}
