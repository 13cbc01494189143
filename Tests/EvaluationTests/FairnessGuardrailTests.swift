import Evidence
import Testing

@testable import Evaluation

/// Guardrails on how far groups are apart.
struct FairnessGuardrailTests {
    private func verdict(_ ratio: MetricValue?) -> (Verdict, [EvaluationSummary.Guardrail]) {
        var maker = VerdictMaker(
            primary: .rocAUC,
            guardrails: [
                GuardrailRule(
                    measure: .fairness(.demographicParityRatio), comparison: .atLeast, bound: 0.8,
                    text: "demographic_parity_ratio >= 0.8")
            ], findings: [], testClassRows: [500, 500], testUnits: 1_000, converged: true)
        maker.fairness[.demographicParityRatio] = ratio
        let figures = [("prior", 0.5), ("linear", 0.7)].map {
            MetricsDocument.CandidateMetrics(
                name: $0.0, split: .test, rows: 1_000, metrics: [.rocAUC: .value($0.1, nil)])
        }
        return (
            maker.verdict(chosen: "linear", candidates: figures, gain: { $0 == "prior" ? nil : 0.1...0.3 }),
            maker.outcomes(of: figures[1].metrics)
        )
    }

    @Test func `groups that are too far apart hold the release`() {
        let (verdict, outcomes) = verdict(.value(0.5, Interval(lower: 0.4, upper: 0.6, method: .bootstrap)))
        #expect(verdict.recommendation == .hold)
        #expect(verdict.reasons.contains(.guardrailBroken))
        #expect(outcomes.map(\.holds) == [false])
        #expect(outcomes.map(\.value) == [0.5])
    }

    @Test func `groups that are close enough do not, and a bound within the interval is said`() {
        let (clear, _) = verdict(.value(0.95, Interval(lower: 0.9, upper: 1, method: .bootstrap)))
        #expect(clear.recommendation == .ship)
        #expect(clear.reasons.contains(.guardrailsHold))
        let (near, _) = verdict(.value(0.85, Interval(lower: 0.7, upper: 1, method: .bootstrap)))
        #expect(near.reasons.contains(.guardrailWithinInterval))
    }

    @Test func `where groups cannot be compared, neither can the release be told`() {
        for value in [nil, MetricValue.undefined(reason: "fewer than two groups have 100 rows")] {
            let (verdict, outcomes) = verdict(value)
            #expect(verdict.recommendation == .cannotTell)
            #expect(verdict.reasons.contains(.guardrailUndefined))
            #expect(outcomes.map(\.holds) == [nil])
        }
    }
}
