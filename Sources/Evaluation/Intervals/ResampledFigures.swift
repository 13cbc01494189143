import Evidence

/// The metrics of one candidate's predictions as functions of the rows' weights, prepared once for many weightings.
///
/// A resample of the rows is a weighting by how often it drew them. What does not change with the weights, such as
/// the order of the scores and the loss of each row, is computed once.
protocol ResampledFigures: Sendable {
    /// The metrics, in the order of their figures.
    var names: [MetricName] { get }

    /// Writes the value of each metric under some weights; NaN where it is undefined.
    ///
    /// - Parameters:
    ///   - weights: at least 0 a row, not all 0.
    ///   - figures: one place for each of ``names``.
    func figures(_ weights: UnsafeBufferPointer<Double>, into figures: UnsafeMutableBufferPointer<Double>)

    /// Writes the value of each metric under each lane's weights: of lane `l` from `l × names.count` on.
    func figures(_ lanes: WeightLanes, into figures: UnsafeMutableBufferPointer<Double>)

    /// The derivative of a metric by the weight of each row; `nil` where it has none.
    ///
    /// Metrics do not change when all weights are scaled, so the derivatives times the weights sum to 0.
    func derivatives(of name: MetricName, weights: [Double]) -> [Double]?

    /// The most that noise may have added to a metric that is a sum of sizes; 0 for others.
    ///
    /// Where a size is nothing but noise of standard error `σ`, it is `σ√(2/π)` on average; where it is more, noise adds
    /// less.
    func noise(in name: MetricName, weights: [Double], units: ResamplingUnits) -> Double
}

extension ResampledFigures {
    /// One lane after the other.
    func figures(_ lanes: WeightLanes, into figures: UnsafeMutableBufferPointer<Double>) {
        let width = names.count
        withUnsafeTemporaryAllocation(of: Double.self, capacity: lanes.weights.count) { drawn in
            for lane in 0..<WeightLanes.count {
                let (half, place) = lane.quotientAndRemainder(dividingBy: WeightLanes.halfCount)
                for row in 0..<lanes.weights.count {
                    drawn.initializeElement(at: row, to: lanes.weight(of: row, half: half)[place])
                }
                self.figures(
                    UnsafeBufferPointer(drawn),
                    into: UnsafeMutableBufferPointer(rebasing: figures[lane * width..<(lane + 1) * width]))
            }
        }
    }

    func noise(in name: MetricName, weights: [Double], units: ResamplingUnits) -> Double { 0 }

    /// The value of each metric under some weights.
    func figures(_ weights: [Double]) -> [Double] {
        var figures = [Double](repeating: .nan, count: names.count)
        weights.withUnsafeBufferPointer { weights in
            figures.withUnsafeMutableBufferPointer { self.figures(weights, into: $0) }
        }
        return figures
    }
}

/// Sums over rows in four interleaved parts: the same additions in the same order everywhere, and fast.
enum WeightedSum {
    /// The sum of the weights.
    static func of(_ weights: UnsafeBufferPointer<Double>) -> Double {
        var parts = SIMD4<Double>()
        let whole = weights.count & ~3
        for row in stride(from: 0, to: whole, by: 4) {
            parts += SIMD4(weights[row], weights[row + 1], weights[row + 2], weights[row + 3])
        }
        var rest = 0.0
        for row in whole..<weights.count { rest += weights[row] }
        return parts.sum() + rest
    }

    /// The sum of the products of weights and values, of which there are as many.
    static func of(_ weights: UnsafeBufferPointer<Double>, _ values: [Double]) -> Double {
        precondition(weights.count == values.count, "a weight for each value")
        return values.withUnsafeBufferPointer { values in
            var parts = SIMD4<Double>()
            let whole = weights.count & ~3
            for row in stride(from: 0, to: whole, by: 4) {
                let weight = SIMD4(weights[row], weights[row + 1], weights[row + 2], weights[row + 3])
                let value = SIMD4(values[row], values[row + 1], values[row + 2], values[row + 3])
                parts += weight * value
            }
            var rest = 0.0
            for row in whole..<weights.count { rest += weights[row] * values[row] }
            return parts.sum() + rest
        }
    }

    /// The sum of the products of weights and values.
    static func of(_ weights: [Double], _ values: [Double]) -> Double {
        weights.withUnsafeBufferPointer { of($0, values) }
    }
}
