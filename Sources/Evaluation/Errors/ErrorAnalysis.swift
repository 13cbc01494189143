package import Columns
package import Evidence
import Scoring

/// Where a candidate is wrong: rules that part the rows by what is lost on them, pairs of classes, columns that its errors
/// still follow, and examples.
package struct ErrorAnalysis: Sendable {
    /// Pairs of classes, examples and values of an example that are listed.
    private static let pairs = 20
    private static let examples = 10
    private static let valuesShown = 6

    private let decided: DecidedRows

    /// - Parameter decided: predictions of the chosen candidate, with the truth and what they are decided as.
    package init(_ decided: DecidedRows) { self.decided = decided }

    private var predictions: Predictions { decided.predictions }
    private var target: Target { decided.target }
    private var resampling: Evaluation.Resampling { decided.resampling }

    /// `evaluation/errors.json`.
    ///
    /// - Parameters:
    ///   - names: the columns to look at, those that the candidate rests on most first.
    ///   - key: the columns of the key, which name an example.
    ///   - masked: columns whose values are not shown.
    ///   - table: the dataset.
    ///   - rows: the rows of the table that judge, in the order of the predictions.
    /// - Returns: what was found.
    package func document(
        columns names: [String], key: [String], masked: Set<String>, table: Table, rows: [Int]
    ) -> ErrorsDocument {
        precondition(rows.count == target.rowCount, "a label a row")
        let losses = RowLosses.of(predictions, target)
        let present = names.filter { table[$0] != nil && !masked.contains($0) }.prefix(Limits.foundSliceColumns)
        let columns = Parallel.map(count: present.count, threads: resampling.threads) { place in
            table[present[place]].map { SliceColumn(present[place], $0, rows: rows) }
        }.compactMap(\.self).filter { $0.levels.count > 1 }
        let halves = RowHalves(resampling, weights: target.weights, count: rows.count)
        let (modes, rules) = modes(columns, losses, halves)
        let all = SliceRows(
            columns, losses: losses, weights: target.weights, units: resampling.units.ids,
            places: Array(losses.indices))
        let judging = halves.reason == nil ? halves.confirm : []
        return ErrorsDocument(
            loss: RowLosses.kind(of: target.task),
            judging: .init(rows: judging.count, meanLoss: judging.isEmpty ? nil : mean(losses, judging)),
            modes: modes, confusions: confusions, residuals: residuals(columns, halves),
            examples: examples(losses, rules, all, table: table, rows: rows, key: key, names: names, masked: masked))
    }

    // MARK: Modes

    private func modes(
        _ columns: [SliceColumn], _ losses: [Double], _ halves: RowHalves
    ) -> (modes: [ErrorsDocument.Mode], rules: [FailureTree.Rule]) {
        guard halves.reason == nil, !columns.isEmpty else { return ([], []) }
        let units = resampling.units.ids
        func half(_ places: [Int]) -> SliceRows {
            SliceRows(columns, losses: losses, weights: target.weights, units: units, places: places)
        }
        let judging = half(halves.confirm)
        let tree = FailureTree(columns, half(halves.search), threads: resampling.threads)
        let terms = judging.terms
        let total = terms.reduce(SIMD2<Double>.zero, +)
        guard total[1] > 0 else { return ([], []) }
        var found: [(mode: ErrorsDocument.Mode, rule: FailureTree.Rule)] = []
        for rule in tree.rules {
            let isIn = (0..<judging.count).map { FailureTree.holds(rule, $0, judging) }
            var (sum, count) = (SIMD2<Double>.zero, 0)
            for row in isIn.indices where isIn[row] {
                sum += terms[row]
                count += 1
            }
            guard count > 0 else { continue }
            let test = SliceTest(isIn, on: judging)
            found.append(
                (
                    .init(
                        predicates: FailureTree.predicates(rule, of: columns), rows: count, meanLoss: sum[1] / sum[0],
                        rowShare: sum[0] / total[0], lossShare: sum[1] / total[1], difference: test?.difference,
                        lower: test?.lower, upper: test?.upper), rule
                ))
        }
        let sorted = found.enumerated().sorted { first, second in
            let (own, other) = (first.element.mode.meanLoss, second.element.mode.meanLoss)
            return own == other ? first.offset < second.offset : own > other
        }.map(\.element)
        return (sorted.map(\.mode), sorted.map(\.rule))
    }

    private func mean(_ losses: [Double], _ places: [Int]) -> Double {
        let weights = places.map { target.weights?[$0] ?? 1 }
        return CompensatedSum.of(zip(places, weights).lazy.map { losses[$0] * $1 }) / CompensatedSum.of(weights)
    }

    // MARK: Pairs of classes

    private var confusions: [ErrorsDocument.Confusion] {
        let counts = decided.confusion
        let wrong = counts.indices.reduce(0) { sum, truth in sum + counts[truth].reduce(0, +) - counts[truth][truth] }
        let pairs = counts.indices.flatMap { truth in
            counts.indices.filter { $0 != truth && counts[truth][$0] > 0 }.map { predicted in
                ErrorsDocument.Confusion(
                    truth: target.classes[truth], predicted: target.classes[predicted],
                    rows: counts[truth][predicted],
                    classShare: Double(counts[truth][predicted]) / Double(counts[truth].reduce(0, +)),
                    errorShare: Double(counts[truth][predicted]) / Double(wrong))
            }
        }
        return Array(
            pairs.enumerated().sorted { ($1.element.rows, $0.offset) < ($0.element.rows, $1.offset) }.map(\.element)
                .prefix(Self.pairs))
    }

    // MARK: Residuals

    private func residuals(_ columns: [SliceColumn], _ halves: RowHalves) -> [ErrorsDocument.Residual] {
        guard target.task != .multiclass, halves.reason == nil else { return [] }
        let all = target.values.indices.map { target.values[$0] - predictions.values[$0] }
        // What all rows are off by is no column's doing.
        let shift = mean(all, Array(all.indices))
        let off = all.map { $0 - shift }
        return ResidualStructure.found(
            columns,
            SliceRows(
                columns, losses: off, weights: target.weights, units: resampling.units.ids,
                places: (halves.search + halves.confirm).sorted()), threads: resampling.threads)
    }

    // MARK: Examples

    private func examples(
        _ losses: [Double], _ rules: [FailureTree.Rule], _ all: SliceRows, table: Table, rows: [Int], key: [String],
        names: [String], masked: Set<String>
    ) -> [ErrorsDocument.Example] {
        let worst = WorstErrors.find(predictions: predictions, target: target, limit: Self.examples)
        let shown = names.filter { !key.contains($0) }.prefix(Self.valuesShown)
        let told = PredictedWords(predictions, target, decided: decided.classes)
        return zip(worst.places, worst.losses).map { place, loss in
            let (truth, predicted) = told.words(place)
            return ErrorsDocument.Example(
                key: table.cells(key, row: rows[place], masked: masked), truth: truth, predicted: predicted, loss: loss,
                mode: rules.firstIndex { FailureTree.holds($0, place, all) },
                values: table.cells(shown, row: rows[place], masked: masked))
        }
    }
}
