import Evidence
import Scoring
import Testing

@testable import Evaluation

struct ResampledFiguresTests {
    /// A case of each task with ties, some rows drawn often and some not at all.
    private struct Case {
        let predictions: Predictions
        let target: Target
        let threshold = 0.45
        let counts: [Double]

        init(_ task: LearningTask, seed: UInt64, rows: Int = 120) {
            var chance = Chance(seed)
            counts = (0..<rows).map { _ in Double([0, 0, 1, 1, 2, 3][Int(chance.unit() * 6)]) }
            switch task {
            case .binary:
                let scores = (0..<rows).map { _ in (chance.unit() * 40).rounded() / 40 }
                target = .binary(scores.map { chance.unit() < 0.2 + 0.6 * $0 ? 1 : 0 })
                predictions = Predictions(scores)
            case .multiclass:
                let rounded = (0..<rows).flatMap { _ in
                    let raw = (0..<3).map { _ in 1 + (chance.unit() * 9).rounded() }
                    return raw.map { $0 / raw.reduce(0, +) }
                }
                predictions = Predictions(width: 3, values: rounded)
                target = Target(
                    task: .multiclass, classes: ["a", "b", "c"],
                    values: (0..<rows).map { row in
                        let draw = chance.unit()
                        return draw < rounded[row * 3] ? 0 : draw < rounded[row * 3] + rounded[row * 3 + 1] ? 1 : 2
                    })
            case .regression:
                let truth = (0..<rows).map { _ in 5 + 3 * chance.unit() }
                predictions = Predictions(truth.map { $0 + chance.unit() * chance.unit() - 0.3 })
                target = .regression(truth)
            }
        }

        func figures(_ names: [MetricName]) -> any ResampledFigures {
            switch target.task {
            case .binary:
                BinaryFigures(scores: predictions.values, truth: target.values, threshold: threshold, names: names)
            case .multiclass: MulticlassFigures(predictions: predictions, truth: target.values, names: names)
            case .regression: RegressionFigures(predictions: predictions.values, truth: target.values, names: names)
            }
        }

        func evaluated(_ weights: [Double], _ names: [MetricName]) throws -> [MetricName: MetricValue] {
            try Metrics.evaluate(
                predictions: predictions,
                target: Target(task: target.task, classes: target.classes, values: target.values, weights: weights),
                positiveThreshold: threshold, names: names)
        }
    }

    @Test(arguments: LearningTask.allCases, [1, 2, 3] as [UInt64])
    func `a figure of a resample is the metric of its rows`(task: LearningTask, seed: UInt64) throws {
        let example = Case(task, seed: seed)
        let names = MetricName.usual(for: task).filter { $0 != .maxError }
        let figures = example.figures(names).figures(example.counts)
        let expected = try example.evaluated(example.counts, names)
        for (name, figure) in zip(names, figures) {
            let number = try #require(expected[name]?.number, "\(name)")
            #expect(abs(figure - number) <= 1e-12 * max(1, abs(number)), "\(name): \(figure), metric \(number)")
        }
    }

    @Test(arguments: LearningTask.allCases)
    func `a derivative is how the metric moves with the weight of a row`(task: LearningTask) throws {
        let example = Case(task, seed: 5, rows: 60)
        // A median moves in steps; its derivative is held to the resamples in simulation.
        let names = MetricName.usual(for: task).filter { $0 != .maxError && $0 != .medianAbsoluteError }
        let figures = example.figures(names)
        let weights = example.counts.map { $0 + 0.5 }
        for name in names {
            let derivatives = try #require(figures.derivatives(of: name, weights: weights), "\(name)")
            // Bins and the place of the largest distance may move with a weight; rows that move neither are compared.
            let tolerance = name == .expectedCalibrationError ? 2e-3 : 1e-7
            for row in stride(from: 0, to: 60, by: 7) {
                func moved(_ step: Double) throws -> Double {
                    var weights = weights
                    weights[row] += step
                    return try #require(try example.evaluated(weights, [name])[name]?.number)
                }
                let slope = try (moved(1e-5) - moved(-1e-5)) / 2e-5
                #expect(abs(derivatives[row] - slope) < tolerance, "\(name), row \(row): \(derivatives[row]), \(slope)")
            }
            let sum = zip(derivatives, weights).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(sum) < 1e-8, "\(name) does not change when all weights grow alike: \(sum)")
        }
    }

    @Test func `a resample without a positive row has no area`() {
        let figures = BinaryFigures(scores: [0.2, 0.8], truth: [0, 1], threshold: 0.5, names: [.rocAUC, .logLoss])
        let values = figures.figures([2, 0])
        #expect(values[0].isNaN)
        #expect(values[1].isFinite)
    }

    /// Eight weightings of 30 units of four rows each, some of which are drawn by no lane.
    @Test(arguments: LearningTask.allCases) func `eight weightings beside each other give what each gives alone`(
        task: LearningTask
    ) {
        var chance = Chance(5)
        let made = Case(task, seed: 9)
        let names = MetricName.usual(for: task).filter { $0 != .maxError }
        let figures = made.figures(names)
        let counts = (0..<30).map { unit in
            (0..<8).map { _ in unit % 7 == 0 ? 0 : UInt8(chance.unit() * 4) }
        }
        let halves = counts.flatMap { [SIMD4($0[..<4]), SIMD4($0[4...])] }
        let units = (0..<120).map { Int32($0 * 7 % 30) }
        let weights = (0..<120).map { _ in 0.5 + chance.unit() }
        var found = [Double](repeating: 0, count: 8 * names.count)
        found.withUnsafeMutableBufferPointer { found in
            halves.withUnsafeBufferPointer { counts in
                units.withUnsafeBufferPointer { units in
                    weights.withUnsafeBufferPointer { weights in
                        figures.figures(WeightLanes(counts: counts, units: units, weights: weights), into: found)
                    }
                }
            }
        }
        for lane in 0..<8 {
            let alone = figures.figures((0..<120).map { Double(counts[Int(units[$0])][lane]) * weights[$0] })
            for (place, name) in names.enumerated() {
                let (one, other) = (found[lane * names.count + place], alone[place])
                // Sums of 120 numbers in another order.
                #expect(one.isNaN == other.isNaN && !(abs(one - other) > 1e-13), "\(name) of lane \(lane)")
            }
        }
    }
}
