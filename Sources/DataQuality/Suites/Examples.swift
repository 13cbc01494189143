import Evidence
import Warehouse

/// By what the rows of a list are found again.
enum RowNames {
    /// The columns of the key.
    case key([String])
    /// Their number in the table, counted here.
    case number
    /// Their number in the table, which a column holds.
    case numbered
    /// Nothing but what they hold.
    case values
}

/// The first rows that are not as expected: what they hold, and how they are found again.
struct Examples {
    let values: [JSONValue]
    /// The names of the rows as a program reads them; `nil` where they have none.
    let keys: [JSONValue]?
    /// The names of the rows as a person reads them.
    let keyTexts: [String]
    /// The columns of a person's own query whose values stand for the names.
    let shown: [String]

    /// The number of a row, where there is no key.
    static let row = Identifier("associate row")

    /// Columns whose values stand for a name.
    private static let namingColumns = 3

    /// The query that finds them, in key order, else in the order of the rows.
    static func query(_ unexpected: UnexpectedRows, _ names: RowNames) -> SQL {
        let naming: [Identifier] =
            switch names {
            case .key(let key): key.map { Identifier($0) }
            case .number, .numbered: [row]
            case .values: []
            }
        let shown: [SQL] = (unexpected.values + naming).enumerated().map { "\($1) AS \(Identifier("v\($0)"))" }
        let order = naming.isEmpty ? Array(unexpected.values.prefix(namingColumns)) : naming
        guard case .number = names else {
            return """
                SELECT \(shown) FROM \(unexpected.rows) WHERE \(unexpected.condition)
                ORDER BY \(order) LIMIT \(Limits.keysPerFinding)
                """
        }
        return """
            SELECT \(shown) FROM (SELECT *, row_number() OVER () AS \(row) FROM \(unexpected.rows)) AS numbered
            WHERE \(unexpected.condition) ORDER BY \(row) LIMIT \(Limits.keysPerFinding)
            """
    }

    init(_ unexpected: UnexpectedRows, _ names: RowNames, rows: [[Cell]]) {
        let columns = unexpected.values.map(\.name)
        values = rows.map { row in
            let cells = row.prefix(columns.count).map(\.json)
            if unexpected.areLists { return .array(cells) }
            switch columns.count {
            case 0: return .null
            case 1: return cells[0]
            default: return .object(Dictionary(zip(columns, cells)) { first, _ in first })
            }
        }
        let own = rows.map { Array($0.dropFirst(columns.count)) }
        switch names {
        case .key(let key):
            keys = own.map { row in .object(Dictionary(zip(key, row.map(\.json))) { first, _ in first }) }
            keyTexts = own.map { row in row.map(\.text).joined(separator: ", ") }
            shown = []
        case .number, .numbered:
            keys = own.map { row in ["row": row.first?.json ?? .null] }
            keyTexts = own.map { row in "row \(row.first?.text ?? "")" }
            shown = []
        case .values:
            keys = nil
            shown = Array(columns.prefix(Self.namingColumns))
            keyTexts = rows.map { row in
                zip(columns, row).prefix(Self.namingColumns).map { "\($0)=\($1.text)" }.joined(separator: " ")
            }
        }
    }
}
