import Evidence
import Testing

@testable import Evaluation

struct ChoiceTests {
    private func contenders(_ values: KeyValuePairs<String, Double?>) -> [Choice.Contender] {
        values.map { name, value in
            Choice.Contender(name: name, value: value.map { .value($0, nil) } ?? .undefined(reason: "none"))
        }
    }

    @Test func `the best on validation is chosen`() {
        let all = contenders(["boosted_trees": 0.71, "prior": 0.5, "linear": 0.69])
        #expect(Choice.choose(all, metric: .rocAUC) == "boosted_trees")
    }

    @Test func `of equals the simplest is chosen, whatever the order`() {
        let all = contenders(["boosted_trees": 0.7, "linear": 0.7, "prior": 0.5])
        #expect(Choice.choose(all, metric: .rocAUC) == "linear")
    }

    @Test func `a loss is better where it is lower`() {
        let all = contenders(["prior": 0.7, "linear": 0.5])
        #expect(Choice.choose(all, metric: .logLoss) == "linear")
    }

    @Test func `a gain within its paired interval does not count`() {
        let all = contenders(["prior": 0.5, "linear": 0.69, "boosted_trees": 0.70])
        let chosen = Choice.choose(all, metric: .rocAUC) { first, second in
            first == "boosted_trees" && second == "linear" ? -0.01...0.03 : 0.1...0.3
        }
        #expect(chosen == "linear")
    }

    @Test func `more candidates make it no harder to leave the prior`() {
        // Half-widths as Student's t has them for five folds: 0.1 at 95 %, wider at higher levels.
        func half(_ level: Double) -> Double { level > 0.994 ? 0.22 : level > 0.98 ? 0.17 : 0.1 }
        let few = contenders(["prior": 0.5, "linear": 0.7, "boosted_trees": 0.71])
        let many = few + contenders(["random_forest": 0.705, "tuned_trees": 0.715])
        for all in [few, many] {
            let chosen = Choice.choose(all, metric: .rocAUC) { _, _, gain, level in
                gain - half(level)...gain + half(level)
            }
            #expect(chosen == "linear")
        }
        // All ten pairs together would leave the prior untold.
        let pairs = PairedComparisons(many, metric: .rocAUC) { _, _, gain, level in
            gain - half(level)...gain + half(level)
        }
        #expect(Choice.choose(many, metric: .rocAUC, interval: pairs.interval) == "prior")
    }

    @Test func `one that is worse than a simpler one that was left is passed over`() {
        let all = contenders(["prior": 0.5, "linear": 0.45, "boosted_trees": 0.6])
        let chosen = Choice.choose(all, metric: .rocAUC) { first, second, gain, _ in
            [first, second].contains("linear") ? gain - 1...gain + 1 : gain - 0.01...gain + 0.01
        }
        #expect(chosen == "boosted_trees")
    }

    @Test func `a defined value is better than an undefined one`() {
        let all = contenders(["prior": nil, "linear": 0.4])
        #expect(Choice.choose(all, metric: .f1) == "linear")
    }

    @Test func `the simplest is chosen where all are undefined`() {
        #expect(Choice.choose(contenders(["linear": nil, "prior": nil]), metric: .f1) == "prior")
    }

    @Test func `comparisons are positive whichever direction is better`() {
        let all = contenders(["prior": 0.7, "linear": 0.5, "boosted_trees": 0.5])
        let comparisons = Choice.comparisons(all, metric: .logLoss)
        #expect(comparisons.map(\.better) == ["linear", "boosted_trees", "linear"])
        #expect(comparisons.map(\.worse) == ["prior", "prior", "boosted_trees"])
        #expect(comparisons.map(\.difference) == [0.7 - 0.5, 0.7 - 0.5, 0])
    }
}

struct VerdictMakerTests {
    private static let guardrail = GuardrailRule(
        metric: .brierScore, comparison: .atMost, bound: 0.2, text: "brier_score <= 0.20")

    private func verdict(
        chosen: String = "linear", linear: Double? = 0.7, brier: Double? = 0.15, rows: Int = 200,
        classRows: [Int] = [150, 50], units: Int? = nil, findings: [Finding] = [], converged: Bool = true,
        gain: ClosedRange<Double>? = 0.1...0.3, prior: Double = 0.5
    ) -> Verdict {
        func value(_ number: Double?) -> MetricValue { number.map { .value($0, nil) } ?? .undefined(reason: "none") }
        let maker = VerdictMaker(
            primary: .rocAUC, guardrails: [Self.guardrail], findings: findings, testClassRows: classRows,
            testUnits: units ?? rows, converged: converged)
        return maker.verdict(
            chosen: chosen,
            candidates: [
                .init(
                    name: "prior", split: .test, rows: rows, metrics: [.rocAUC: value(prior), .brierScore: value(0.18)]),
                .init(
                    name: "linear", split: .test, rows: rows,
                    metrics: [.rocAUC: value(linear), .brierScore: value(brier)]),
            ], gain: { $0 == "prior" ? nil : gain })
    }

    @Test func `better than the prior with guardrails that hold is shipped`() {
        let verdict = verdict()
        #expect(verdict.recommendation == .ship)
        #expect(verdict.reasons == [.betterThanPrior, .guardrailsHold])
    }

