import Columns

extension Dialect {
    /// BigQuery's GoogleSQL.
    package static let bigQuery = Dialect(
        name: .bigquery,
        quoteIdentifier: { "`" + $0.replacing("\\", with: "\\\\").replacing("`", with: "\\`") + "`" },
        textLiteral: { backslashed($0) },
        doubleLiteral: { number in
            if number.isNaN { return "CAST('nan' AS FLOAT64)" }
            if number.isInfinite { return "CAST('\(number > 0 ? "" : "-")inf' AS FLOAT64)" }
            return number.sign == .minus ? "(\(number))" : "\(number)"
        },
        timestampLiteral: { microseconds, kind in
            switch kind {
            case .date: "DATE_FROM_UNIX_DATE(\(floorDivided(microseconds, by: 86_400_000_000)))"
            case .timestamp: "DATETIME(TIMESTAMP_MICROS(\(microseconds)))"
            case .instant: "TIMESTAMP_MICROS(\(microseconds))"
            }
        },
        typeName: { type in
            switch type {
            case .boolean: "BOOL"
            case .integer: "INT64"
            case .double: "FLOAT64"
            case .text: "STRING"
            case .date: "DATE"
            case .timestamp: "DATETIME"
            case .instant: "TIMESTAMP"
            case .unsupported: nil
            }
        },
        isNaN: { "IS_NAN(\($0))" },
        md5: { "TO_HEX(MD5(\($0)))" },
        asText: { "CAST(\($0) AS STRING)" },
        characterCount: { "CHAR_LENGTH(\($0))" },
        tryCast: { "SAFE_CAST(\($0) AS \($1))" },
        hash: { _ in nil },
        singlePrecision: { _ in nil },
        interval: { _ in nil },
        calendar: .extracting(
            wallClock: { moment, kind in
                kind == .instant ? "DATETIME(\(moment), 'UTC')" : "CAST(\(moment) AS DATETIME)"
            },
            dayOfWeek: { "(MOD(EXTRACT(DAYOFWEEK FROM \($0)) + 5, 7) + 1)" },
            microseconds: { "UNIX_MICROS(TIMESTAMP(\($0), 'UTC'))" }),
        undecidedFunctions: nil,
        version: "SELECT '' AS version"
    )
}
