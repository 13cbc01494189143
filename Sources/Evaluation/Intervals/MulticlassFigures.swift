import Evidence
import Scoring

/// The metrics of a multiclass task under many weightings of the rows.
struct MulticlassFigures: ResampledFigures {
    let names: [MetricName]
    let classCount: Int
    /// The class of each row.
    let truth: [Int32]
    /// The place of each row in a confusion matrix.
    let cells: [Int32]
    let logLosses: [Double]
    let squares: [Double]
    /// 1 where the class is among the likeliest.
    let hits: [Double]
    /// The rows by each class's probability; empty where no metric asks.
    let sorted: [SortedScores]

    init(predictions: Predictions, truth: [Double], names: [MetricName]) {
        self.names = names
        let width = predictions.width
        classCount = width
        self.truth = truth.map { Int32($0) }
        let likeliest = predictions.likeliestClasses
        cells = truth.indices.map { Int32(Int(truth[$0]) * width + Int(likeliest[$0])) }
        func probability(_ row: Int, _ index: Int) -> Double { predictions.values[row * width + index] }
        logLosses = truth.indices.map { LogLoss.of(probability: probability($0, Int(truth[$0]))) }
        squares = truth.indices.map { row in
            var distance = 0.0
            for index in 0..<width {
                let gap = (index == Int(truth[row]) ? 1 : 0) - probability(row, index)
                distance += gap * gap
            }
            return width < 3 ? distance / 2 : distance
        }
        hits = truth.indices.map { row in
            let own = Int(truth[row])
            let likelier = (0..<width).count { index in
                probability(row, index) > probability(row, own)
                    || (index > own && probability(row, index) == probability(row, own))
            }
            return likelier < Metrics.topK ? 1 : 0
        }
        sorted =
            names.contains(where: MulticlassMetrics.needsRanks)
            ? (0..<width).map { own in SortedScores(truth.indices.map { probability($0, own) }) } : []
    }

    func figures(_ weights: UnsafeBufferPointer<Double>, into figures: UnsafeMutableBufferPointer<Double>) {
        let total = WeightedSum.of(weights)
        let confusion = confusion(weights)
        let totals = (0..<classCount).map(confusion.truthTotal)
        let areas = sorted.isEmpty || totals.contains(0) ? nil : twiceConcordant(weights)
        for (place, name) in names.enumerated() {
            figures[place] =
                switch name {
                case .logLoss: WeightedSum.of(weights, logLosses) / total
                case .brierScore: WeightedSum.of(weights, squares) / total
                case .topKAccuracy: WeightedSum.of(weights, hits) / total
                case .rocAUCOneVersusRest: areas.map { oneVersusRest($0, totals) } ?? .nan
                case .rocAUCOneVersusOne: areas.map { oneVersusOne($0, totals) } ?? .nan
                default: confusion.multiclassFigure(name) ?? .nan
                }
        }
    }

    /// Weights by true and predicted class.
    func confusion(_ weights: UnsafeBufferPointer<Double>) -> ConfusionMatrix {
        var sums = [Double](repeating: 0, count: classCount * classCount)
        for row in 0..<weights.count { sums[Int(cells[row])] += weights[row] }
        return ConfusionMatrix(classCount: classCount, cells: sums)
    }

    /// Twice the weight of pairs that class `a`'s probability puts in the right order with rows of class `b`.
    func twiceConcordant(_ weights: UnsafeBufferPointer<Double>) -> [Double] {
        var areas = [Double](repeating: 0, count: classCount * classCount)
        for own in 0..<classCount {
            let order = sorted[own]
            var above = 0.0
            var start = 0
            for end in order.groupEnds {
                let end = Int(end)
                var tied = 0.0
                for place in start..<end {
                    let row = Int(order.rows[place])
                    if Int(truth[row]) == own { tied += weights[row] }
                }
                let twice = 2 * above + tied
                for place in start..<end {
                    let row = Int(order.rows[place])
                    if Int(truth[row]) != own { areas[own * classCount + Int(truth[row])] += weights[row] * twice }
                }
                above += tied
                start = end
            }
        }
        return areas
    }

    private func oneVersusRest(_ areas: [Double], _ totals: [Double]) -> Double {
        let total = totals.reduce(0, +)
        var sum = 0.0
        for own in 0..<classCount {
            let area = areas[own * classCount..<(own + 1) * classCount].reduce(0, +)
            sum += area / (2 * totals[own] * (total - totals[own]))
        }
        return sum / Double(classCount)
    }

    private func oneVersusOne(_ areas: [Double], _ totals: [Double]) -> Double {
        var sum = 0.0
        for first in 0..<classCount {
            for second in 0..<classCount where second != first {
                sum += areas[first * classCount + second] / (2 * totals[first] * totals[second])
            }
        }
        return sum / Double(classCount * (classCount - 1))
    }
}
