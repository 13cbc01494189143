import Columns

extension Table {
    /// The table of some rows in an order, with rows of nulls where there is none; for checks, not for speed.
    func picking(_ rows: [Int?]) -> Table {
        Table(zip(names, columns).map { ($0, $1.picking(rows)) }, rowCount: rows.count)
    }
}

extension Column {
    fileprivate func picking(_ rows: [Int?]) -> Column {
        switch self {
        case .boolean(let values): .boolean(values.picking(rows, filler: false))
        case .integer(let values): .integer(values.picking(rows, filler: 0))
        case .double(let values): .double(values.picking(rows, filler: 0))
        case .text(let texts): .text(TextValues(rows.map { $0.flatMap { texts[$0] } }))
        case .timestamp(let values, let kind): .timestamp(values.picking(rows, filler: 0), kind)
        }
    }
}

extension Values {
    fileprivate func picking(_ rows: [Int?], filler: Element) -> Values {
        Values(rows.map { $0.flatMap { self[$0] } }, filler: filler)
    }
}
