package import Columns
import Evidence
package import Scoring

/// Columns along which a model's score only rises or only falls, whatever the rest of a row holds.
package struct Monotonicity: Sendable {
    /// A column and its way.
    package struct Way: Codable, Sendable, Equatable {
        package var column: String
        package var rises: Bool
        /// The values that were tried, ascending.
        package var values: [Double]
    }

    package let found: [Way]

    /// Values that are tried of a column, and rows that they are tried in.
    private static let (steps, rows) = (21, 40)

    /// Tries the numbers of a model of one score; of several probabilities nothing is said.
    ///
    /// - Throws: `ScoringError` where the table does not fit the model.
    package init(_ document: ModelDocument, over table: Table) throws(ScoringError) {
        var found: [Way] = []
        for feature in document.plan.features where document.task != .multiclass {
            guard case .number = feature.treatment, let values = Self.values(of: table[feature.source]) else {
                continue
            }
            let rows = (0..<min(table.rowCount, Self.rows)).flatMap { row in values.map { _ in row } }
            let tried = Column.double(
                Values(
                    rows.indices.map { values[$0 % values.count] }, validity: Validity(allValid: rows.count)))
            let asked = Table(
                zip(table.names, table.columns).map { ($0, $0 == feature.source ? tried : $1.selecting(rows)) },
                rowCount: rows.count)
            let scores = try document.predict(asked).values
            let steps = scores.indices.dropFirst().filter { !$0.isMultiple(of: values.count) }
                .map { scores[$0] - scores[$0 - 1] }
            guard steps.contains(where: { $0 != 0 }) else { continue }
            if steps.allSatisfy({ $0 >= 0 }) { found.append(Way(column: feature.source, rises: true, values: values)) }
            if steps.allSatisfy({ $0 <= 0 }) { found.append(Way(column: feature.source, rises: false, values: values)) }
        }
        self.found = found
    }

    /// Values between the least and the greatest of a column.
    private static func values(of column: Column?) -> [Double]? {
        let numbers: [Double]
        switch column {
        case .double(let values): numbers = (0..<values.count).compactMap { values[$0] }.filter { $0.magnitude < 1e15 }
        case .integer(let values): numbers = (0..<values.count).compactMap { values[$0].map(Double.init) }
        default: return nil
        }
        guard let low = numbers.min(), let high = numbers.max(), low < high else { return nil }
        return (0..<steps).map { low + (high - low) * Double($0) / Double(steps - 1) }
    }
}
