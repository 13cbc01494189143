import Columns
import Warehouse

/// How a column of the dataset is kept in the snapshot.
struct StoredType: Sendable, Equatable {
    /// DuckDB's name of the type.
    let name: String

    init(_ engineType: String) {
        name = engineType
    }

    private var base: String { String(name.prefix { $0 != "(" }) }
    private var isNested: Bool { name.hasSuffix("]") }

    /// Whether integers of this type may not fit into 64 bits.
    var mayExceedInt64: Bool { !isNested && ["HUGEINT", "UHUGEINT", "UBIGINT"].contains(base) }

    /// Whether values are floating-point numbers, whose equal twins differ in their sign alone.
    var isFloat: Bool { ["FLOAT", "DOUBLE"].contains(name) }

    /// Whether values that compare as equal may differ in their bytes, so that more has to decide the order.
    var hasUnequalTwins: Bool { isNested || !Self.exact.contains(base) }

    private static let exact: Set<String> = [
        "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
        "HUGEINT", "UHUGEINT", "DECIMAL", "VARCHAR", "ENUM", "UUID", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_S",
        "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE", "BLOB",
    ]

    /// The type that a column is cast to where Parquet has none for it or would change it; `nil` where it is kept.
    ///
    /// - Parameter fitsInt64: whether all values of a wide integer column fit into 64 bits.
    /// - Returns: the type to cast to.
    func cast(fitsInt64: Bool) -> Cast? {
        if isNested { return nil }
        if mayExceedInt64 { return fitsInt64 ? .bigint : .double }
        return switch base {
        case "ENUM", "UUID", "JSON", "BIGNUM", "BIT", "UNION", "VARIANT", "INTERVAL", "TIME WITH TIME ZONE", "TIME_NS",
            "GEOMETRY", "\"NULL\"":
            .varchar
        case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS": .timestamp
        default: nil
        }
    }

    /// The types that are cast to.
    enum Cast: String, Sendable {
        case bigint = "BIGINT"
        case double = "DOUBLE"
        case varchar = "VARCHAR"
        case timestamp = "TIMESTAMP"

        var columnType: ColumnType {
            switch self {
            case .bigint: .integer
            case .double: .double
            case .varchar: .text
            case .timestamp: .timestamp
            }
        }
    }
}
