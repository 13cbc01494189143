import Columns
import Warehouse

/// Names of types in the words of engines, Python, pandas and SQLAlchemy.
enum TypeNames {
    private static let families: [ColumnType: Set<String>] = [
        .boolean: ["bool", "boolean", "bool_", "booleantype"],
        .integer: [
            "int", "integer", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bigint",
            "smallint", "tinyint", "biginteger", "smallinteger", "integertype", "longtype", "long", "shorttype",
            "number", "numeric",
        ],
        .double: [
            "float", "float32", "float64", "double", "real", "decimal", "numeric", "number", "floattype", "doubletype",
            "decimaltype", "double_precision",
        ],
        .text: ["str", "string", "text", "varchar", "char", "object", "stringtype", "string_", "unicode", "category"],
        .date: ["date", "datetype"],
        .timestamp: ["timestamp", "datetime", "datetime64", "datetime64[ns]", "datetime64[us]", "timestamptype"],
        .instant: [
            "timestamp", "timestamptz", "timestamp with time zone", "datetime64[ns, utc]", "datetime64[us, utc]",
        ],
    ]

    /// Whether a name is that of a column's type: the engine's own, or one of its family.
    static func name(_ name: String, fits column: EngineColumn) -> Bool {
        let word = name.lowercased()
        if word == column.engineType.lowercased() { return true }
        // The width counts where the name is an engine's.
        let exact = ["bigint", "smallint", "tinyint", "int8", "int16", "int32", "int64"]
        if exact.contains(word), let width = widths[word], let own = widths[column.engineType.lowercased()] {
            return width == own
        }
        return families[column.type]?.contains(word) ?? false
    }

    private static let widths: [String: Int] = [
        "bigint": 64, "int64": 64, "integer": 32, "int32": 32, "smallint": 16, "int16": 16, "tinyint": 8, "int8": 8,
    ]
}
