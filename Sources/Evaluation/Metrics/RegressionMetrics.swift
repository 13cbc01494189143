import Evidence
import Scoring

/// The metrics of a regression task.
struct RegressionMetrics {
    /// An absolute label under which a percentage of it says nothing.
    static let smallestLabel = 1e-12

    private let truth: [Double]
    private let errors: [Double]
    private let weights: [Double]?
    private let totalWeight: Double
    /// Rows with a weight.
    private let present: [Int]
    private let settings: MetricSettings
    private let predictions: [Double]
    private let bounds: Predictions.Bounds?

    /// Takes checked predictions and labels; rows of weight 0 are left aside.
    init(
        predictions: [Double], truth: [Double], weights: [Double]?, settings: MetricSettings = MetricSettings(),
        bounds: Predictions.Bounds? = nil
    ) {
        self.settings = settings
        self.bounds = bounds.map { bounds in
            let rows = weights.map { weights in truth.indices.filter { weights[$0] > 0 } } ?? Array(truth.indices)
            return .init(lower: rows.map { bounds.lower[$0] }, upper: rows.map { bounds.upper[$0] })
        }
        let present = weights.map { weights in truth.indices.filter { weights[$0] > 0 } } ?? Array(truth.indices)
        self.present = present
        self.truth = present.map { truth[$0] }
        self.predictions = present.map { predictions[$0] }
        errors = present.map { truth[$0] - predictions[$0] }
        self.weights = weights.map { weights in present.map { weights[$0] } }
        totalWeight = self.weights.map { CompensatedSum.of($0) } ?? Double(present.count)
    }

    /// The value of one metric.
    func value(_ name: MetricName) -> MetricValue {
        switch name {
        case .rootMeanSquaredError: .finite(mean { errors[$0] * errors[$0] }.squareRoot())
        case .meanAbsoluteError: .finite(mean { abs(errors[$0]) })
        case .medianAbsoluteError: .finite(medianAbsoluteError)
        case .maxError: .finite(errors.reduce(0) { max($0, abs($1)) })
        case .meanAbsolutePercentageError: meanAbsolutePercentageError
        case .r2: share(of: { errors[$0] * errors[$0] })
        case .explainedVariance:
            { [meanError = mean { errors[$0] }] in
                share(of: { (errors[$0] - meanError) * (errors[$0] - meanError) })
            }()
        default: losses.losses(name)?.value(weights) ?? .notOfTask(name, .regression)
        }
    }

    /// The values by row of metrics that are means of them.
    var losses: RegressionLosses {
        RegressionLosses(predictions: predictions, truth: truth, weights: weights, settings: settings, bounds: bounds)
    }

    private func mean(_ value: (Int) -> Double) -> Double {
        var sum = CompensatedSum()
        if let weights {
            for row in errors.indices { sum.add(weights[row] * value(row)) }
        } else {
            for row in errors.indices { sum.add(value(row)) }
        }
        return sum.value / totalWeight
    }

    /// One less the mean loss over the variance of the label.
    private func share(of loss: (Int) -> Double) -> MetricValue {
        guard errors.count > 1 else { return .undefined(reason: "one row has no variance") }
        guard let first = truth.first, truth.contains(where: { $0 != first }) else {
            return .undefined(reason: "the label is the same in all rows")
        }
        let centre = mean { truth[$0] }
        let variance = mean { (truth[$0] - centre) * (truth[$0] - centre) }
        guard variance > 0 else { return .undefined(reason: "the label's variance is below the range of numbers") }
        return .finite(1 - mean(loss) / variance)
    }

    private var meanAbsolutePercentageError: MetricValue {
        let small = truth.count { abs($0) < Self.smallestLabel }
        guard small == 0 else {
            return .undefined(reason: "the label is 0 (below 1e-12) in \(small) \(small == 1 ? "row" : "rows")")
        }
        return .finite(mean { abs(errors[$0]) / abs(truth[$0]) })
    }

    /// The error that half of the weight does not exceed; the mean of two neighbours where the halves are equal.
    private var medianAbsoluteError: Double {
        let sizes = errors.map(abs)
        let order = RadixOrder.ascending(sizes).map(Int.init)
        guard let weights else {
            let middle = order.count / 2
            guard order.count.isMultiple(of: 2) else { return sizes[order[middle]] }
            return midpoint(sizes[order[middle - 1]], sizes[order[middle]])
        }
        // The halves are equal up to the rounding of the weights' sum.
        let slack = totalWeight * Double.ulpOfOne
        var below = CompensatedSum()
        for (place, row) in order.enumerated() {
            below.add(weights[row])
            let excess = below.value - totalWeight / 2
            if excess > slack { return sizes[row] }
            if abs(excess) <= slack, place + 1 < order.count { return midpoint(sizes[row], sizes[order[place + 1]]) }
        }
        return order.last.map { sizes[$0] } ?? 0
    }

    private func midpoint(_ lower: Double, _ upper: Double) -> Double {
        let sum = lower + upper
        return sum.isFinite ? sum / 2 : lower + (upper - lower) / 2
    }
}
