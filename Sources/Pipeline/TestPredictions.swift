import Columns
import Evaluation
import Evidence
import Framing
import Scoring

/// Test predictions as tables, for `predictions.parquet` and `candidate_predictions.parquet` (contracts, section 6).
struct TestPredictions {
    private let evaluated: Evaluated
    private let rows: [Int]
    private let table: Table
    private let labels: LabelReader
    private let settled: SettledBrief
    /// Key and label, the same in both tables.
    private let leading: [(name: String, column: Column)]

    /// Finds out who the test rows are; `threads` are at most used.
    init(_ evaluated: Evaluated, threads: Int) throws {
        self.evaluated = evaluated
        let divided = evaluated.fitted.featured.divided
        rows = divided.assignment.test
        table = divided.checked.table
        labels = divided.checked.labels
        settled = divided.checked.settled
        leading = try Self.leading(divided, threads: threads)
    }

    /// Key, `label`, `prediction`, then the scores of the chosen candidate.
    func chosen() -> Table {
        guard let chosen = evaluated.predictions.first(where: { $0.name == evaluated.fitted.chosen }) else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        return Table(leading + scores(chosen.predictions))
    }

    /// The same for the other candidates one after the other, with a column `candidate`; `nil` where there is none.
    func others() -> Table? {
        let others = evaluated.predictions.filter { $0.name != evaluated.fitted.chosen }
        guard !others.isEmpty else { return nil }
        let tables = others.map { name, predictions in
            let names = TextValues(
                codes: [Int32](repeating: 0, count: rows.count), dictionary: [name],
                validity: Validity(allValid: rows.count))
            return Table(leading + [("candidate", .text(names))] + scores(predictions))
        }
        return Table(
            tables[0].names.map { name in (name, Column.joining(tables.compactMap { $0[name] })) },
            rowCount: rows.count * others.count)
    }

    private static func leading(_ divided: Divided, threads: Int) throws -> [(name: String, column: Column)] {
        let (table, rows) = (divided.checked.table, divided.assignment.test)
        let data = divided.checked.settled.brief.data
        let names = data.key
        var columns = names.compactMap { name in table[name].map { (name: name, column: $0.selecting(rows)) } }
        if names.isEmpty {
            // Its ordinal among equal rows is part of who a row is, so that all rows are looked at.
            let identity = try RowIdentity(
                of: table, key: [], seed: divided.checked.settled.brief.seed, threads: threads)
            columns.append(
                (
                    "row",
                    .integer(Values(rows.map { Int64(identity.hashes[$0]) }, validity: Validity(allValid: rows.count)))
                ))
        }
        // A key column of the name wins: the label stands in the dataset anyway.
        if let label = table[data.label], !names.contains("label") {
            columns.append(("label", label.selecting(rows)))
        }
        return columns
    }

    private func scores(_ predictions: Predictions) -> [(name: String, column: Column)] {
        let valid = Validity(allValid: rows.count)
        func numbers(_ values: [Double]) -> Column { .double(Values(values, validity: valid)) }
        guard settled.task.isClassification, let label = table[settled.brief.data.label] else {
            return [("prediction", numbers(predictions.values)), ("score", numbers(predictions.values))]
        }
        let indices = predictions.classIndices(threshold: evaluated.threshold.threshold ?? 0.5)
        let classes = labels.column(ofClasses: indices, like: label)
        guard predictions.width > 1 else {
            return [("prediction", classes), ("score", numbers(predictions.values))]
        }
        let probabilities = labels.classes.enumerated().map { index, name in
            (
                name: "probability_\(name)",
                column: numbers((0..<rows.count).map { predictions.values[$0 * predictions.width + index] })
            )
        }
        return [("prediction", classes)] + probabilities
    }
}
