import Evidence

/// A metric that is a mean of losses, its root, or one less its share of what a constant prediction loses.
struct RowLosses {
    /// The loss of each row.
    let losses: [Double]
    /// The loss of each row by the constant prediction that loses least; `nil` where the mean itself is the metric.
    let ofConstant: [Double]?
    /// Whether the metric is the root of the mean.
    let isRoot: Bool

    init(_ losses: [Double], ofConstant: [Double]? = nil, isRoot: Bool = false) {
        self.losses = losses
        self.ofConstant = ofConstant
        self.isRoot = isRoot
    }

    /// The value under some weights.
    func value(_ weights: [Double]?) -> MetricValue {
        let mean = Self.mean(losses, weights)
        guard let ofConstant else { return .finite(isRoot ? mean.squareRoot() : mean) }
        let constant = Self.mean(ofConstant, weights)
        guard constant != 0 else { return .undefined(reason: "a constant prediction loses nothing") }
        return .finite(1 - mean / constant)
    }

    /// The derivative of the value by the weight of each row.
    ///
    /// That the best constant moves with a weight changes nothing in the first order, because it is the best.
    func derivatives(_ weights: [Double]) -> [Double]? {
        let own = MeanInfluence.derivatives(losses, weights: weights)
        let mean = Self.mean(losses, weights)
        guard let ofConstant else {
            guard isRoot else { return own }
            return mean > 0 ? own.map { $0 / (2 * mean.squareRoot()) } : nil
        }
        let constant = Self.mean(ofConstant, weights)
        guard constant > 0 else { return nil }
        let others = MeanInfluence.derivatives(ofConstant, weights: weights)
        return zip(own, others).map { ($1 * mean / constant - $0) / constant }
    }

    /// The weighted mean of values.
    static func mean(_ values: [Double], _ weights: [Double]?) -> Double {
        guard let weights else { return CompensatedSum.of(values) / Double(values.count) }
        var sum = CompensatedSum()
        for row in values.indices { sum.add(weights[row] * values[row]) }
        return sum.value / CompensatedSum.of(weights)
    }
}

/// The losses by which a metric is defined, or why it has no value.
enum LossesFound {
    case losses(RowLosses)
    case undefined(reason: String)

    /// The value under some weights.
    func value(_ weights: [Double]?) -> MetricValue {
        switch self {
        case .losses(let losses): losses.value(weights)
        case .undefined(let reason): .undefined(reason: reason)
        }
    }
}
