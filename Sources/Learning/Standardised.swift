import Scoring

/// The label of a regression, moved to mean 0 and scaled to a magnitude of 1 to 2.
///
/// y = `centre` · 2^`exponent` + `scale` · z. Scales are powers of two, so scaling rounds nothing: a label in other
/// units gives the same fit in those units, and squares of any finite label stay finite.
struct Standardised: Sendable {
    /// The scaled label z of each row.
    let values: [Double]
    /// Powers of two by which z was made smaller: first all, then what remains about the mean.
    private let exponent: Int
    private let innerExponent: Int
    private let centre: Double

    init(_ target: Target) {
        let exponent = Self.exponent(target.values)
        let scaled = target.values.map { Self.scaled($0, by: -exponent) }
        let weights = target.weights
        let total = weights.map { OrderFreeSum.of($0) } ?? Double(scaled.count)
        let sum = OrderFreeSum.of(scaled.indices.lazy.map { scaled[$0] * (weights?[$0] ?? 1) })
        let centre = sum / total
        let centred = scaled.map { $0 - centre }
        let innerExponent = Self.exponent(centred)
        values = centred.map { Self.scaled($0, by: -innerExponent) }
        self.exponent = exponent
        self.innerExponent = innerExponent
        self.centre = centre
    }

    /// The weighted mean of the label.
    var mean: Double { Self.scaled(centre, by: exponent) }

    /// A label in the scaled units z; infinite where it is too far from the labels of the fit.
    func standardise(_ label: Double) -> Double {
        Self.scaled(Self.scaled(label, by: -exponent) - centre, by: -innerExponent)
    }

    /// A weight or an error of z, in the units of the label.
    func unscaled(_ value: Double) -> Double { Self.scaled(value, by: exponent + innerExponent) }

    /// A prediction of z as a prediction of the label.
    func restored(_ value: Double) -> Double {
        Self.scaled(Self.scaled(value, by: innerExponent) + centre, by: exponent)
    }

    /// The power of two of the largest magnitude; 0 where all values are 0.
    private static func exponent(_ values: [Double]) -> Int {
        let largest = values.lazy.map(\.magnitude).max() ?? 0
        return largest > 0 ? Int(largest.exponent) : 0
    }

    /// value · 2^power.
    private static func scaled(_ value: Double, by power: Int) -> Double {
        Double(sign: .plus, exponent: power, significand: value)
    }
}
