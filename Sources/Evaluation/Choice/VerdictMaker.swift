package import Evidence

/// What the test part says of the chosen candidate (contracts, section 5).
///
/// `hold` where something certain speaks against a release: an error finding, whatever the size; a broken
/// guardrail; no gain over the prior. `cannot_tell` where the test part has fewer than ``Limits/verdictRows`` rows
/// (binary: or fewer than ``Limits/verdictClassRows`` of a class), or a figure that decides is undefined. Otherwise
/// `ship`. A solver that did not converge is named and does not decide: the figures speak for what it fitted.
package struct VerdictMaker: Sendable {
    package var primary: MetricName
    package var guardrails: [GuardrailRule]
    /// What was found in the data and while fitting.
    package var findings: [Finding]
    /// Rows of each class in the test part; empty for regression.
    package var testClassRows: [Int]
    /// Whether the chosen candidate's solver converged.
    package var converged: Bool

    package init(
        primary: MetricName, guardrails: [GuardrailRule], findings: [Finding], testClassRows: [Int], converged: Bool
    ) {
        self.primary = primary
        self.guardrails = guardrails
        self.findings = findings
        self.testClassRows = testClassRows
        self.converged = converged
    }

    /// The verdict on `chosen`, from the figures of all candidates on the test part.
    package func verdict(chosen: String, candidates: [MetricsDocument.CandidateMetrics]) -> Verdict {
        let own = candidates.first { $0.name == chosen }
        let value = own?.metrics[primary] ?? .undefined(reason: "it was not computed")
        let outcomes = guardrails.map { $0.holds(for: own?.metrics[$0.metric]) }
        var reasons: [Reason] = []
        let isSmall = isTooSmall(rows: own?.rows ?? 0)
        if findings.contains(where: { $0.severity == .error }) { reasons.append(.errorFinding) }
        if isSmall { reasons.append(.tooFewTestRows) }
        if value.number == nil {
            reasons.append(.metricUndefined)
        } else {
            reasons.append(isBetterThanPrior(chosen, value, candidates) ? .betterThanPrior : .notBetterThanPrior)
        }
        if outcomes.contains(false) { reasons.append(.guardrailBroken) }
        if outcomes.contains(nil) { reasons.append(.guardrailUndefined) }
        if !outcomes.isEmpty, outcomes.allSatisfy({ $0 == true }) { reasons.append(.guardrailsHold) }
        if !converged { reasons.append(.notConverged) }
        reasons.append(.intervalsNotComputed)
        return Verdict(chosen: chosen, recommendation: recommendation(reasons), reasons: reasons)
    }

    /// How each guardrail stands for the chosen candidate.
    package func outcomes(
        of metrics: [MetricName: MetricValue]
    ) -> [EvaluationSummary.Guardrail] {
        guardrails.map {
            EvaluationSummary.Guardrail(
                expression: $0.text, value: metrics[$0.metric]?.number, holds: $0.holds(for: metrics[$0.metric]))
        }
    }

    private func recommendation(_ reasons: [Reason]) -> Recommendation {
        if reasons.contains(.errorFinding) { return .hold }
        if reasons.contains(.tooFewTestRows) { return .cannotTell }
        if reasons.contains(.guardrailBroken) || reasons.contains(.notBetterThanPrior) { return .hold }
        if reasons.contains(.metricUndefined) || reasons.contains(.guardrailUndefined) { return .cannotTell }
        return .ship
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
