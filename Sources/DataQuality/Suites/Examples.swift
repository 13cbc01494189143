import Evidence
import Warehouse

/// The first rows that are not as expected: what they hold, and how they are found again.
struct Examples {
    let values: [JSONValue]
    let keys: [JSONValue]
    /// The keys as a person reads them.
    let keyTexts: [String]

    /// The number of a row, where there is no key.
    static let row = Identifier("associate row")

    /// The query that finds them, in key order, else in the order of the rows.
    static func query(_ unexpected: UnexpectedRows, key: [String]) -> SQL {
        let names = unexpected.values + key.map { Identifier($0) }
        var shown: [SQL] = names.enumerated().map { "\($1) AS \(Identifier("v\($0)"))" }
        guard key.isEmpty else {
            return """
                SELECT \(shown) FROM \(unexpected.rows) WHERE \(unexpected.condition)
                ORDER BY \(key.map { Identifier($0) }) LIMIT \(Limits.keysPerFinding)
                """
        }
        let number = Identifier("associate number")
        shown.append("\(number) AS \(Identifier("v\(names.count)"))")
        return """
            SELECT \(shown) FROM (SELECT *, row_number() OVER () AS \(number) FROM \(unexpected.rows)) AS numbered
            WHERE \(unexpected.condition) ORDER BY \(number) LIMIT \(Limits.keysPerFinding)
            """
    }

    init(_ unexpected: UnexpectedRows, key: [String], rows: [[Cell]]) {
        let count = unexpected.values.count
        values = rows.map { row in
            switch count {
            case 0: return .null
            case 1: return row[0].json
            default:
                let fields = zip(unexpected.values, row).map { ($0.name, $1.json) }
                return .object(Dictionary(fields) { first, _ in first })
            }
        }
        let names = key.isEmpty ? ["row"] : key
        keys = rows.map { row in
            .object(Dictionary(zip(names, row.dropFirst(count)).map { ($0, $1.json) }) { first, _ in first })
        }
        keyTexts = rows.map { row in
            let texts = row.dropFirst(count).map(\.text)
            return key.isEmpty ? "row \(texts.joined())" : texts.joined(separator: ", ")
        }
    }
}
