package import Evidence

/// What the test part says of the chosen candidate (contracts, section 5).
///
/// `hold` where something speaks against a release: an error finding, whatever the size; a broken guardrail; no gain
/// over the prior, or one that its paired interval does not tell from 0. `cannot_tell` where the data is too small to
/// say: fewer than `Limits.verdictRows` test rows (binary: or fewer than `Limits.verdictClassRows` of a class); a
/// gain within its interval, of the chosen candidate or of one that the prior was kept before, on fewer than
/// `Limits.smallSampleRows` rows or `Limits.fewUnits` independent units, unless it is so small that a hundred times as
/// many would not tell it; every row right, which no resample can judge; a figure that decides, or the interval of the
/// gain, is not there; it is not known which rows taught the model. Otherwise `ship`. A guardrail holds or not by its
/// value alone; that its bound lies within the interval is said and does not decide. A solver that did not converge is
/// named and does not decide: the figures speak for what it fitted.
package struct VerdictMaker: Sendable {
    package var primary: MetricName
    package var guardrails: [GuardrailRule]
    /// What was found in the data and while fitting.
    package var findings: [Finding]
    /// Rows of each class in the test part; empty for regression.
    package var testClassRows: [Int]
    /// Independent units of the test part: rows, days or groups.
    package var testUnits: Int
    /// Whether the chosen candidate's solver converged.
    package var converged: Bool
    /// How far groups of the sensitive columns are apart, the worst column of each measure.
    package var fairness: [FairnessMeasure: MetricValue] = [:]
    /// Whether it is known which rows taught the chosen candidate.
    package var knowsTraining: Bool

    package init(
        primary: MetricName, guardrails: [GuardrailRule], findings: [Finding], testClassRows: [Int], testUnits: Int,
        converged: Bool, knowsTraining: Bool = true
    ) {
        self.primary = primary
        self.guardrails = guardrails
        self.findings = findings
        self.testClassRows = testClassRows
        self.testUnits = testUnits
        self.converged = converged
        self.knowsTraining = knowsTraining
    }

    /// The verdict on `chosen`, from the figures of all candidates on the test part.
    ///
    /// - Parameters:
    ///   - chosen: the candidate that validation chose.
    ///   - candidates: the figures of all.
    ///   - gain: the paired interval of how much better a candidate is than the prior; `nil` where none was computed.
    /// - Returns: the recommendation with its reasons.
    package func verdict(
        chosen: String, candidates: [MetricsDocument.CandidateMetrics],
        gain: (_ candidate: String) -> Choice.PairedInterval?
    ) -> Verdict {
        let own = candidates.first { $0.name == chosen }
        let value = own?.metrics[primary] ?? .undefined(reason: "it was not computed")
        let outcomes = guardrails.map { $0.holds(for: $0.value(in: own?.metrics, fairness: fairness)) }
        var reasons: [Reason] = []
        let isSmall = isTooSmall(rows: own?.rows ?? 0)
        if findings.contains(where: { $0.severity == .error }) { reasons.append(.errorFinding) }
        if isSmall { reasons.append(.tooFewTestRows) }
        reasons += reasonsOfGain(chosen, value, candidates, gain)
        if outcomes.contains(false) { reasons.append(.guardrailBroken) }
        if outcomes.contains(nil) { reasons.append(.guardrailUndefined) }
        if !outcomes.isEmpty, outcomes.allSatisfy({ $0 == true }) { reasons.append(.guardrailsHold) }
        if guardrails.contains(where: { $0.isWithinInterval(of: $0.value(in: own?.metrics, fairness: fairness)) }) {
            reasons.append(.guardrailWithinInterval)
        }
        if !converged { reasons.append(.notConverged) }
        if !knowsTraining { reasons.append(.trainingUnknown) }
        return Verdict(chosen: chosen, recommendation: recommendation(reasons), reasons: reasons)
    }

    /// How each guardrail stands for the chosen candidate.
    package func outcomes(
        of metrics: [MetricName: MetricValue]
    ) -> [EvaluationSummary.Guardrail] {
        guardrails.map { guardrail in
            let value = guardrail.value(in: metrics, fairness: fairness)
            return EvaluationSummary.Guardrail(
                expression: guardrail.text, value: value?.number, holds: guardrail.holds(for: value))
        }
    }

    private func recommendation(_ reasons: [Reason]) -> Recommendation {
        if reasons.contains(.errorFinding) { return .hold }
        if reasons.contains(.tooFewTestRows) { return .cannotTell }
        if reasons.contains(.guardrailBroken) || reasons.contains(.notBetterThanPrior) { return .hold }
        if reasons.contains(.metricUndefined) || reasons.contains(.guardrailUndefined) { return .cannotTell }
        let untold: [Reason] = [.gainTooSmallToTell, .gainNotRuledOut, .everyRowRight, .intervalsNotComputed]
        if reasons.contains(where: untold.contains) { return .cannotTell }
        if reasons.contains(.gainWithinInterval) { return .hold }
        return reasons.contains(.trainingUnknown) ? .cannotTell : .ship
    }

    /// Whether the gain over the prior is one, and whether chance alone may have made it.
    private func reasonsOfGain(
        _ chosen: String, _ value: MetricValue, _ candidates: [MetricsDocument.CandidateMetrics],
        _ gain: (String) -> Choice.PairedInterval?
    ) -> [Reason] {
        guard let number = value.number else { return [.metricUndefined] }
        let rows = candidates.first { $0.name == chosen }?.rows ?? 0
        let isSmall = rows < Limits.smallSampleRows || testUnits < Limits.fewUnits
        guard isBetterThanPrior(chosen, value, candidates) else {
            return [isSmall && mayGain(candidates, gain) ? .gainNotRuledOut : .notBetterThanPrior]
        }
        let interval = gain(chosen)
        if interval.map({ $0.lowerBound == $0.upperBound }) ?? true, primary.isPerfect(number) {
            return [.betterThanPrior, .everyRowRight]
        }
        guard let interval else { return [.betterThanPrior, .intervalsNotComputed] }
        if interval.lowerBound > 0 { return [.betterThanPrior] }
        return [isSmall ? .gainTooSmallToTell : .gainWithinInterval]
    }

    /// Whether a candidate was seen to be better than the prior, by what may be chance and may be more.
    private func mayGain(
        _ candidates: [MetricsDocument.CandidateMetrics], _ gain: (String) -> Choice.PairedInterval?
    ) -> Bool {
        guard let prior = candidates.first(where: { $0.name == "prior" })?.metrics[primary]?.number else {
            return false
        }
        return candidates.contains { candidate in
            guard candidate.name != "prior", let own = candidate.metrics[primary]?.number,
                let interval = gain(candidate.name)
            else { return false }
            let seen = primary.greaterIsBetter ? own - prior : prior - own
            return RowsToTell.factor(gain: seen, lower: interval.lowerBound) != nil
        }
    }

    private func isTooSmall(rows: Int) -> Bool {
        if rows < Limits.verdictRows { return true }
        return testClassRows.count == 2 && testClassRows.contains { $0 < Limits.verdictClassRows }
    }

    /// Without a prior among the candidates there is nothing to be better than, which is not good enough.
    private func isBetterThanPrior(
        _ chosen: String, _ value: MetricValue, _ candidates: [MetricsDocument.CandidateMetrics]
    ) -> Bool {
        guard chosen != "prior", let prior = candidates.first(where: { $0.name == "prior" }) else { return false }
        return Choice.isBetter(
            value, than: prior.metrics[primary] ?? .undefined(reason: "it was not computed"), metric: primary)
    }
}

extension MetricName {
    /// Whether a figure cannot be better.
    fileprivate func isPerfect(_ value: Double) -> Bool {
        greaterIsBetter ? range.upperBound - value <= 1e-12 : value - range.lowerBound <= 1e-12
    }
}
