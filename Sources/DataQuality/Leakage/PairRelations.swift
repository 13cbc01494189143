import Columns
import Warehouse

/// Labels that are made of two columns: their sum, difference, product or ratio.
struct PairRelations {
    /// A label made of two columns.
    struct Relation: Equatable {
        let first: String
        let second: String
        /// Such as `casual + registered`.
        let form: String
    }

    /// Columns whose pairs are tried.
    private static let columnsTried = 80
    /// Rows that are enough to tell.
    private static let rowsTried = 1_000
    private static let enoughRows = 50

    /// The relations that hold in all rows but one in a thousand.
    static func find(in sample: ColumnSample, without: Set<String>) throws(WarehouseError) -> [Relation] {
        let numbers = sample.columns.enumerated().filter { index, column in
            column.type.isNumber && !without.contains(column.name)
        }.prefix(columnsTried)
        guard !sample.isClass, numbers.count > 1 else { return [] }
        let cells = numbers.map { index, _ in
            "\(SQL.cast("\(ColumnSample.value(index))", to: .double)) AS \(ColumnSample.value(index))" as SQL
        }
        let table = try sample.connection.query(
            "SELECT \(cells), yn FROM \(ColumnSample.table) ORDER BY r LIMIT \(rowsTried)")
        guard case .double(let label)? = table["yn"], table.rowCount >= enoughRows else { return [] }
        let columns = numbers.compactMap { index, column -> (String, [Double])? in
            guard case .double(let values)? = table["v\(index)"] else { return nil }
            return (column.name, (0..<values.count).map { values[$0] ?? .nan })
        }
        let labels = (0..<label.count).map { label[$0] ?? .nan }
        var relations: [Relation] = []
        for one in columns.indices {
            for other in columns.indices.dropFirst(one + 1) {
                let ((first, a), (second, b)) = (columns[one], columns[other])
                guard let form = form(a, b, labels) else { continue }
                relations.append(Relation(first: first, second: second, form: form.text(first, second)))
            }
        }
        return relations
    }

    /// How two numbers make a third.
    private struct Form {
        let sign: String
        let isTurned: Bool
        let make: (Double, Double) -> Double

        func text(_ first: String, _ second: String) -> String {
            isTurned ? "\(second) \(sign) \(first)" : "\(first) \(sign) \(second)"
        }

        static var all: [Form] {
            [
                Form(sign: "+", isTurned: false, make: { $0 + $1 }),
                Form(sign: "−", isTurned: false, make: { $0 - $1 }),
                Form(sign: "−", isTurned: true, make: { $1 - $0 }), Form(sign: "×", isTurned: false, make: { $0 * $1 }),
                Form(sign: "÷", isTurned: false, make: { $0 / $1 }), Form(sign: "÷", isTurned: true, make: { $1 / $0 }),
            ]
        }
    }

    private static func form(_ a: [Double], _ b: [Double], _ y: [Double]) -> Form? {
        Form.all.first { holds(a, b, y, $0.make) }
    }

    /// Whether a form gives the label; it ends at the first rows that say no.
    private static func holds(_ a: [Double], _ b: [Double], _ y: [Double], _ form: (Double, Double) -> Double) -> Bool {
        var compared = 0
        var wrong = 0
        for row in y.indices {
            let made = form(a[row], b[row])
            guard made.isFinite, y[row].isFinite else { continue }
            compared += 1
            if abs(made - y[row]) > 1e-9 * max(1, abs(y[row])) { wrong += 1 }
            if 1_000 * wrong > y.count { return false }
        }
        // A constant beside the label, such as a column of zeros, makes no sum of two.
        guard compared >= enoughRows, 2 * compared > y.count else { return false }
        return varies(a) && varies(b) && varies(y)
    }

    private static func varies(_ values: [Double]) -> Bool {
        guard let first = values.first(where: \.isFinite) else { return false }
        return values.contains { $0.isFinite && $0 != first }
    }
}
