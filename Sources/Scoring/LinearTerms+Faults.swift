extension LinearTerms {
    /// Knots and factors lie within ± this bound, so that no term but the straight end of a spline is ever large.
    package static let bound = 1e6
    /// The least distance of the outer knots, and the least part of it between the last two.
    private static let leastSpread = 1e-6

    /// What does not fit a view, or could not be worked out.
    func fault(denseWidth: Int, width: Int) -> String? {
        for spline in splines {
            guard (0..<denseWidth).contains(spline.column) else { return "a spline of a column that is not dense" }
            guard spline.isUsable else { return "knots that make no spline" }
        }
        for factor in interactions.flatMap(\.factors) {
            guard (0..<width).contains(factor.column) else { return "a product of a column that is not there" }
            guard (factor.column < denseWidth) == (factor.range != nil) else {
                return "a dense column in a product has a range, and a one-hot column has none"
            }
            if let range = factor.range {
                guard -Self.bound <= range.lowerBound, range.upperBound <= Self.bound else {
                    return "a range beyond ± \(Self.bound)"
                }
            }
        }
        return nil
    }

    fileprivate static func isSpread(_ knots: [Double]) -> Bool {
        guard let first = knots.first, let last = knots.last, -bound <= first, last <= bound else { return false }
        return last - first >= leastSpread && last - knots[knots.count - 2] >= leastSpread * (last - first)
            && zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 }
    }
}

extension Spline {
    /// Whether the knots are enough, ascending, and far enough from each other to be worked with.
    package var isUsable: Bool {
        (3...Self.mostKnots).contains(knots.count) && knots.allSatisfy(\.isFinite) && LinearTerms.isSpread(knots)
    }
}
