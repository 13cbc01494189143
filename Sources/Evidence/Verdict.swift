/// Whether the chosen candidate should be released (contracts, section 5).
package enum Recommendation: String, Codable, Sendable, CaseIterable {
    case ship
    case hold
    case cannotTell = "cannot_tell"

    /// The word that people read.
    package var words: String {
        switch self {
        case .ship: "Ship"
        case .hold: "Hold"
        case .cannotTell: "Cannot tell"
        }
    }
}

/// Why the recommendation is what it is.
package enum Reason: String, Codable, Sendable, CaseIterable {
    case betterThanPrior = "better-than-prior"
    case notBetterThanPrior = "not-better-than-prior"
    case gainWithinInterval = "gain-within-interval"
    case gainTooSmallToTell = "gain-too-small-to-tell"
    case gainNotRuledOut = "gain-not-ruled-out"
    case guardrailsHold = "guardrails-hold"
    case guardrailBroken = "guardrail-broken"
    case guardrailUndefined = "guardrail-undefined"
    case guardrailWithinInterval = "guardrail-within-interval"
    case errorFinding = "error-finding"
    case intervalsNotComputed = "intervals-not-computed"
    case everyRowRight = "every-row-right"
    case tooFewTestRows = "too-few-test-rows"
    case metricUndefined = "metric-undefined"
    case notConverged = "not-converged"
    case trainingUnknown = "training-unknown"

    /// The reason as a sentence.
    package var sentence: String {
        switch self {
        case .betterThanPrior: "It is better than the prior on the primary metric."
        case .gainWithinInterval: "Its gain over the prior lies within its interval: it may be chance."
        case .gainTooSmallToTell:
            "Its gain over the prior may be chance, and the rows that judge are too few to tell."
        case .gainNotRuledOut:
            "No candidate is shown to be better than the prior, and the rows that judge are too few to rule it out."
        case .notBetterThanPrior: "No candidate is shown to be better than the prior on the primary metric."
        case .guardrailsHold: "Every guardrail holds on rows that taught nothing."
        case .guardrailBroken: "A guardrail is broken on rows that taught nothing."
        case .guardrailUndefined: "A guardrail names a metric that is undefined on the rows that judge."
        case .guardrailWithinInterval:
            "The bound of a guardrail lies within the interval of its metric: on other rows it may turn out otherwise."
        case .errorFinding: "An error was found that speaks against a release."
        case .intervalsNotComputed:
            "The gain over the prior has no interval, so chance is not ruled out."
        case .everyRowRight:
            "Every row is right, which is no chance: a column that gives the label away explains it more often than a "
                + "good model does."
        case .tooFewTestRows: "The rows that judge are too few to say."
        case .metricUndefined: "The primary metric is undefined on the rows that judge."
        case .notConverged: "The solver of the chosen candidate did not converge."
        case .trainingUnknown: "It was trained elsewhere: whether the rows that judge taught it is not known."
        }
    }
}

extension Reason {
    /// Why nothing can be told, in a few words for the line of the verdict; `nil` of a reason that does not stop it.
    package var whyUntold: String? {
        switch self {
        case .tooFewTestRows: "too few rows judge"
        case .gainTooSmallToTell, .gainNotRuledOut: "the gain may be chance"
        case .metricUndefined: "the primary metric is undefined on the rows that judge"
        case .guardrailUndefined: "the metric of a guardrail is undefined on the rows that judge"
        case .everyRowRight: "every row is right"
        case .intervalsNotComputed: "the gain over the prior has no interval"
        case .trainingUnknown: "which rows taught it is not known"
        case .betterThanPrior, .notBetterThanPrior, .gainWithinInterval, .guardrailsHold, .guardrailBroken,
            .guardrailWithinInterval, .errorFinding, .notConverged:
            nil
        }
    }
}

extension MetricsDocument {
    /// Why nothing can be told; `nil` where the verdict tells.
    package var whyUntold: String? {
        recommendation == .cannotTell ? reasons.lazy.compactMap(\.whyUntold).first : nil
    }
}

/// The choice and what follows from it.
package struct Verdict: Codable, Sendable, Equatable {
    /// The candidate that validation chose.
    package var chosen: String
    package var recommendation: Recommendation
    package var reasons: [Reason]

    package init(chosen: String, recommendation: Recommendation, reasons: [Reason]) {
        self.chosen = chosen
        self.recommendation = recommendation
        self.reasons = reasons
    }
}
