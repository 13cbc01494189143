package import Columns
package import Evidence
package import Scoring

/// The primary metric on the rows of each value of a column.
package enum Slices {
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
    /// - Returns: the document, its slices in the order of `columns`.
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package static func document(
        columns: [String], table: Table, rows: [Int], predictions: Predictions, target: Target, primary: MetricName,
        threshold: Double?
    ) throws(EvaluationError) -> SlicesDocument {
        precondition(rows.count == target.rowCount, "one label a row")
        var slices: [SlicesDocument.Slice] = []
        for name in columns {
            guard let column = table[name] else { continue }
            let groups = values(column, rows)
            let listed = groups.prefix(Limits.valuesPerSlice)
            var values: [SlicesDocument.Value] = []
            for group in listed {
                let metric: MetricValue
                if let weights = target.weights, group.places.allSatisfy({ weights[$0] == 0 }) {
                    metric = .undefined(reason: "all weights are 0")
                } else {
                    let figures = try Metrics.evaluate(
                        predictions: predictions.selecting(group.places), target: target.selecting(group.places),
                        positiveThreshold: threshold, names: [primary])
                    metric = figures[primary] ?? .undefined(reason: "it was not computed")
                }
                values.append(.init(value: group.value, rows: group.places.count, metric: metric))
            }
            let others = groups.dropFirst(Limits.valuesPerSlice)
            slices.append(
                .init(
                    column: name, values: values, otherValues: others.count,
                    otherRows: others.reduce(0) { $0 + $1.places.count }))
        }
        return SlicesDocument(metric: primary, slices: slices)
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
        guard width > 1 else { return Predictions(width: 1, values: rows.map { values[$0] }) }
        return Predictions(width: width, values: rows.flatMap { values[$0 * width..<($0 + 1) * width] })
    }
}
