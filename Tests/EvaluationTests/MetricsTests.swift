import Evidence
import Scoring
import Testing

@testable import Evaluation

struct MetricsTests {
    @Test func `a constant score has a roc_auc of exactly 0.5`() throws {
        let truth = (0..<1001).map { $0 % 7 == 0 ? 1.0 : 0.0 }
        let values = try Metrics.evaluate(
            predictions: Predictions([Double](repeating: 0.1 + 0.2, count: truth.count)), target: .binary(truth),
            names: [.rocAUC, .gini, .ks])
        #expect(values == [.rocAUC: .value(0.5, nil), .gini: .value(0, nil), .ks: .value(0, nil)])
    }

    @Test func `a score at the threshold is positive`() throws {
        let values = try Metrics.evaluate(
            predictions: Predictions([0.3, 0.29]), target: .binary([1, 0]), positiveThreshold: 0.3,
            names: [.accuracy])
        #expect(values[.accuracy]?.number == 1)
    }

    @Test func `weights as counts say the same as repeated rows`() throws {
        let scores = [0.1, 0.4, 0.4, 0.8, 0.9]
        let truth = [0.0, 1, 0, 1, 0]
        let counts = [2, 0, 3, 1, 1]
        let repeated = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
        let names = MetricName.usual(for: .binary)
        let weighted = try Metrics.evaluate(
            predictions: Predictions(scores), target: .binary(truth, weights: counts.map(Double.init)), names: names)
        let spelled = try Metrics.evaluate(
            predictions: Predictions(repeated.map { scores[$0] }), target: .binary(repeated.map { truth[$0] }),
            names: names)
        for name in names {
            let pair = (weighted[name]?.number ?? .nan, spelled[name]?.number ?? .nan)
            #expect(abs(pair.0 - pair.1) <= 1e-15, "\(name): \(pair)")
        }
    }

    @Test(arguments: [1e-300, 1e300]) func `the scale of the weights does not matter`(scale: Double) throws {
        let names = MetricName.usual(for: .binary)
        let predictions = Predictions([0.1, 0.6, 0.3, 0.8])
        let plain = try Metrics.evaluate(
            predictions: predictions, target: .binary([0, 0, 1, 1], weights: [1, 2, 1, 2]), names: names)
        let scaled = try Metrics.evaluate(
            predictions: predictions, target: .binary([0, 0, 1, 1], weights: [scale, 2 * scale, scale, 2 * scale]),
            names: names)
        for name in names {
            let pair = (plain[name]?.number ?? .nan, scaled[name]?.number ?? .nan)
            #expect(abs(pair.0 - pair.1) <= 1e-14, "\(name): \(pair)")
        }
    }

    @Test func `what is undefined says why`() throws {
        let values = try Metrics.evaluate(
            predictions: Predictions([0.1, 0.2]), target: .binary([0, 0]),
            names: [.rocAUC, .averagePrecision, .precision, .recall, .f1, .r2])
        #expect(values[.rocAUC] == .undefined(reason: "no row is positive"))
        #expect(values[.averagePrecision] == .undefined(reason: "no row is positive"))
        #expect(values[.precision] == .undefined(reason: "no row is predicted positive"))
        #expect(values[.recall] == .undefined(reason: "no row is positive"))
        #expect(values[.f1] == .undefined(reason: "no row is positive and none is predicted positive"))
        #expect(values[.r2] == .undefined(reason: "r2 is not a metric of a binary task"))
    }

    @Test func `a class that is never predicted leaves macro precision undefined`() throws {
        let values = try Metrics.evaluate(
            predictions: Predictions(width: 3, values: [0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.5, 0.3, 0.2]),
            target: Target(task: .multiclass, classes: ["a", "b", "c"], values: [0, 1, 2]),
            names: [.precisionMacro, .recallMacro])
        #expect(values[.precisionMacro] == .undefined(reason: "class 'c' is never predicted"))
        #expect(values[.recallMacro]?.number == 2.0 / 3)
    }

