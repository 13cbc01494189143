import Columns
import Evaluation
import Evidence
import Features
import Framing
import Scoring

/// Test predictions as tables, for `predictions.parquet`, `candidate_predictions.parquet` (contracts, section 6),
/// `errors.parquet` and `label_errors.parquet`.
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
        rows = divided.judged
        table = divided.checked.table
        labels = divided.checked.labels
        settled = divided.checked.settled
        leading = try Self.leading(evaluated.fitted, threads: threads)
    }

    /// Key, `label`, `prediction`, then the scores of the chosen candidate.
    func chosen() -> Table { Table(leading + scores(chosenPredictions)) }

    /// The rows of the largest losses: what ``chosen()`` has, `loss`, then the columns that are features as they are.
    ///
    /// A feature whose name stands for something else already, in whatever case, has `feature_` before it.
    func worst() -> Table {
        let target = evaluated.fitted.featured.divided.checked.target.selecting(rows)
        let (places, losses) = WorstErrors.find(predictions: chosenPredictions, target: target)
        var columns = chosen().selecting(places)
        columns.append(("loss", .double(Values(losses, validity: Validity(allValid: losses.count)))))
        let own = rows
        for source in evaluated.fitted.featured.fitted.plan.sourceColumns {
            guard let column = table[source], !settled.brief.data.key.contains(source) else { continue }
            let taken = Set(columns.map { $0.name.lowercased() })
            var name = source
            while taken.contains(name.lowercased()) { name = "feature_" + name }
            columns.append((name, column.selecting(places.map { own[$0] })))
        }
        return Table(columns)
    }

    /// The rows to which another label is likelier than their own, the most doubtful first: key, `label`, `fold`,
    /// `suggested`, `quality` and `suspected`; `nil` where no labels were looked at.
    func doubted() -> Table? {
        guard let found = evaluated.doubted?.found, let label = table[settled.brief.data.label] else { return nil }
        let places = found.doubtful
        let valid = Validity(allValid: places.count)
        let columns = Table(leading).selecting(places)
        let own: [(name: String, column: Column)] = [
            ("suggested", labels.column(ofClasses: places.map { found.suggested[$0] }, like: label)),
            ("quality", .double(Values(places.map { found.quality[$0] }, validity: valid))),
            ("suspected", .boolean(Values(places.map { found.isSuspected[$0] }, validity: valid))),
        ]
        // A key column of such a name stands as it is.
        let taken = Set(columns.map { $0.name.lowercased() })
        return Table(
            columns + own.map { (name: taken.contains($0.name) ? "label_" + $0.name : $0.name, column: $0.column) })
    }

    private var chosenPredictions: Predictions {
        guard let chosen = evaluated.predictions.first(where: { $0.name == evaluated.fitted.chosen }) else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        return chosen.predictions
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

    private static func leading(_ fitted: Fitted, threads: Int) throws -> [(name: String, column: Column)] {
        let divided = fitted.featured.divided
        let (table, rows) = (divided.checked.table, divided.judged)
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
        if let outOfFold = fitted.outOfFold, !names.contains(where: { $0.lowercased() == "fold" }) {
            let numbers = outOfFold.numbers.map(Int64.init)
            columns.append(("fold", .integer(Values(numbers, validity: Validity(allValid: numbers.count)))))
        }
        return columns
    }

    private func scores(_ predictions: Predictions) -> [(name: String, column: Column)] {
        guard let label = table[settled.brief.data.label] else { preconditionFailure("a run has a label") }
        return PredictionColumns(
            labels, threshold: evaluated.threshold.threshold ?? 0.5, costs: settled.classCosts, like: label
        )
        .columns(predictions)
    }
}

extension Table {
    /// The columns of some rows.
    fileprivate func selecting(_ rows: [Int]) -> [(name: String, column: Column)] {
        zip(names, columns).map { ($0, $1.selecting(rows)) }
    }
}
