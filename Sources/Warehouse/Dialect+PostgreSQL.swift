import Columns

extension Dialect {
    /// PostgreSQL 12 and later.
    package static let postgreSQL = Dialect(
        name: .postgresql,
        quoteIdentifier: { quoted($0, by: "\"") },
        textLiteral: { text in
            // Backslashes are plain characters, whatever the server's settings, only in this form without any.
            text.contains("\\") ? "E" + quoted(text.replacing("\\", with: "\\\\"), by: "'") : quoted(text, by: "'")
        },
        doubleLiteral: { number in
            number.isInfinite ? "'\(number > 0 ? "" : "-")Infinity'::DOUBLE PRECISION" : "'\(number)'::DOUBLE PRECISION"
        },
        timestampLiteral: { microseconds, kind in
            switch kind {
            case .date: "(DATE '1970-01-01' + \(Dialect.floorDivided(microseconds, by: 86_400_000_000)))"
            case .timestamp: "(TIMESTAMP '1970-01-01' + \(microseconds) * INTERVAL '1 microsecond')"
            case .instant: "(TIMESTAMPTZ '1970-01-01 00:00:00+00' + \(microseconds) * INTERVAL '1 microsecond')"
            }
        },
        typeName: { type in
            switch type {
            case .boolean: "BOOLEAN"
            case .integer: "BIGINT"
            case .double: "DOUBLE PRECISION"
            case .text: "TEXT"
            case .date: "DATE"
            case .timestamp: "TIMESTAMP"
            case .instant: "TIMESTAMPTZ"
            case .unsupported: nil
            }
        },
        isNaN: { "(\($0) = 'NaN')" },
        md5: { "md5(\($0))" },
        asText: { "CAST(\($0) AS TEXT)" },
        characterCount: { "char_length(\($0))" },
        tryCast: { _, _ in nil },
        hash: { _ in nil },
        singlePrecision: { "CAST(\($0) AS REAL)" },
        interval: { "(\(Literal($0)) * INTERVAL '1 microsecond')" },
        calendar: .reading(
            wallClock: { moment, kind in
                kind == .instant ? "(\(moment) AT TIME ZONE 'UTC')" : "CAST(\(moment) AS TIMESTAMP)"
            },
            month: { "CAST(EXTRACT(MONTH FROM \($0)) AS INTEGER)" },
            day: { "CAST(EXTRACT(DAY FROM \($0)) AS INTEGER)" },
            dayOfWeek: { "CAST(EXTRACT(ISODOW FROM \($0)) AS INTEGER)" },
            hour: { "CAST(EXTRACT(HOUR FROM \($0)) AS INTEGER)" },
            minute: { "CAST(EXTRACT(MINUTE FROM \($0)) AS INTEGER)" },
            // An infinite moment is as good as none.
            microseconds: {
                "CASE WHEN isfinite(\($0)) THEN CAST(EXTRACT(EPOCH FROM \($0)) * 1000000 AS BIGINT) END"
            }),
        // A query with an offset is not put into the one that reads it, and its rows are not kept.
        stage: { "\($0) AS (\n\($1)\nOFFSET 0\n)" },
        undecidedFunctions: nil,
        version: "SELECT version() AS version"
    )

    /// A quotient rounded down.
    static func floorDivided(_ value: Int64, by divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
