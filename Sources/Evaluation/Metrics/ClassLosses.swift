import Evidence
import Scoring

/// The losses of probabilities by row, and those of the shares of the classes in their place.
enum ClassLosses {
    /// The losses of a `d2` score; `nil` for other metrics.
    ///
    /// - Parameters:
    ///   - name: the metric.
    ///   - width: the classes; two for a binary task.
    ///   - truth: the class of each row.
    ///   - weights: of the rows.
    ///   - probability: of a class for a row.
    /// - Returns: the losses, or why there are none.
    static func of(
        _ name: MetricName, width: Int, truth: [Double], weights: [Double]?, probability: (Int, Int) -> Double
    ) -> LossesFound? {
        guard name == .d2BrierScore || name == .d2LogLoss else { return nil }
        guard weights.map({ $0.count { $0 > 0 } }) ?? truth.count > 1 else {
            return .undefined(reason: "one row has no variance")
        }
        let totals = ConfusionMatrix(
            classCount: width, truth: truth, predicted: truth.map { Int32($0) }, weights: weights)
        let total = totals.total
        let shares = (0..<width).map { totals.truthTotal($0) / total }
        guard shares.count(where: { $0 > 0 }) > 1 else { return .undefined(reason: "all rows are of one class") }
        let loss = name == .d2BrierScore ? squares : logs
        let ofClass = (0..<width).map { own in loss(width, own) { shares[$0] } }
        return .losses(
            RowLosses(
                truth.indices.map { row in loss(width, Int(truth[row])) { probability(row, $0) } },
                ofConstant: truth.map { ofClass[Int($0)] }))
    }

    private static func logs(_ width: Int, _ own: Int, _ probability: (Int) -> Double) -> Double {
        LogLoss.of(probability: probability(own))
    }

    private static func squares(_ width: Int, _ own: Int, _ probability: (Int) -> Double) -> Double {
        var distance = 0.0
        for index in 0..<width {
            let gap = (index == own ? 1 : 0) - probability(index)
            distance += gap * gap
        }
        return distance
    }
}

/// Where the true class of a row stands in the order of its probabilities, as a label among labels.
struct LabelRanks {
    /// Classes with a probability at least as high, the true one among them.
    private let ranks: [Double]
    private let classCount: Int

    init(_ predictions: Predictions, truth: [Double]) {
        let width = predictions.width
        classCount = width
        ranks = truth.indices.map { row in
            let start = row * width
            let own = predictions.values[start + Int(truth[row])]
            return Double((0..<width).count { predictions.values[start + $0] >= own })
        }
    }

    /// Whether a metric is one of label ranking.
    static func has(_ name: MetricName) -> Bool {
        name == .coverageError || name == .labelRankingAveragePrecision || name == .labelRankingLoss
    }

    /// The losses of a metric of label ranking; `nil` for others.
    func losses(_ name: MetricName) -> LossesFound? {
        switch name {
        case .coverageError: .losses(RowLosses(ranks))
        case .labelRankingAveragePrecision: .losses(RowLosses(ranks.map { 1 / $0 }))
        case .labelRankingLoss:
            classCount > 1
                ? .losses(RowLosses(ranks.map { ($0 - 1) / Double(classCount - 1) }))
                : .undefined(reason: "there is one class only")
        default: nil
        }
    }
}
