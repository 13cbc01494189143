import Columns

extension Dialect {
    /// Snowflake.
    package static let snowflake = Dialect(
        name: .snowflake,
        quoteIdentifier: { quoted($0, by: "\"") },
        textLiteral: { backslashed($0) },
        doubleLiteral: { number in
            number.isInfinite ? "'\(number > 0 ? "" : "-")inf'::DOUBLE" : "'\(number)'::DOUBLE"
        },
        timestampLiteral: { microseconds, kind in
            switch kind {
            case .date: "DATEADD(DAY, \(floorDivided(microseconds, by: 86_400_000_000)), DATE '1970-01-01')"
            case .timestamp: "TO_TIMESTAMP_NTZ(\(microseconds), 6)"
            case .instant: "TO_TIMESTAMP_TZ(\(microseconds), 6)"
            }
        },
        typeName: { type in
            switch type {
            case .boolean: "BOOLEAN"
            case .integer: "BIGINT"
            case .double: "DOUBLE"
            case .text: "VARCHAR"
            case .date: "DATE"
            case .timestamp: "TIMESTAMP_NTZ"
            case .instant: "TIMESTAMP_TZ"
            case .unsupported: nil
            }
        },
        isNaN: { "(\($0) = 'NaN'::DOUBLE)" },
        md5: { "MD5(\($0))" },
        asText: { "CAST(\($0) AS VARCHAR)" },
        characterCount: { "LENGTH(\($0))" },
        tryCast: { _, _ in nil },
        hash: { "HASH(\($0))" },
        singlePrecision: { _ in nil },
        interval: { _ in nil },
        calendar: .functions(
            wallClock: { moment, kind in
                kind == .instant
                    ? "CAST(CONVERT_TIMEZONE('UTC', \(moment)) AS TIMESTAMP_NTZ)" : "CAST(\(moment) AS TIMESTAMP_NTZ)"
            },
            dayOfWeek: { "DAYOFWEEKISO(\($0))" },
            microseconds: { "DATE_PART(EPOCH_MICROSECOND, \($0))" }),
        undecidedFunctions: nil,
        version: "SELECT CURRENT_VERSION() AS version"
    )
}
