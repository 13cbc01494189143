package import Columns

/// How an engine's SQL differs from the others': a small table of closures.
///
/// An entry that is `nil` is something that the engine cannot say.
package struct Dialect: Sendable {
    /// Names the dialect in messages and files.
    package enum Name: String, Sendable, CaseIterable, Codable {
        case duckdb
        case sqlite
        case postgresql
        case spark
        case databricks
        case snowflake
        case bigquery
    }

    package let name: Name
    /// A name between the engine's quotation marks.
    var quoteIdentifier: @Sendable (String) -> String
    /// A text between the engine's quotation marks.
    var textLiteral: @Sendable (String) -> String
    /// A double that is read back as the same bits.
    var doubleLiteral: @Sendable (Double) -> String?
    /// A moment, from microseconds.
    var timestampLiteral: @Sendable (Int64, TimestampKind) -> String?
    /// The engine's type for a column's type.
    var typeName: @Sendable (ColumnType) -> SQL?
    /// Whether a double is NaN, NULL for NULL.
    var isNaN: @Sendable (SQL) -> SQL?
    /// Lower-case hexadecimal digits of a text's MD5.
    var md5: @Sendable (SQL) -> SQL?
    /// The value as the engine's text.
    var asText: @Sendable (SQL) -> SQL?
    /// Length in characters.
    var characterCount: @Sendable (SQL) -> SQL?
    /// The value as the engine's type, NULL where it cannot be.
    var tryCast: @Sendable (SQL, SQL) -> SQL?
    /// A number that follows from the values, spread evenly.
    var hash: @Sendable ([SQL]) -> SQL?
    /// A double as a number of single precision.
    var singlePrecision: @Sendable (SQL) -> SQL?
    /// A span of microseconds, to be added to a moment.
    var interval: @Sendable (Int64) -> SQL?
    /// The parts of moments.
    var calendar: CalendarSQL
    /// A column whose values are held to a type; `nil` where the engine holds columns to their types itself.
    ///
    /// It gives the value, or an error in words where a value is of another type.
    var heldToType: @Sendable (_ column: SQL, _ name: String, ColumnType) -> SQL? = { _, _, _ in nil }
    /// Whether a value is one of some whole numbers, NULL for NULL.
    var isAmong: @Sendable (SQL, [Int]) -> SQL = { "\($0) IN (\($1.map { "\($0)" as SQL }))" }
    /// The functions for the least and the greatest of their arguments.
    var extremes: (least: SQL, greatest: SQL) = ("LEAST", "GREATEST")
    /// A named query of a WITH clause whose expressions are not put into those that read it.
    var stage: @Sendable (Identifier, SQL) -> SQL = { "\($0) AS (\n\($1)\n)" }
    /// The query for the names of functions whose result is not decided by their arguments.
    var undecidedFunctions: SQL?
    /// The query that gives the engine's version as one text.
    var version: SQL

    /// The text of a value.
    func text(of literal: Literal) throws(WarehouseError) -> String {
        switch literal {
        case .null: return "NULL"
        case .boolean(let flag): return flag ? "TRUE" : "FALSE"
        // The smallest integer cannot be written as a sign before a number that is out of range.
        case .integer(let number):
            return number == .min ? "(-9223372036854775807 - 1)" : number < 0 ? "(\(number))" : "\(number)"
        case .double(let number): return try need(doubleLiteral(number), "the double \(number)")
        case .text(let text):
            guard !text.utf8.contains(0) else {
                throw WarehouseError(.sqlFailed, "a text with a NUL character cannot be sent to the engine")
            }
            return textLiteral(text)
        case .timestamp(let microseconds, let kind):
            return try need(timestampLiteral(microseconds, kind), "a \(kind.rawValue)")
        case .list(let items):
            var texts: [String] = []
            for item in items { texts.append(try text(of: item)) }
            return "[" + texts.joined(separator: ", ") + "]"
        }
    }

    /// What the engine can say, or the error that it cannot.
    func need<Value>(_ value: Value?, _ what: String) throws(WarehouseError) -> Value {
        guard let value else { throw WarehouseError(.notSupported, "\(name.rawValue) has no SQL for \(what)") }
        return value
    }
}

extension SQL {
    /// The value as a type of ours.
    package static func cast(_ value: SQL, to type: ColumnType) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in
                "CAST(\(value) AS \(try dialect.need(dialect.typeName(type), type.rawValue)))"
            }
        ])
    }

    /// Whether a double is NaN; NULL for NULL.
    package static func isNaN(_ value: SQL) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in try dialect.need(dialect.isNaN(value), "NaN") }
        ])
    }

    /// Lower-case hexadecimal digits of the MD5 of a text's UTF-8 bytes.
    package static func md5(_ text: SQL) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in try dialect.need(dialect.md5(text), "MD5") }
        ])
    }

    /// The value as the engine writes it.
    package static func text(_ value: SQL) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in try dialect.need(dialect.asText(value), "text of a value") }
        ])
    }

    /// The length of a text in characters (Unicode scalars).
    package static func characterCount(_ text: SQL) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in
                try dialect.need(dialect.characterCount(text), "the length of a text")
            }
        ])
    }
}

extension SQL {
    /// The value as a type of ours, NULL where it cannot be.
    package static func tryCast(_ value: SQL, to type: ColumnType) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in
                let name = try dialect.need(dialect.typeName(type), type.rawValue)
                return try dialect.need(dialect.tryCast(value, name), "casts that may fail")
            }
        ])
    }

    /// The value as the engine's own type of a column, NULL where it cannot be.
    package static func tryCast(_ value: SQL, toTypeOf column: EngineColumn) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in
                let name = SQL(pieces: [.text(column.engineType)])
                return try dialect.need(dialect.tryCast(value, name), "casts that may fail")
            }
        ])
    }

    /// A span of time that can be added to a moment.
    package static func interval(microseconds: Int64) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in
                try dialect.need(dialect.interval(microseconds), "a span of time")
            }
        ])
    }
}

extension SQL {
    /// A number that follows from the values, spread evenly; the same in every run of one version of an engine.
    package static func hash(_ values: [SQL]) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in try dialect.need(dialect.hash(values), "a hash") }
        ])
    }

    /// A double as a number of single precision, of some seven digits.
    package static func singlePrecision(_ value: SQL) -> SQL {
        SQL(pieces: [
            .dialectal { dialect throws(WarehouseError) in
                try dialect.need(dialect.singlePrecision(value), "single precision")
            }
        ])
    }
}

extension SQL {
    /// A query for the names of the engine's functions whose result is not decided by their arguments.
    package static let undecidedFunctions = SQL(pieces: [
        .dialectal { dialect throws(WarehouseError) in
            try dialect.need(dialect.undecidedFunctions, "a list of functions")
        }
    ])
}
