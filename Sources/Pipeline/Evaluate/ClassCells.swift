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

/// Classes by their names, told apart as the label's type tells its values apart.
struct ClassNames: Sendable {
    /// How names are compared.
    enum Kind: Sendable { case boolean, integer, text }

    let kind: Kind

    /// The name as the label's own cells would give it: `True` is `true`, `1.0` is `1`, and for booleans and the two
    /// classes 0 and 1 either spelling is understood.
    func canonical(_ name: String) -> String {
        switch kind {
        case .text: return name
        case .boolean:
            return switch name.lowercased() {
            // The engine reads such words of delimited text as booleans.
            case "true", "1", "1.0", "yes", "y", "t": "true"
            case "false", "0", "0.0", "no", "n", "f": "false"
            default: name
            }
        case .integer:
            if let number = Double(name).flatMap({ Int64(exactly: $0) }) { return "\(number)" }
            return switch name.lowercased() {
            case "true": "1"
            case "false": "0"
            default: name
            }
        }
    }

    /// Distinct names in class order.
    func ordered(_ names: some Sequence<String>) -> [String] {
        let distinct = Set(names.map(TextKey.init)).map(\.text)
        return distinct.sorted { first, second in
            if kind == .integer, let one = Int64(first), let other = Int64(second) { return one < other }
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        }
    }

    /// The place of each of a column's classes among some classes; `nil` for one that is not among them.
    func places(of texts: [String], among classes: [String]) -> [Int?] {
        let places = Dictionary(classes.enumerated().map { (TextKey($1), $0) }) { first, _ in first }
        return texts.map { places[TextKey(canonical($0))] }
    }
}
