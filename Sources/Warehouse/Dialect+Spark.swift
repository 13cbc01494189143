import Columns

extension Dialect {
    /// Apache Spark 3.4 and later.
    package static let spark = sparkLike(.spark)

    /// Databricks SQL, which is Spark's.
    package static let databricks = sparkLike(.databricks)

    private static func sparkLike(_ name: Name) -> Dialect {
        Dialect(
            name: name,
            quoteIdentifier: { quoted($0, by: "`") },
            textLiteral: { backslashed($0) },
            doubleLiteral: { number in
                if number.isNaN { return "CAST('NaN' AS DOUBLE)" }
                if number.isInfinite { return "CAST('\(number > 0 ? "" : "-")Infinity' AS DOUBLE)" }
                return number.sign == .minus ? "(\(number)D)" : "\(number)D"
            },
            timestampLiteral: { microseconds, kind in
                switch kind {
                case .date: "date_add(DATE '1970-01-01', \(floorDivided(microseconds, by: 86_400_000_000)))"
                case .timestamp: "timestampadd(MICROSECOND, \(microseconds), TIMESTAMP_NTZ '1970-01-01 00:00:00')"
                case .instant: "timestamp_micros(\(microseconds))"
                }
            },
            typeName: { type in
                switch type {
                case .boolean: "BOOLEAN"
                case .integer: "BIGINT"
                case .double: "DOUBLE"
                case .text: "STRING"
                case .date: "DATE"
                case .timestamp: "TIMESTAMP_NTZ"
                case .instant: "TIMESTAMP"
                case .unsupported: nil
                }
            },
            isNaN: { "CASE WHEN \($0) IS NOT NULL THEN isnan(\($0)) END" },
            md5: { "md5(\($0))" },
            asText: { "CAST(\($0) AS STRING)" },
            characterCount: { "char_length(\($0))" },
            tryCast: { "try_cast(\($0) AS \($1))" },
            hash: { "xxhash64(\($0))" },
            singlePrecision: { "CAST(\($0) AS FLOAT)" },
            interval: { "make_dt_interval(0, 0, 0, CAST(\(Literal($0)) / 1000000 AS DECIMAL(18, 6)))" },
            calendar: .functions(
                wallClock: { moment, kind in
                    let clock: SQL = "CAST(\(moment) AS TIMESTAMP_NTZ)"
                    return kind == .instant ? "convert_timezone(current_timezone(), 'UTC', \(clock))" : clock
                },
                dayOfWeek: { "(weekday(\($0)) + 1)" },
                microseconds: { "timestampdiff(MICROSECOND, TIMESTAMP_NTZ '1970-01-01 00:00:00', \($0))" }),
            undecidedFunctions: nil,
            version: "SELECT version() AS version"
        )
    }

    /// A text between single quotation marks, where backslashes escape.
    static func backslashed(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'": result += "\\'"
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "'"
    }
}
