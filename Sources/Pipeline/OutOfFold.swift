import Evaluation
import Evidence
import Scoring

/// Predictions of rows by models that did not see them, fold by fold.
struct OutOfFold: Sendable {
    let folds: [HeldOut]

    /// Rows that are held out once in each repetition, ascending.
    var rows: [Int] { folds.filter { $0.repetition == 0 }.flatMap(\.rows).sorted() }

    /// Each candidate's predictions of the rows in one repetition, in the order of ``rows``.
    func predictions(repetition: Int = 0) -> [Uncertainty.Candidate] {
        let own = folds.filter { $0.repetition == repetition }
        let rows = own.flatMap(\.rows)
        let order = rows.indices.sorted { rows[$0] < rows[$1] }
        return (own.first?.predictions ?? []).enumerated().map { place, candidate in
            let width = candidate.predictions.width
            let values = own.flatMap { $0.predictions[place].predictions.values }
            return (
                candidate.name,
                Predictions(
                    values: order.flatMap { row in values[row * width..<(row + 1) * width] }, width: width)
            )
        }
    }

    /// Each candidate's figures on the rows, the mean over repetitions; undefined where one of them is.
    ///
    /// - Throws: `EvaluationError` where the predictions are not fit for the target.
    func figures(
        _ names: [MetricName], target: Target, positiveThreshold: Double?
    ) throws -> [(name: String, metrics: [MetricName: MetricValue])] {
        let repetitions = (folds.map(\.repetition).max() ?? 0) + 1
        let truth = target.selecting(rows)
        let all = try (0..<repetitions).map { repetition in
            try predictions(repetition: repetition).map { candidate in
                try Metrics.evaluate(
                    predictions: candidate.predictions, target: truth, positiveThreshold: positiveThreshold,
                    names: names)
            }
        }
        return predictions().enumerated().map { place, candidate in
            var means = all[0][place]
            for name in means.keys where repetitions > 1 {
                let values = all.compactMap { $0[place][name]?.number }
                guard values.count == repetitions else { continue }
                means[name] = .value(values.reduce(0, +) / Double(repetitions), nil)
            }
            return (candidate.name, means)
        }
    }
}
