import Evidence
import Scoring

/// The usual metrics by their quick ways, and what else was asked for beside them.
struct AllFigures: ResampledFigures {
    let names: [MetricName]
    private let usual: any ResampledFigures
    private let others: OtherFigures
    /// Of each name: its place among the usual ones, or after them among the others.
    private let places: [Int]

    /// The figures of some metrics, the quick ones alone where there are no others.
    static func of(
        _ predictions: Predictions, _ target: Target, _ threshold: Double, _ names: [MetricName],
        _ settings: MetricSettings
    ) -> any ResampledFigures {
        let known = MetricName.usual(for: target.task).filter { $0 != .topKAccuracy || settings.k == nil }
        let quick = names.filter(known.contains)
        let usual: any ResampledFigures =
            switch target.task {
            case .binary:
                BinaryFigures(scores: predictions.values, truth: target.values, threshold: threshold, names: quick)
            case .multiclass: MulticlassFigures(predictions: predictions, truth: target.values, names: quick)
            case .regression: RegressionFigures(predictions: predictions.values, truth: target.values, names: quick)
            }
        guard quick.count < names.count else { return usual }
        let rest = names.filter { !known.contains($0) }
        let others = OtherFigures(predictions, target, threshold: threshold, names: rest, settings: settings)
        return AllFigures(usual: usual, others: others, names: names)
    }

    private init(usual: any ResampledFigures, others: OtherFigures, names: [MetricName]) {
        self.names = names
        self.usual = usual
        self.others = others
        let order = usual.names + others.names
        places = names.map { order.firstIndex(of: $0) ?? 0 }
    }

    func figures(_ weights: UnsafeBufferPointer<Double>, into figures: UnsafeMutableBufferPointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: names.count) { found in
            found.initialize(repeating: .nan)
            let first = usual.names.count
            usual.figures(weights, into: UnsafeMutableBufferPointer(rebasing: found[..<first]))
            others.figures(weights, into: UnsafeMutableBufferPointer(rebasing: found[first...]))
            for (place, own) in places.enumerated() { figures[place] = found[own] }
        }
    }

    func derivatives(of name: MetricName, weights: [Double]) -> [Double]? {
        others.names.contains(name)
            ? others.derivatives(of: name, weights: weights) : usual.derivatives(of: name, weights: weights)
    }

    func noise(in name: MetricName, weights: [Double], units: ResamplingUnits) -> Double {
        usual.names.contains(name) ? usual.noise(in: name, weights: weights, units: units) : 0
    }
}

/// Metrics that are asked for, under many weightings of the rows: from sums where they are sums, else as they are
/// defined.
struct OtherFigures {
    let names: [MetricName]
    private let ways: [Way]
    private let predictions: Predictions
    private let target: Target
    private let threshold: Double
    private let settings: MetricSettings
    /// The place of each row in a confusion matrix; empty for regression.
    private let cells: [Int32]
    private let classCount: Int

    /// How a metric is found.
    private enum Way {
        case counted
        case mean(RowLosses)
        case quotient(RowQuotient)
        case defined
        /// It is none, or is no function of weights.
        case none
    }

    init(
        _ predictions: Predictions, _ target: Target, threshold: Double, names: [MetricName], settings: MetricSettings
    ) {
        self.predictions = predictions
        self.target = target
        self.threshold = threshold
        self.names = names
        self.settings = settings
        let width = target.task == .binary ? 2 : predictions.width
        classCount = target.task == .regression ? 0 : width
        let decided: [Int32]
        switch target.task {
        case .binary: decided = predictions.values.map { $0 >= threshold ? 1 : 0 }
        case .multiclass: decided = predictions.likeliestClasses
        case .regression: decided = []
        }
        cells = decided.indices.map { Int32(Int(target.values[$0]) * width + Int(decided[$0])) }
        let weights = target.weights.map(Metrics.balanced)
        let queries = QueryMetrics(predictions, target, weights: weights, settings: settings, names: names)
        let losses = Self.losses(predictions, target, weights, settings)
        let counted = CountedScores(
            confusion: ConfusionMatrix(
                classCount: max(1, classCount),
                cells: [Double](
                    repeating: 1, count: max(1, classCount * classCount))), classes: target.classes, settings: settings)
        ways = names.map { name in
            if QueryMetrics.has(name) {
                let all = weights ?? [Double](repeating: 1, count: target.rowCount)
                return queries?.quotient(name, queries: target.queries, weights: all).map(Way.quotient) ?? .none
            }
            switch losses(name) {
            case .losses(let found)?: return found.ofConstant == nil ? .mean(found) : .defined
            case .undefined?: return .none
            case nil: break
            }
            let isCounted = target.task == .binary ? counted.binary(name) : counted.multiclass(name)
            return target.task != .regression && isCounted != nil ? .counted : .defined
        }
    }

