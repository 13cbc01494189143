import Columns

/// The numbers in the one row of an answer; moments are microseconds.
struct AnswerRow {
    private let table: Table

    init(_ table: Table) { self.table = table }

    subscript(name: String) -> Int? {
        guard table.rowCount > 0 else { return nil }
        switch table[name] {
        case .integer(let values)?, .timestamp(let values, _)?: return values[0].map(Int.init)
        default: return nil
        }
    }

    /// A number of any type.
    func number(_ name: String) -> Double? {
        guard table.rowCount > 0 else { return nil }
        if case .double(let values)? = table[name] { return values[0] }
        return self[name].map(Double.init)
    }

    /// A text.
    func text(_ name: String) -> String? {
        guard table.rowCount > 0, case .text(let values)? = table[name] else { return nil }
        return values[0]
    }
}
