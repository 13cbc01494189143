import Columns

extension Table {
    /// The values of a text column; empty where there is none of that name.
    func texts(_ name: String) -> [String?] {
        guard case .text(let values)? = self[name] else { return [] }
        return (0..<values.count).map { values[$0] }
    }

    /// The first value of the first column as an integer.
    var integer: Int? {
        guard rowCount > 0, case .integer(let values)? = columns.first else { return nil }
        return values[0].map(Int.init)
    }
}
