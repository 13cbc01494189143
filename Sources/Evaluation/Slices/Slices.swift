package import Columns
package import Evidence
package import Scoring

/// The primary metric on the rows of each value of a column.
package enum Slices {
    /// How the rows are resampled for the intervals of slices.
    package typealias Resampling = Evaluation.Resampling

    /// Rows of a slice above which its interval comes from influence: slices are many, and near the limit the two agree.
    static let resampledRows = 1_000

    /// `evaluation/slices.json` for the test part.
    ///
    /// Values are listed with most rows first, equals by their text; rows without a value are a slice of their own.
    ///
    /// - Parameters:
    ///   - columns: the slice columns; one that the table does not have is passed over.
    ///   - table: the dataset.
    ///   - rows: the test rows of the table, in the order of the predictions.
    ///   - predictions: the chosen candidate's predictions of those rows.
    ///   - target: the truth of those rows.
    ///   - primary: the metric to take.
    ///   - threshold: the score at or above which a row is positive (binary).
    ///   - resampling: how rows are drawn for intervals, units in the order of `rows`; `nil` for points alone.
    ///   - overall: the metric on all rows with its interval, as `metrics.json` has it; computed here where `nil`.
    /// - Returns: the document, its slices in the order of `columns`.
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package static func document(
        columns: [String], table: Table, rows: [Int], predictions: Predictions, target: Target, primary: MetricName,
        threshold: Double?, resampling: Resampling? = nil, overall: MetricValue? = nil
    ) throws(EvaluationError) -> SlicesDocument {
        precondition(rows.count == target.rowCount, "one label a row")
        var whole = overall
        if whole == nil, !columns.isEmpty {
            whole = try metric(
                primary, predictions, target, threshold, resampling, places: Array(rows.indices)
            ).value
        }
        var slices: [SlicesDocument.Slice] = []
        for name in columns {
            guard let column = table[name] else { continue }
            let groups = values(column, rows)
            let listed = groups.prefix(Limits.valuesPerSlice)
            var values: [SlicesDocument.Value] = []
            for group in listed {
                let (metric, error) = try metric(
                    primary, predictions.selecting(group.places), target.selecting(group.places), threshold,
                    resampling, places: group.places)
                values.append(
                    .init(value: group.value, rows: group.places.count, metric: metric, standardError: error))
            }
            let spread = whole.flatMap { Shrinkage.apply(to: &values, overall: $0, rows: rows.count, of: primary) }
            let others = groups.dropFirst(Limits.valuesPerSlice)
            slices.append(
                .init(
                    column: name, values: values, otherValues: others.count,
                    otherRows: others.reduce(0) { $0 + $1.places.count }, spread: spread))
        }
        return SlicesDocument(metric: primary, slices: slices, overall: whole)
    }

    /// The metric of one slice, with its interval and standard error.
    private static func metric(
        _ name: MetricName, _ predictions: Predictions, _ target: Target, _ threshold: Double?,
        _ resampling: Resampling?, places: [Int]
    ) throws(EvaluationError) -> (value: MetricValue, error: Double?) {
        if let weights = target.weights, weights.allSatisfy({ $0 == 0 }) {
            return (.undefined(reason: "all weights are 0"), nil)
        }
        let figures = try Metrics.evaluate(
            predictions: predictions, target: target, positiveThreshold: threshold, names: [name])
        guard let value = figures[name], value.number != nil else {
            return (figures[name] ?? .undefined(reason: "it was not computed"), nil)
        }
        guard let resampling else { return (value, nil) }
        let uncertainty = try Uncertainty(
            candidates: [("slice", predictions)], target: target, positiveThreshold: threshold, names: [name],
            compared: nil, units: resampling.units.selecting(places), seed: resampling.seed,
            threads: resampling.threads, bootstrapRows: resampledRows)
        return (
            uncertainty.adding(to: [name: value], of: "slice")[name] ?? value,
            uncertainty.standardError(of: "slice", name)
        )
    }

    /// Places among `rows` of each value, most first.
    private static func values(_ column: Column, _ rows: [Int]) -> [(value: String?, places: [Int])] {
        var places: [String?: [Int]] = [:]
        if case .text(let texts) = column {
            var byCode = [[Int]](repeating: [], count: texts.dictionary.count)
            var missing: [Int] = []
            for (place, row) in rows.enumerated() {
                if texts.validity[row] { byCode[Int(texts.codes[row])].append(place) } else { missing.append(place) }
            }
            for (code, found) in byCode.enumerated() where !found.isEmpty { places[texts.dictionary[code]] = found }
            if !missing.isEmpty { places[nil] = missing }
        } else {
            for (place, row) in rows.enumerated() { places[CellText.text(column, row: row), default: []].append(place) }
        }
        return places.map { (value: $0.key, places: $0.value) }.sorted { first, second in
            if first.places.count != second.places.count { return first.places.count > second.places.count }
            guard let text = first.value, let other = second.value else { return first.value != nil }
            return text.utf8.lexicographicallyPrecedes(other.utf8)
        }
    }
}

extension Predictions {
    /// The predictions of some rows, in their order.
    package func selecting(_ rows: [Int]) -> Predictions {
        let own = bounds.map { bounds in
            Bounds(lower: rows.map { bounds.lower[$0] }, upper: rows.map { bounds.upper[$0] })
        }
        guard width > 1 else { return Predictions(width: 1, values: rows.map { values[$0] }, bounds: own) }
        return Predictions(width: width, values: rows.flatMap { values[$0 * width..<($0 + 1) * width] })
    }
}