    private static func losses(
        _ predictions: Predictions, _ target: Target, _ weights: [Double]?, _ settings: MetricSettings
    ) -> (MetricName) -> LossesFound? {
        switch target.task {
        case .binary:
            BinaryMetrics(
                scores: predictions.values, truth: target.values, weights: weights, threshold: 0.5, ranks: false
            ).losses
        case .multiclass:
            MulticlassMetrics(
                predictions: predictions, truth: target.values, classes: target.classes, weights: weights,
                ranks: false, settings: settings
            ).losses
        case .regression:
            RegressionLosses(
                predictions: predictions.values, truth: target.values, weights: weights, settings: settings,
                bounds: predictions.bounds
            ).losses
        }
    }

    func figures(_ weights: UnsafeBufferPointer<Double>, into figures: UnsafeMutableBufferPointer<Double>) {
        let confusion = cells.isEmpty ? nil : confusion(weights)
        var defined: [MetricName: MetricValue] = [:]
        let asked = zip(names, ways).filter { if case .defined = $0.1 { true } else { false } }.map(\.0)
        if !asked.isEmpty { defined = byDefinition(asked, Array(weights)) }
        for (place, (name, way)) in zip(names, ways).enumerated() {
            figures[place] =
                switch way {
                case .counted: confusion.flatMap { figure(name, $0) } ?? .nan
                case .mean(let losses): Self.mean(losses, weights)
                case .quotient(let quotient):
                    WeightedSum.of(weights, quotient.above) / WeightedSum.of(weights, quotient.below)
                case .defined: defined[name]?.number ?? .nan
                case .none: .nan
                }
        }
    }

    private static func mean(_ losses: RowLosses, _ weights: UnsafeBufferPointer<Double>) -> Double {
        let mean = WeightedSum.of(weights, losses.losses) / WeightedSum.of(weights)
        return losses.isRoot ? mean.squareRoot() : mean
    }

    private func byDefinition(_ names: [MetricName], _ weights: [Double]) -> [MetricName: MetricValue] {
        let drawn = Target(task: target.task, classes: target.classes, values: target.values, weights: weights)
        return
            (try? Metrics.evaluate(
                predictions: predictions, target: drawn, positiveThreshold: threshold, names: names,
                settings: settings)) ?? [:]
    }

    private func confusion(_ weights: UnsafeBufferPointer<Double>) -> ConfusionMatrix {
        var sums = [Double](repeating: 0, count: classCount * classCount)
        for row in 0..<weights.count { sums[Int(cells[row])] += weights[row] }
        return ConfusionMatrix(classCount: classCount, cells: sums)
    }

    private func figure(_ name: MetricName, _ confusion: ConfusionMatrix) -> Double? {
        let counted = CountedScores(confusion: confusion, classes: target.classes, settings: settings)
        return (target.task == .binary ? counted.binary(name) : counted.multiclass(name))?.number
    }

    /// The derivative of a metric by the weight of each row; `nil` where it has none.
    func derivatives(of name: MetricName, weights: [Double]) -> [Double]? {
        guard let place = names.firstIndex(of: name) else { return nil }
        switch ways[place] {
        case .counted:
            let confusion = weights.withUnsafeBufferPointer { self.confusion($0) }
            let derivatives = confusion.cellDerivatives { figure(name, $0) }
            return derivatives.map { derivatives in cells.map { derivatives[Int($0)] } }
        case .mean(let losses): return losses.derivatives(weights)
        case .quotient(let quotient): return quotient.derivatives(weights)
        case .defined:
            guard case .losses(let found)? = Self.losses(predictions, target, weights, settings)(name) else {
                return nil
            }
            return found.derivatives(weights)
        case .none: return nil
        }
    }
}
