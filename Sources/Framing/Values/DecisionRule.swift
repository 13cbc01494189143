/// What decides from which score on a row is positive, where no costs do (binary only).
package enum DecisionRule: Sendable, Equatable {
    /// A score in 0...1.
    case score(Double)
    /// The most rows among which this share is positive.
    case precision(Double)
    /// The fewest rows that hold this share of the positive ones.
    case recall(Double)
    /// As many rows a period as can be acted on, on average: at least 1.
    case capacity(Int, per: BriefDuration)
}
