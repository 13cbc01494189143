import Columns
import ONNXRuntime
import Scoring

extension InputColumns {
    /// What goes into the graph for some rows of a table, a column an input.
    func values(of table: Table, rows: Range<Int>) -> [(name: String, column: RuntimeInput)] {
        guard !names.isEmpty else { return [(first, .doubles([Double](repeating: 0, count: rows.count)))] }
        return names.flatMap { names -> [(name: String, column: RuntimeInput)] in
            let column = table[names.column.name]
            switch names.column.kind {
            case .number, .boolean: return [(names.input, .doubles(rows.map { column?.number(at: $0) ?? .nan }))]
            case .date, .timestamp, .instant:
                return [(names.input, .integers(rows.map { column?.moment(at: $0) ?? Moment.missing }))]
            case .category:
                let (codes, dictionary) = column?.texts(at: rows) ?? Column.noTexts(at: rows)
                let isMissing = rows.map { column?.hasText(at: $0) != true }
                return [(names.input, .texts(codes, dictionary: dictionary))]
                    + (names.mask.map { [($0, .booleans(isMissing))] } ?? [])
            }
        }
    }
}

extension Column {
    fileprivate func number(at row: Int) -> Double? {
        switch self {
        case .integer(let values): values[row].map(Double.init)
        case .double(let values): values[row]
        case .boolean(let values): values[row].map { $0 ? 1 : 0 }
        case .text, .timestamp: nil
        }
    }

    fileprivate func moment(at row: Int) -> Int64? {
        if case .timestamp(let values, _) = self { values[row] } else { nil }
    }

    fileprivate func hasText(at row: Int) -> Bool {
        if case .text(let values) = self { values.validity[row] } else { false }
    }

    /// Places in a dictionary whose first text stands where there is none.
    fileprivate func texts(at rows: Range<Int>) -> ([Int32], dictionary: [String]) {
        guard case .text(let values) = self else { return Self.noTexts(at: rows) }
        return (rows.map { values.validity[$0] ? values.codes[$0] + 1 : 0 }, [""] + values.dictionary)
    }

    fileprivate static func noTexts(at rows: Range<Int>) -> ([Int32], dictionary: [String]) {
        ([Int32](repeating: 0, count: rows.count), [""])
    }
}
