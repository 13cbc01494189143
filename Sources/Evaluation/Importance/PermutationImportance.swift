package import Columns
package import Evidence
package import Scoring

/// What the chosen model rests on: how much worse the primary metric becomes where a column's values are dealt anew
/// among the rows (Breiman, 2001; Fisher, Rudin and Dominici, 2019).
package enum PermutationImportance {
    /// `evaluation/importance.json`.
    ///
    /// Rows are a sample without replacement, and the orders in which values are dealt are the same for all columns;
    /// both follow from the seed alone. Columns that say the same share their importance.
    ///
    /// - Parameters:
    ///   - candidate: the name of the chosen candidate.
    ///   - model: its model.
    ///   - plan: the features that it reads.
    ///   - table: the dataset.
    ///   - rows: the test rows of the table, in the order of the target.
    ///   - target: the truth of those rows.
    ///   - metric: the primary metric.
    ///   - threshold: the score at or above which a row is positive (binary).
    ///   - gains: by source column, the share of the gain of all splits; what the trees themselves say where `nil`.
    ///   - seed: of the sample and of the orders.
    ///   - threads: at most so many; they change no bit.
    /// - Returns: every column of the plan, the most important first.
    /// - Throws: ``EvaluationError`` where predictions are not fit for the target, `ScoringError` where the table
    ///   lacks a column of the plan.
    package static func document(
        candidate: String, model: Model, plan: FeaturePlan, table: Table, rows: [Int], target: Target,
        metric: MetricName, threshold: Double?, gains: [String: Double]? = nil, seed: Int64, threads: Int
    ) throws -> ImportanceDocument {
        let sources = plan.sourceColumns
        let places = sample(
            rows.count, seed: seed,
            scores: sources.count * Limits.importanceRepeats * model.outputWidth(task: target.task))
        let sampled = Table(
            sources.compactMap { name in table[name].map { (name, $0.selecting(places.map { rows[$0] })) } },
            rowCount: places.count)
        let truth = target.selecting(places)
        let orders = (0..<Limits.importanceRepeats).map { repetition in
            var draws = SeededDraws(seed: seed ^ orderMark, replicate: repetition)
            return draws.order(of: places.count)
        }
        let view = try model.predictPermuted(
            plan, table: sampled, sources: sources, orders: orders, task: target.task, threads: threads)
        let measure = ImportanceMeasure(truth, metric, threshold: threshold)
        let whole = try measure.figure(view.whole)
        let losses = try losses(of: view.permuted, threads: threads) { (predictions) throws(EvaluationError) in
            try measure.loss(of: predictions, from: whole)
        }
        let gains = gains ?? shares(of: model, plan)
        let columns = zip(sources, losses).map { source, losses in
            // What the model does not read costs nothing.
            ImportanceMeasure.column(
                source, losses: whole.number == nil ? [] : losses ?? [0, 0], gain: gains.map { $0[source] ?? 0 })
        }
        return ImportanceDocument(
            candidate: candidate, metric: metric, rows: places.count, repeats: Limits.importanceRepeats, value: whole,
            columns: ImportanceMeasure.ranked(columns))
    }

    /// The share of all gain by source; `nil` where the model is no trees, or they do not know it.
    private static func shares(of model: Model, _ plan: FeaturePlan) -> [String: Double]? {
        guard case .trees(let trees) = model else { return nil }
        let gains = trees.gainImportanceBySource(of: plan)
        let total = CompensatedSum.of(gains.map(\.gain))
        guard total > 0, total.isFinite else { return nil }
        return Dictionary(gains.map { ($0.source, $0.gain / total) }) { first, _ in first }
    }

    private static let sampleMark: Int64 = 0x5A4D_504C
    private static let orderMark: Int64 = 0x4F52_4452

    /// Places of the sample in ascending order; fewer where so many scores a row would be too many.
    private static func sample(_ count: Int, seed: Int64, scores: Int) -> [Int] {
        let size = min(count, Limits.importanceRows, max(100, Limits.importanceScores / max(1, scores)))
        guard size < count else { return Array(0..<count) }
        var draws = SeededDraws(seed: seed ^ sampleMark, replicate: 0)
        return draws.order(of: count).prefix(size).sorted()
    }

    /// By column, the loss of each repeat; one column is one piece of work.
    private static func losses(
        of permuted: [[Predictions]?], threads: Int,
        loss: @Sendable (Predictions) throws(EvaluationError) -> Double?
    ) throws(EvaluationError) -> [[Double]?] {
        let found = Parallel.map(count: permuted.count, threads: threads) { place in
            Result { () throws(EvaluationError) -> [Double]? in
                guard let predictions = permuted[place] else { return nil }
                var losses: [Double] = []
                for prediction in predictions {
                    if let value = try loss(prediction) { losses.append(value) }
                }
                return losses
            }
        }
        var losses: [[Double]?] = []
        for result in found { losses.append(try result.get()) }
        return losses
    }
}
