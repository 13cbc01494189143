import Foundation

/// The least that the true area under the curve is, with 95 % confidence, where every row that judged is ranked right.
///
/// Resamples of such rows show no spread. But as many pairs of a positive and a negative row as there are rows of the
/// rarer class have no row in common; each is ranked right with a chance that is the area itself. That all of `n` are has
/// the chance `areaⁿ`, which is at least 2.5 % down to `0.025^(1 / n)`: the bound of Clopper and Pearson for `n` of `n`.
package struct PerfectArea: Codable, Sendable, Equatable {
    /// Pairs without a row in common: rows of the rarer class.
    package var pairs: Int
    package var lower: Double

    /// The bound for `pairs`; `nil` where there are none.
    package init?(pairs: Int) {
        guard pairs > 0 else { return nil }
        self.pairs = pairs
        lower = exp(log(0.025) / Double(pairs))
    }
}
