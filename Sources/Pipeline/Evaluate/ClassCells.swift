import Columns

/// A column's cells as classes: one code a row into the distinct classes, as texts.
struct ClassCells: Sendable {
    /// The distinct classes, in class order: integers by number, text by its bytes, false before true.
    let texts: [String]
    /// The index into `texts` of each row, -1 where there is no value.
    let codes: [Int32]

    /// The cells of a column; `nil` for moments, which are no classes.
    ///
    /// Doubles that are whole are integers.
    init?(_ column: Column) {
        switch column {
        case .timestamp: return nil
        case .boolean(let values):
            texts = ["false", "true"]
            codes = (0..<values.count).map { row in values[row].map { $0 ? 1 : 0 } ?? -1 }
        case .text(let values):
            texts = values.dictionary
            codes = (0..<values.count).map { values.validity[$0] ? values.codes[$0] : -1 }
        case .integer(let values):
            (texts, codes) = Self.coded((0..<values.count).map { values[$0] }) { "\($0)" }
        case .double(let values):
            (texts, codes) = Self.coded((0..<values.count).map { values[$0] }) { value in
                Int64(exactly: value).map { "\($0)" } ?? "\(value)"
            }
        }
    }

    /// Rows of each class.
    var counts: [Int] {
        var counts = [Int](repeating: 0, count: texts.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        return counts
    }

    private static func coded<Value: Hashable & Comparable>(
        _ values: [Value?], text: (Value) -> String
    ) -> ([String], [Int32]) {
        let distinct = Set(values.compactMap(\.self)).sorted()
        let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) })
        return (distinct.map(text), values.map { $0.flatMap { places[$0] } ?? -1 })
    }
}
