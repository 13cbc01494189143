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
            return exactText(number)
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
        calendar: CalendarSQL(
            wallClock: clockText,
            part: { part, clock in
                func number(_ format: SQL) -> SQL { "CAST(strftime('\(format)', \(clock)) AS INTEGER)" }
                return switch part {
                case .month: "(\(number("%m")) - 1)"
                case .dayOfMonth: "(\(number("%d")) - 1)"
                case .dayOfWeek: "((\(number("%w")) + 6) % 7)"
                case .hour: number("%H")
                case .minuteOfDay: "(\(number("%H")) * 60 + \(number("%M")))"
                }
            },
            microseconds: { moment, kind in
                let fraction: SQL = "round(CAST('0' || substr(\(moment), 20) AS REAL) * 1000000)"
                return
                    "(CAST(strftime('%s', \(clockText(moment, kind))) AS INTEGER) * 1000000 + CAST(\(fraction) AS INTEGER))"
            }),
        heldToType: heldToType,
        extremes: ("MIN", "MAX"),
        stage: { "\($0) AS MATERIALIZED (\n\($1)\n)" },
        undecidedFunctions: nil,
        version: "SELECT sqlite_version() AS version"
    )
}

extension Dialect {
    /// A moment's text without what follows the seconds, which SQLite would round to milliseconds.
    ///
    /// Moments are texts in SQLite: `2026-11-28 22:10:00.123456`, after it the zone of an instant.
    @Sendable private static func clockText(_ moment: SQL, _ kind: TimestampKind) -> SQL {
        let seconds: SQL = "substr(\(moment), 1, 19)"
        return kind == .instant ? "\(seconds) || ltrim(substr(\(moment), 20), '.0123456789')" : seconds
    }

    /// A value of the storage class that a type has in SQLite, else an error.
    ///
    /// SQLite would compare a text with a number, and read a number out of any text. It raises no errors of a query's
    /// own; a path that is none makes it say what stands in the place of the path.
    @Sendable private static func heldToType(_ column: SQL, _ name: String, _ type: ColumnType) -> SQL? {
        let (fits, expected): (SQL, String)
        switch type {
        case .boolean: (fits, expected) = ("typeof(\(column)) IN ('null', 'integer')", "a boolean")
        case .integer, .double: (fits, expected) = ("typeof(\(column)) IN ('null', 'integer', 'real')", "a number")
        case .text: (fits, expected) = ("typeof(\(column)) IN ('null', 'text')", "a text")
        case .date, .timestamp, .instant:
            let kind: TimestampKind = type == .instant ? .instant : .timestamp
            let day: SQL = "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'"
            let isMoment: SQL = """
                typeof(\(column)) = 'text' AND \(column) GLOB \(day) \
                AND strftime('%s', \(clockText(column, kind))) IS NOT NULL
                """
            (fits, expected) = ("\(column) IS NULL OR (\(isMoment))", "a moment such as 2026-11-28 22:10:00")
        case .unsupported: return nil
        }
        let words: SQL = """
            \(Literal("column \"\(name)\" holds ")) || typeof(\(column)) || \(Literal(", where \(expected) is read"))
            """
        return "CASE WHEN \(fits) THEN \(column) ELSE json_extract('{}', \(words)) END"
    }

    /// A double in SQL that SQLite reads as the same bits.
    ///
    /// Not every SQLite reads decimals of 17 digits to the last bit; whole numbers and quotients by powers of two it
    /// does.
    static func exactText(_ number: Double) -> String {
        let text = "\(number)"
        let isShort = (number * 1_048_576).rounded() == number * 1_048_576 && number.magnitude < 0x1p32
        guard !isShort else { return number.sign == .minus ? "(\(text))" : text }
        // An odd whole number and the power of two that it is multiplied by.
        var mantissa = Int64(number.significand * 0x1p52)
        var exponent = Int(number.exponent) - 52
        while mantissa.isMultiple(of: 2) { (mantissa, exponent) = (mantissa / 2, exponent + 1) }
        if number.sign == .minus { mantissa = -mantissa }
        var product = "\(mantissa).0"
        let step = 60
        while exponent != 0 {
            let part = min(abs(exponent), step)
            product += " \(exponent < 0 ? "/" : "*") \(Int64(1) << Int64(part))"
            exponent += exponent < 0 ? part : -part
        }
        return "(\(product))"
    }
}
