import Columns

extension Dialect {
    /// DuckDB 1.5.
    package static let duckDB = Dialect(
        name: .duckdb,
        quoteIdentifier: { quoted($0, by: "\"") },
        textLiteral: { quoted($0, by: "'") },
        // A bare 0.1 is a DECIMAL in DuckDB.
        doubleLiteral: { "'\($0)'::DOUBLE" },
        timestampLiteral: { microseconds, kind in
            switch kind {
            case .date: "CAST(make_timestamp(\(microseconds)) AS DATE)"
            case .timestamp: "make_timestamp(\(microseconds))"
            case .instant: "make_timestamptz(\(microseconds))"
            }
        },
        typeName: { type in
            switch type {
            case .boolean: "BOOLEAN"
            case .integer: "BIGINT"
            case .double: "DOUBLE"
            case .text: "VARCHAR"
            case .date: "DATE"
            case .timestamp: "TIMESTAMP"
            case .instant: "TIMESTAMPTZ"
            case .unsupported: nil
            }
        },
        isNaN: { "isnan(\($0))" },
        md5: { "md5(\($0))" },
        asText: { "CAST(\($0) AS VARCHAR)" },
        characterCount: { "length(\($0))" },
        tryCast: { "TRY_CAST(\($0) AS \($1))" },
        hash: { "hash(\($0))" },
        singlePrecision: { "CAST(\($0) AS REAL)" },
        interval: { "to_microseconds(\(Literal($0)))" },
        calendar: .functions(
            wallClock: { moment, kind in
                kind == .instant ? "make_timestamp(epoch_us(\(moment)))" : "CAST(\(moment) AS TIMESTAMP)"
            },
            dayOfWeek: { "isodow(\($0))" },
            microseconds: { "epoch_us(\($0))" }),
        // A list behind IN becomes a join, of which a model of many categories would have hundreds.
        isAmong: { "list_contains([\($1.map { "\($0)" as SQL })], \($0))" },
        undecidedFunctions: """
            SELECT DISTINCT function_name AS name FROM duckdb_functions() WHERE stability <> 'CONSISTENT'
            """,
        version: "SELECT version() AS version"
    )

    /// A text between quotation marks, those within it doubled, as standard SQL has it.
    static func quoted(_ text: String, by mark: Character) -> String {
        var quoted = String(mark)
        for scalar in text.unicodeScalars {
            if Character(scalar) == mark { quoted.append(mark) }
            quoted.unicodeScalars.append(scalar)
        }
        quoted.append(mark)
        return quoted
    }
}
