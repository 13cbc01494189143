import Evidence
import Warehouse

/// The answer to a person's own query, whose columns are known only when it is asked.
struct OwnQuery {
    private let rows: UnexpectedRows
    private let plain: Fact
    /// The same over rows that bear their number.
    private let numbered: Fact

    /// Columns of a row that are shown.
    private static let mostColumns = 20

    init?(_ rows: UnexpectedRows) throws {
        guard let over = rows.numbered else { return nil }
        self.rows = rows
        plain = try Fact(query: "SELECT * FROM \(rows.rows) LIMIT 0")
        numbered = try Fact(query: "SELECT * FROM \(over) LIMIT 0")
    }

    var needs: [Fact] { [plain, numbered] }

    /// The rows with the columns that are shown of them, and by what they are found again: by the key where the query
    /// gives it, else by their number where it gives whole rows.
    func resolved(_ facts: Facts, key: [String]) -> (rows: UnexpectedRows, names: RowNames) {
        let columns = facts.names(plain)
        func chosen(_ rows: SQL, _ names: RowNames) -> (rows: UnexpectedRows, names: RowNames) {
            let values = columns.prefix(Self.mostColumns).map { Identifier($0) }
            return (UnexpectedRows(rows: rows, condition: "TRUE", values: values), names)
        }
        if !key.isEmpty, key.allSatisfy(columns.contains) { return chosen(rows.rows, .key(key)) }
        if let over = rows.numbered, facts.names(numbered).contains(Examples.row.name) {
            return chosen(over, .numbered)
        }
        return chosen(rows.rows, .values)
    }
}
