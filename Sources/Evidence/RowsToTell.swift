/// How much more would have to judge for a gain that may be chance to be told from none.
///
/// An interval narrows with the root of what judges. As much is asked for as would tell a gain of the size that was seen
/// from none in four runs of five; on exactly what makes the interval end at 0 it would be told in one of two.
package struct RowsToTell: Codable, Sendable, Equatable {
    package typealias Unit = EvaluationSummary.Resampling.Unit

    /// The candidate whose gain over the prior may be chance.
    package var candidate: String
    /// Rows, days or groups.
    package var unit: Unit
    /// How many judged.
    package var judged: Int
    /// How many more would tell, to two digits.
    package var more: Int

    /// Of a gain whose interval reaches 0; `nil` where there is no such gain, or where even a hundred times as much
    /// would not tell it, so that there is next to nothing to be told.
    ///
    /// - Parameters:
    ///   - candidate: whose gain it is.
    ///   - gain: the gain that was seen.
    ///   - lower: the lower bound of its 95 % interval.
    ///   - unit: what judges independently.
    ///   - judged: how many of them judged.
    package init?(candidate: String, gain: Double, lower: Double, unit: Unit, judged: Int) {
        guard judged > 0, let factor = Self.factor(gain: gain, lower: lower) else { return nil }
        self.candidate = candidate
        self.unit = unit
        self.judged = judged
        more = Self.rounded(Double(judged) * (factor - 1))
    }

    /// How many times as much would tell, at most a hundred; `nil` where there is nothing to be told.
    package static func factor(gain: Double, lower: Double) -> Double? {
        guard gain > 0, lower <= 0, lower.isFinite else { return nil }
        let ends = (gain - lower) / gain
        let factor = (ends * power) * (ends * power)
        return factor <= most ? factor : nil
    }

    private static let most = 100.0
    /// `(1.960 + 0.842) / 1.960`: the quantiles of 95 % confidence and of four runs in five.
    private static let power = (1.959964 + 0.841621) / 1.959964

    /// Upwards to two digits.
    private static func rounded(_ number: Double) -> Int {
        var step = 1.0
        while number / step > 99 { step *= 10 }
        return Int((number / step).rounded(.up) * step)
    }

    /// What would decide, as a sentence.
    package var sentence: String {
        let count = NumberText.counted(more, unit == .fold ? "row" : unit.rawValue)
        return "About \(count) more to judge by would tell in four runs of five whether the gain of \(candidate) is "
            + "real, if it is as large as it looks."
    }

    private enum CodingKeys: String, CodingKey { case candidate, unit, judged, more }
}
