import Evidence

/// What each distinct score leads to as a threshold, thinned evenly along a curve with both ends kept.
struct RankedSteps {
    private let ranked: RankedWeights
    /// Weight of positive and negative rows with at least each score.
    private let positive: [Double]
    private let negative: [Double]

    init(_ ranked: RankedWeights) {
        self.ranked = ranked
        var (above, beside) = (CompensatedSum(), CompensatedSum())
        var (positive, negative) = ([Double](), [Double]())
        for group in ranked.scores.indices {
            above.add(ranked.positive[group])
            beside.add(ranked.negative[group])
            positive.append(above.value)
            negative.append(beside.value)
        }
        self.positive = positive
        self.negative = negative
    }

    /// Both rates from (0, 0) to (1, 1); empty where a class has no weight.
    var roc: [CurvesDocument.ROCPoint] {
        guard ranked.totalPositive > 0, ranked.totalNegative > 0 else { return [] }
        let rates = positive.indices.map {
            (
                false: min(1, negative[$0] / ranked.totalNegative),
                true: min(1, positive[$0] / ranked.totalPositive)
            )
        }
        let start = CurvesDocument.ROCPoint(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0)
        return [start]
            + Self.thinned(rates.map { $0.false + $0.true }, to: Limits.curvePoints - 1).map {
                .init(
                    threshold: ranked.scores[$0], falsePositiveRate: rates[$0].false, truePositiveRate: rates[$0].true)
            }
    }

    /// Precision over recall, from the highest score on; empty where no positive row has weight.
    var precisionRecall: [CurvesDocument.PrecisionRecallPoint] {
        guard ranked.totalPositive > 0 else { return [] }
        let known = positive.indices.filter { positive[$0] + negative[$0] > 0 }
        let recalls = known.map { min(1, positive[$0] / ranked.totalPositive) }
        return Self.thinned(recalls, to: Limits.curvePoints).map { place in
            let group = known[place]
            return .init(
                threshold: ranked.scores[group], precision: positive[group] / (positive[group] + negative[group]),
                recall: recalls[place])
        }
    }

    /// Places among rising values: all where they are no more than `count`, else the first, the last, and those that
    /// first reach each of `count` even steps between them.
    private static func thinned(_ values: [Double], to count: Int) -> [Int] {
        guard values.count > count, let first = values.first, let last = values.last else {
            return Array(values.indices)
        }
        var places = [0]
        var place = 0
        for step in 1..<(count - 1) {
            let goal = first + (last - first) * (Double(step) / Double(count - 1))
            while place < values.count - 1, values[place] < goal { place += 1 }
            if place != places[places.count - 1], place < values.count - 1 { places.append(place) }
        }
        return places + [values.count - 1]
    }
}
