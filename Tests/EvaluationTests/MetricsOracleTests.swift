import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// scikit-learn's figures for some hundred small cases (Tests/Oracles/metrics.py).
struct MetricsOracleTests {
    struct Case: Decodable {
        let task: LearningTask
        let classes: Int?
        let y: [Double]
        let s: [Double]
        let w: [Double]?
        let threshold: Double?
        let metrics: [String: Double?]
    }

    @Test(arguments: LearningTask.allCases)
    func `every metric is scikit-learn's to 1e-12, and undefined where scikit-learn warns`(task: LearningTask) throws {
        let cases = try JSONDecoder().decode([Case].self, from: Fixture.data("metrics.json"))
        #expect(cases.count >= 500)
        var compared = 0
        for (index, example) in cases.enumerated() where example.task == task {
            let classes = task == .multiclass ? (0..<(example.classes ?? 0)).map { "\($0)" } : ["no", "yes"]
            let target = Target(
                task: task, classes: task == .regression ? [] : classes, values: example.y, weights: example.w)
            let values = try Metrics.evaluate(
                predictions: Predictions(width: example.classes ?? 1, values: example.s), target: target,
                positiveThreshold: example.threshold, names: MetricName.all(for: task))
            #expect(Set(example.metrics.keys) == Set(values.keys.map(\.rawValue)))
            for (name, expected) in example.metrics {
                let metric = try #require(MetricName(rawValue: name))
                let value = try #require(values[metric])
                guard let expected else {
                    #expect(value.number == nil, "case \(index) \(name): \(value), scikit-learn has none")
                    continue
                }
                compared += 1
                let number = value.number ?? .nan
                // Near 0 and 1, differences of near numbers round at 1e-16 absolutely.
                let isNear = abs(number - expected) <= max(1e-12 * abs(expected), 1e-15 * (task == .regression ? 0 : 1))
                #expect(isNear, "case \(index) \(name): \(value), scikit-learn \(expected)")
            }
        }
        #expect(compared > 800)
    }
}
