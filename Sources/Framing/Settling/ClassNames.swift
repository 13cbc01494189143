package import Columns

/// Classes by their names, told apart as the label's type tells its values apart.
package struct ClassNames: Sendable {
    /// How names are compared.
    package enum Kind: Sendable { case boolean, integer, text }

    package let kind: Kind

    package init(kind: Kind) { self.kind = kind }

    /// Takes the names as a column's type tells its values apart.
    package init(type: ColumnType) {
        kind = type == .text ? .text : type == .boolean ? .boolean : .integer
    }

    /// The name as the label's own cells would give it: `True` is `true`, `1.0` is `1`, and for booleans and the two
    /// classes 0 and 1 either spelling is understood.
    package func canonical(_ name: String) -> String {
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
    package func ordered(_ names: some Sequence<String>) -> [String] {
        let distinct = Set(names.map(TextKey.init)).map(\.text)
        return distinct.sorted { first, second in
            if kind == .integer, let one = Int64(first), let other = Int64(second) { return one < other }
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        }
    }

    /// The place of each of a column's classes among some classes; `nil` for one that is not among them.
    package func places(of texts: [String], among classes: [String]) -> [Int?] {
        let places = Dictionary(classes.enumerated().map { (TextKey($1), $0) }) { first, _ in first }
        return texts.map { places[TextKey(canonical($0))] }
    }
}
