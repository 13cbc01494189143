import Columns
import Evaluation
import Evidence

/// `model/input_example.json`: one row in pandas' split form, `{"columns": […], "data": [[…]]}`.
struct InputExample: Encodable {
    let columns: [String]
    let data: [[JSONValue]]

    init(table: Table, row: Int?) {
        columns = table.names
        data = row.map { row in [table.columns.map { Self.cell($0, row) }] } ?? []
    }

    private static func cell(_ column: Column, _ row: Int) -> JSONValue {
        guard column.validity[row] else { return .null }
        switch column {
        case .boolean(let values): return .bool(values.values[row])
        case .integer(let values): return .integer(values.values[row])
        case .double(let values): return values.values[row].isFinite ? .number(values.values[row]) : .null
        case .text, .timestamp: return CellText.text(column, row: row).map { .string($0) } ?? .null
        }
    }
}