    @Test(arguments: [
        (Limits.smallSampleRows, Limits.fewUnits, Recommendation.hold, Reason.gainWithinInterval),
        (Limits.smallSampleRows - 1, Limits.fewUnits, .cannotTell, .gainTooSmallToTell),
        (Limits.smallSampleRows, Limits.fewUnits - 1, .cannotTell, .gainTooSmallToTell),
    ])
    func `a gain within its interval holds, and cannot tell where the test part is small`(
        rows: Int, units: Int, recommendation: Recommendation, reason: Reason
    ) {
        let verdict = verdict(rows: rows, units: units, gain: -0.01...0.3)
        #expect(verdict.recommendation == recommendation)
        #expect(verdict.reasons == [reason, .guardrailsHold])
    }

    @Test(arguments: [
        (Limits.smallSampleRows - 1, 0.7, -0.05...0.45, Recommendation.cannotTell, Reason.gainNotRuledOut),
        (Limits.smallSampleRows, 0.7, -0.05...0.45, .hold, .notBetterThanPrior),
        // Where a hundred times the rows would not tell it, there is next to nothing to be told.
        (Limits.smallSampleRows - 1, 0.51, -0.09...0.11, .hold, .notBetterThanPrior),
        (Limits.smallSampleRows - 1, 0.4, -0.3...0.1, .hold, .notBetterThanPrior),
    ])
    func `a prior that is kept before a gain which may be real cannot tell where few rows judge`(
        rows: Int, linear: Double, gain: ClosedRange<Double>, recommendation: Recommendation, reason: Reason
    ) {
        let verdict = verdict(chosen: "prior", linear: linear, rows: rows, gain: gain)
        #expect(verdict.recommendation == recommendation)
        #expect(verdict.reasons == [reason, .guardrailsHold])
    }

    @Test(arguments: [nil, 0.5...0.5]) func `every row right is no gain without an interval`(
        gain: ClosedRange<Double>?
    ) {
        let verdict = verdict(linear: 1, gain: gain)
        #expect(verdict.recommendation == .cannotTell)
        #expect(verdict.reasons == [.betterThanPrior, .everyRowRight, .guardrailsHold])
    }

    @Test func `a perfect figure whose gain varies is judged by its gain`() {
        #expect(verdict(linear: 1, gain: 0.4...0.55).recommendation == .ship)
    }

    @Test func `a gain that only touches 0 is not beyond its interval`() {
        #expect(verdict(rows: 1_000, gain: 0...0.3).recommendation == .hold)
    }

    @Test func `a gain without an interval cannot tell`() {
        let verdict = verdict(gain: nil)
        #expect(verdict.recommendation == .cannotTell)
        #expect(verdict.reasons == [.betterThanPrior, .intervalsNotComputed, .guardrailsHold])
    }

    @Test func `a broken guardrail holds`() {
        let verdict = verdict(brier: 0.21)
        #expect(verdict.recommendation == .hold)
        #expect(verdict.reasons.contains(.guardrailBroken))
    }

    @Test func `an undefined guardrail cannot tell`() {
        let verdict = verdict(brier: nil)
        #expect(verdict.recommendation == .cannotTell)
        #expect(verdict.reasons.contains(.guardrailUndefined))
    }

    @Test(arguments: [0.5, 0.4]) func `no gain over the prior holds`(value: Double) {
        let verdict = verdict(linear: value)
        #expect(verdict.recommendation == .hold)
        #expect(verdict.reasons.contains(.notBetterThanPrior))
    }

    @Test func `the prior is not better than itself`() {
        #expect(verdict(chosen: "prior").recommendation == .hold)
    }

    @Test func `an undefined primary metric cannot tell`() {
        let verdict = verdict(linear: nil)
        #expect(verdict.recommendation == .cannotTell)
        #expect(verdict.reasons.contains(.metricUndefined))
    }

    @Test(arguments: [(Limits.verdictRows - 1, Recommendation.cannotTell), (Limits.verdictRows, .ship)])
    func `a small test part cannot tell`(rows: Int, recommendation: Recommendation) {
        #expect(verdict(rows: rows, classRows: []).recommendation == recommendation)
    }

    @Test(arguments: [(Limits.verdictClassRows - 1, Recommendation.cannotTell), (Limits.verdictClassRows, .ship)])
    func `a test part with few of a class cannot tell`(rows: Int, recommendation: Recommendation) {
        #expect(verdict(classRows: [195, rows]).recommendation == recommendation)
    }

    @Test func `an error finding holds even where the test part is small`() {
        let verdict = verdict(rows: 3, findings: [Finding(.error, .keyNotUnique, "keys are not unique")])
        #expect(verdict.recommendation == .hold)
        #expect(verdict.reasons.contains(.errorFinding))
    }

    @Test func `a solver that did not converge is named and does not decide`() {
        let verdict = verdict(converged: false)
        #expect(verdict.recommendation == .ship)
        #expect(verdict.reasons.contains(.notConverged))
    }

    @Test(arguments: [
        (GuardrailRule.Comparison.below, [true, false, false]), (.atMost, [true, true, false]),
        (.above, [false, false, true]), (.atLeast, [false, true, true]),
    ])
    func `a guardrail compares as it is written`(comparison: GuardrailRule.Comparison, holds: [Bool]) {
        let rule = GuardrailRule(metric: .f1, comparison: comparison, bound: 0.5, text: "")
        #expect([0.4, 0.5, 0.6].map { rule.holds(for: .value($0, nil)) } == holds)
    }
}
