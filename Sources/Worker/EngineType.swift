import Columns
import Warehouse

/// A DuckDB type, by its name.
struct EngineType: Sendable, Equatable {
    let name: String

    init(_ name: String) {
        self.name = name
    }

    private var base: String { String(name.prefix { $0 != "(" }) }
    private var isNested: Bool { name.hasSuffix("]") }

    /// What the type is in Associate.
    var columnType: ColumnType {
        if isNested { return .unsupported }
        return Self.types[base] ?? .unsupported
    }

    private static let types: [String: ColumnType] = [
        "BOOLEAN": .boolean, "TINYINT": .integer, "SMALLINT": .integer, "INTEGER": .integer, "BIGINT": .integer,
        "UTINYINT": .integer, "USMALLINT": .integer, "UINTEGER": .integer, "UBIGINT": .integer, "HUGEINT": .integer,
        "UHUGEINT": .integer, "FLOAT": .double, "DOUBLE": .double, "DECIMAL": .double, "VARCHAR": .text, "ENUM": .text,
        "UUID": .text, "JSON": .text, "BIGNUM": .text, "BIT": .text, "DATE": .date, "TIMESTAMP": .timestamp,
        "TIMESTAMP_S": .timestamp, "TIMESTAMP_MS": .timestamp, "TIMESTAMP_NS": .timestamp,
        "TIMESTAMP WITH TIME ZONE": .instant,
    ]

    /// Whether integers of this type may not fit into 64 bits.
    var mayExceedInt64: Bool { !isNested && ["HUGEINT", "UHUGEINT", "UBIGINT"].contains(base) }

    /// Whether equal values of this type may differ in their bytes, so that text has to decide their order.
    var hasUnequalTwins: Bool {
        columnType == .unsupported || ["FLOAT", "DOUBLE", "BIT", "BIGNUM"].contains(base)
    }

    /// The type that a column is stored as where Parquet has none for it or would change it; `nil` where it is kept.
    ///
    /// - Parameter fitsInt64: whether all values of a wide integer column fit into 64 bits.
    func stored(fitsInt64: Bool) -> EngineType? {
        if mayExceedInt64 { return EngineType(fitsInt64 ? "BIGINT" : "DOUBLE") }
        if columnType == .text, base != "VARCHAR" { return EngineType("VARCHAR") }
        switch base {
        case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS": return EngineType("TIMESTAMP")
        case "UNION", "VARIANT", "INTERVAL", "TIME WITH TIME ZONE", "TIME_NS", "GEOMETRY":
            return EngineType("VARCHAR")
        case "\"NULL\"", "NULL": return EngineType("VARCHAR")
        default: return nil
        }
    }

    /// The name of the type as SQL; only for the types that ``stored(fitsInt64:)`` and ``wider(_:_:)`` give.
    var sql: SQL? {
        switch name {
        case "BIGINT": "BIGINT"
        case "DOUBLE": "DOUBLE"
        case "VARCHAR": "VARCHAR"
        case "TIMESTAMP": "TIMESTAMP"
        default: nil
        }
    }

    /// The type to which both widen without a loss that surprises; `nil` where one is of another kind.
    static func wider(_ a: EngineType, _ b: EngineType) -> EngineType? {
        if a == b { return a }
        let numbers: [ColumnType] = [.integer, .double]
        if numbers.contains(a.columnType), numbers.contains(b.columnType) {
            if a.columnType == .integer, b.columnType == .integer {
                return a.mayExceedInt64 ? a : b.mayExceedInt64 ? b : EngineType("BIGINT")
            }
            return EngineType("DOUBLE")
        }
        let days: [ColumnType] = [.date, .timestamp]
        if days.contains(a.columnType), days.contains(b.columnType) { return EngineType("TIMESTAMP") }
        if a.columnType == .text, b.columnType == .text { return EngineType("VARCHAR") }
        return nil
    }
}
