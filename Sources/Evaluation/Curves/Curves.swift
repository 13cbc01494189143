package import Columns
package import Evidence
package import Scoring

/// How predictions lie, in few enough points to be drawn.
package enum Curves {
    /// Bins of scores and of errors.
    static let histogramBins = 20
    /// Bins of rows by prediction.
    static let agreementBins = 10

    /// `evaluation/curves.json`, O(n log n).
    ///
    /// - Parameters:
    ///   - candidate: the name of the chosen candidate.
    ///   - predictions: its predictions of the rows that judge.
    ///   - target: the truth of the same rows.
    ///   - moments: the time of the prediction of the same rows, where there is one.
    ///   - units: what is drawn together, for the intervals along time.
    /// - Returns: the document; curves are empty where the task does not have them or a class has no weight.
    /// - Throws: ``EvaluationError`` where the predictions are not fit for the target.
    package static func document(
        candidate: String, predictions: Predictions, target: Target, moments: Column? = nil,
        units: ResamplingUnits? = nil
    ) throws(EvaluationError) -> CurvesDocument {
        var document = CurvesDocument(candidate: candidate)
        try PredictionChecks.check(predictions, target)
        let weights = target.weights.map(Metrics.balanced)
        switch target.task {
        case .multiclass: break
        case .binary:
            let ranked = SortedScores(predictions.values)
                .ranked(positives: target.values.map { $0 == 1 }, weights: weights)
            let steps = RankedSteps(ranked)
            document.roc = steps.roc
            document.precisionRecall = steps.precisionRecall
            document.scores = scoreBins(ranked)
            if !document.scores.isEmpty {
                document.scoreOverlap = min(
                    1, CompensatedSum.of(document.scores.map { min($0.negative, $0.positive) }))
            }
        case .regression:
            let errors = RegressionErrors(predictions: predictions.values, truth: target.values, weights: weights)
            document.residuals = errors.residuals
            document.residualsBeyond = errors.beyond
            document.agreement = errors.agreement
        }
        if target.task != .multiclass, let moments {
            document.time = TimeBins(
                predictions: predictions.values, target: target, units: units ?? .rows(target.rowCount)
            ).curve(over: moments)
        }
        return document
    }

    /// A curve of at most ``Limits/curvePoints`` of the steps of a candidate; `nil` where it has none.
    package static func learning(
        candidate: String, metric: String, chosen: Int, steps: [(iteration: Int, value: Double)]
    ) -> CurvesDocument.LearningCurve? {
        guard let last = steps.last else { return nil }
        let stride = (steps.count + Limits.curvePoints - 4) / (Limits.curvePoints - 3)
        let kept = steps.enumerated().filter { place, step in
            place % max(1, stride) == 0 || step.iteration == chosen || step.iteration == last.iteration
        }
        return .init(
            candidate: candidate, metric: metric, chosen: chosen,
            points: kept.map { .init(iteration: $0.element.iteration, value: $0.element.value) })
    }

    /// The classes' shares over the range of the scores; empty where a class has no weight.
    private static func scoreBins(_ ranked: RankedWeights) -> [CurvesDocument.ScoreBin] {
        guard ranked.totalPositive > 0, ranked.totalNegative > 0 else { return [] }
        let known = ranked.scores.indices.filter { ranked.positive[$0] + ranked.negative[$0] > 0 }
        guard let first = known.first, let last = known.last else { return [] }
        let edges = Edges(from: ranked.scores[last], to: ranked.scores[first], otherwise: 0...1, count: histogramBins)
        var sums = [(negative: CompensatedSum, positive: CompensatedSum)](
            repeating: (CompensatedSum(), CompensatedSum()), count: histogramBins)
        for group in known {
            let bin = edges.bin(of: ranked.scores[group])
            sums[bin].negative.add(ranked.negative[group])
            sums[bin].positive.add(ranked.positive[group])
        }
        return sums.indices.map { bin in
            .init(
                lower: edges[bin], upper: edges[bin + 1],
                negative: min(1, sums[bin].negative.value / ranked.totalNegative),
                positive: min(1, sums[bin].positive.value / ranked.totalPositive))
        }
    }
}

/// Bins of equal width.
struct Edges {
    private let lower: Double
    private let upper: Double
    let count: Int

    /// From one value to a greater one; a range of no width gives way to another.
    init(from lower: Double, to upper: Double, otherwise: ClosedRange<Double> = 0...1, count: Int) {
        let isWide = upper > lower && (upper - lower) / Double(count) > 0 && (upper - lower).isFinite
        self.lower = isWide ? lower : otherwise.lowerBound
        self.upper = isWide ? upper : otherwise.upperBound
        self.count = count
    }

    /// The edge below bin `place`; both ends are exact.
    subscript(_ place: Int) -> Double {
        place == count ? upper : lower + (upper - lower) * (Double(place) / Double(count))
    }

    /// The bin of a value within the ends.
    func bin(of value: Double) -> Int {
        let place = (value - lower) / (upper - lower) * Double(count)
        var bin = max(0, min(count - 1, place.isFinite ? Int(place) : 0))
        // What rounding put beside its edge is put right.
        if bin > 0, value < self[bin] { bin -= 1 }
        if bin < count - 1, value >= self[bin + 1] { bin += 1 }
        return bin
    }
}
