import Evaluation
import Evidence
import Testing

@Suite struct ModelDoubtsTests {
    private func figures(
        _ metrics: [MetricName: MetricValue], prior: [MetricName: MetricValue] = [:]
    ) -> [MetricsDocument.CandidateMetrics] {
        [
            .init(name: "prior", split: .outOfFold, rows: 100, metrics: prior),
            .init(name: "linear", split: .outOfFold, rows: 100, metrics: metrics),
        ]
    }

    private func doubting(
        _ figures: [MetricsDocument.CandidateMetrics], _ task: LearningTask = .binary, primary: MetricName = .rocAUC
    ) -> ModelDoubts {
        ModelDoubts(task: task, primary: primary, chosen: "linear", figures: figures)
    }

    private func value(_ value: Double, _ lower: Double, _ upper: Double) -> MetricValue {
        .value(value, Interval(lower: lower, upper: upper, method: .resampledT))
    }

    @Test func `a kept model that does worse on what taught it than the folds did holds the release`() {
        let doubts = doubting(figures([.rocAUC: value(0.8, 0.75, 0.85)]))
        #expect(doubts.keptModel(taught: 0.5)?.code == .keptModelDiffers)
        #expect(doubts.keptModel(taught: 0.5)?.severity == .error)
        #expect(doubts.keptModel(taught: 0.76) == nil)
        #expect(doubts.keptModel(taught: nil) == nil)
    }

    @Test func `of a loss the upper bound counts`() {
        let doubts = doubting(
            figures([.rootMeanSquaredError: value(2, 1, 3)]), .regression, primary: .rootMeanSquaredError)
        #expect(doubts.keptModel(taught: 3.5) != nil)
        #expect(doubts.keptModel(taught: 0.5) == nil)
    }

    @Test func `scores that say less than the shares of the classes are no probabilities`() {
        let prior: [MetricName: MetricValue] = [.logLoss: .value(0.69, nil)]
        let worse = figures([.logLoss: value(0.8, 0.7, 0.9)], prior: prior)
        #expect(doubting(worse).probabilities()?.code == .probabilitiesWorseThanPrior)
        #expect(doubting(worse, primary: .logLoss).probabilities() == nil, "the verdict says it then")
        #expect(doubting(figures([.logLoss: value(0.7, 0.6, 0.8)], prior: prior)).probabilities() == nil)
    }

    @Test func `a perfect score names the columns it rests on`() {
        let perfect = doubting(figures([.rocAUC: .value(1, nil)]))
        let finding = perfect.tooGood(columns: ["a", "b", "c", "d"])
        #expect(finding?.code == .tooGood)
        #expect(finding?.advice?.contains("('a', 'b', 'c')") == true)
        #expect(doubting(figures([.rocAUC: .value(0.999, nil)])).tooGood(columns: ["a"]) == nil)
    }
}