    @Test func `the percentage error of a label of 0 is undefined`() throws {
        let values = try Metrics.evaluate(
            predictions: Predictions([1, 2]), target: .regression([0.9e-12, 2]), names: [.meanAbsolutePercentageError])
        #expect(
            values[.meanAbsolutePercentageError] == .undefined(reason: "the label is 0 (below 1e-12) in 1 row"))
    }

    @Test func `a sum beyond the range of doubles is undefined`() throws {
        let values = try Metrics.evaluate(
            predictions: Predictions([1e200, 0]), target: .regression([0, 1]), names: [.rootMeanSquaredError])
        #expect(values[.rootMeanSquaredError]?.number == nil)
    }

    @Test(arguments: LearningTask.allCases) func `no rows leave every metric undefined`(task: LearningTask) throws {
        let classes = task == .regression ? [] : ["a", "b", "c"].suffix(task == .binary ? 2 : 3)
        let values = try Metrics.evaluate(
            predictions: Predictions(width: task == .multiclass ? 3 : 1, values: []),
            target: Target(task: task, classes: Array(classes), values: []), names: MetricName.usual(for: task))
        #expect(values.values.allSatisfy { $0 == .undefined(reason: "there are no rows") })
    }

    @Test func `the order of the rows changes no bit where rows weigh 1`() throws {
        var chance = Chance(3)
        let scores = (0..<500).map { _ in (chance.unit() * 50).rounded() / 50 }
        let truth = scores.map { $0 > chance.unit() ? 1.0 : 0 }
        let order = Array(scores.indices).shuffled(using: &chance)
        let names: [MetricName] = [.rocAUC, .averagePrecision, .ks, .accuracy, .f1, .expectedCalibrationError]
        let plain = try Metrics.evaluate(predictions: Predictions(scores), target: .binary(truth), names: names)
        let shuffled = try Metrics.evaluate(
            predictions: Predictions(order.map { scores[$0] }), target: .binary(order.map { truth[$0] }), names: names)
        #expect(plain == shuffled)
    }
}

/// Predictions and targets that are refused, each with its code.
struct PredictionChecksTests {
    private func refusal(_ predictions: Predictions, _ target: Target) -> Finding? {
        error(of: {
            _ = try Metrics.evaluate(predictions: predictions, target: target, names: [.accuracy])
        })?.findings.first
    }

    @Test(arguments: [-0.1, 1.1, .nan, .infinity]) func `a score outside 0...1 is refused`(score: Double) {
        let finding = refusal(Predictions([0.5, score]), .binary([0, 1]))
        #expect(finding?.code == .predictionUnfit)
        #expect(finding?.message.contains("row 2") == true)
    }

    @Test func `probabilities that do not sum to one are refused`() {
        let target = Target(task: .multiclass, classes: ["a", "b", "c"], values: [0])
        #expect(refusal(Predictions(width: 3, values: [0.5, 0.5, 0.1]), target)?.code == .predictionUnfit)
    }

    @Test func `probabilities in single precision are taken`() {
        let target = Target(task: .multiclass, classes: ["a", "b", "c"], values: [0])
        #expect(refusal(Predictions(width: 3, values: [0.33333334, 0.33333334, 0.33333334]), target) == nil)
    }

    @Test(arguments: [[-1.0, 2], [.nan, 1], [.infinity, 1], [0, 0], [1]])
    func `weights that are no weights are refused`(weights: [Double]) {
        #expect(refusal(Predictions([0.5, 0.5]), .binary([0, 1], weights: weights))?.code == .weightUnfit)
    }

    @Test func `another number of predictions than labels is refused`() {
        #expect(refusal(Predictions([0.5]), .binary([0, 1]))?.code == .predictionUnfit)
    }

    @Test func `another number of probabilities than classes is refused`() {
        let target = Target(task: .multiclass, classes: ["a", "b", "c"], values: [0])
        #expect(refusal(Predictions(width: 2, values: [0.5, 0.5]), target)?.code == .predictionUnfit)
    }

    @Test(arguments: [2.0, -1, 0.5, .nan]) func `a label that is no class index is refused`(label: Double) {
        #expect(refusal(Predictions([0.5]), .binary([label]))?.code == .labelUnfit)
    }
}
