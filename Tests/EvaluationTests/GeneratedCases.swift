import Evaluation
import Evidence
import Scoring

/// The cases of Tests/Oracles/more_metrics.py, from the same whole numbers.
struct GeneratedCase {
    let predictions: Predictions
    let target: Target
    let threshold: Double?
    let settings: MetricSettings
    /// By which the script calls its figures.
    let kind: String

    init(_ number: Int) {
        var draws = CaseDraws(number)
        switch number % 5 {
        case 0: self = draws.binary()
        case 1: self = draws.multiclass()
        case 2: self = draws.regression()
        default: self = draws.queries(graded: number % 5 == 4)
        }
    }

    fileprivate init(
        _ kind: String, _ predictions: Predictions, _ target: Target, threshold: Double? = nil,
        _ settings: MetricSettings
    ) {
        self.kind = kind
        self.predictions = predictions
        self.target = target
        self.threshold = threshold
        self.settings = settings
    }
}

/// SplitMix64, seeded by the case.
private struct CaseDraws {
    private var state: UInt64
    private static let sizes = [1, 2, 3, 5, 8, 13, 20, 30]

    init(_ number: Int) { state = UInt64(number) &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        return Int((z >> 11) % UInt64(bound))
    }

    private mutating func draw<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    /// As many values as there are rows.
    private mutating func times<Value>(_ count: Int, _ value: (inout CaseDraws, Int) -> Value) -> [Value] {
        var values: [Value] = []
        for row in 0..<count { values.append(value(&self, row)) }
        return values
    }

    private mutating func weights(_ count: Int) -> [Double]? {
        switch below(4) {
        case 0, 1: return nil
        case 2: return times(count) { draws, _ in Double(1 + draws.below(4)) }
        default:
            var weights = times(count) { draws, _ in Double(draws.below(9)) / 4 }
            weights[below(count)] = 1
            return weights
        }
    }

    private mutating func probabilities(_ labels: [Double]) -> [Double] {
        let count = labels.count
        switch below(4) {
        case 0: return times(count) { draws, _ in Double(draws.below(9)) / 8 }
        case 1:
            let value = Double(below(9)) / 8
            return [Double](repeating: value, count: count)
        case 2: return times(count) { draws, _ in Double(draws.below(1025)) / 1024 }
        default: return times(count) { draws, row in (labels[row] * 400 + Double(draws.below(625))) / 1024 }
        }
    }

    private mutating func binaryLabels(_ count: Int) -> [Double] {
        let rate = draw([0, 1, 3, 8, 15, 16])
        return times(count) { draws, _ in draws.below(16) < rate ? 1 : 0 }
    }

    mutating func binary() -> GeneratedCase {
        let count = draw(Self.sizes)
        let labels = binaryLabels(count)
        let scores = probabilities(labels)
        let weights = weights(count)
        let threshold = draw([0.5, 0.25, 0.125, 0, 1])
        let settings = MetricSettings(beta: draw([0.5, 1, 2, 3]))
        return GeneratedCase(
            "binary", Predictions(width: 1, values: scores),
            Target(task: .binary, classes: ["no", "yes"], values: labels, weights: weights), threshold: threshold,
            settings)
    }

    mutating func multiclass() -> GeneratedCase {
        let count = draw(Self.sizes)
        let classes = 2 + below(5)
        let kind = below(3)
        let bound = kind == 0 ? 1 + below(classes) : classes
        let labels = times(count) { draws, row in
            Double(kind == 2 && row < classes ? row : draws.below(bound))
        }
        let values = simplices(count, classes)
        let weights = weights(count)
        let beta = draw([0.5, 1, 2, 3])
        let settings = MetricSettings(k: 1 + below(3), beta: beta)
        return GeneratedCase(
            "multiclass", Predictions(width: classes, values: values),
            Target(task: .multiclass, classes: (0..<classes).map { "\($0)" }, values: labels, weights: weights),
            settings)
    }

    private mutating func simplices(_ count: Int, _ classes: Int) -> [Double] {
        let kind = below(3)
        var values = [Double](repeating: 0, count: count * classes)
        for start in stride(from: 0, to: values.count, by: classes) {
            switch kind {
            case 0: for _ in 0..<16 { values[start + below(classes)] += 1.0 / 16 }
            case 1:
                var rest = 4096
                for index in 0..<classes - 1 {
                    let part = below(rest + 1)
                    values[start + index] = Double(part) / 4096
                    rest -= part
                }
                values[start + classes - 1] = Double(rest) / 4096
            default: values[start + below(classes)] = 1
            }
        }
        return values
    }

    mutating func regression() -> GeneratedCase {
        let count = draw(Self.sizes)
        let scale = Double(sign: .plus, exponent: draw([0, 0, 0, 20, -20]), significand: 1)
        let kind = below(5)
        let labels = times(count) { draws, _ -> Double in
            switch kind {
            case 0: Double(draws.below(5))
            case 1: Double(draws.below(2001) - 1000) / 64
            case 2: 3.25
            default: Double(1 + draws.below(2000)) / 64
            }
        }
        let way = below(4)
        let values = times(count) { draws, row -> Double in
            switch way {
            case 0: labels[row] + Double(draws.below(257) - 128) / 64
            case 1: 2.5
            default: Double(1 + draws.below(2000)) / 64
            }
        }
        let power = draw([1.5, 0, 1, 2, 3, -1, 1.25, 1.75])
        let settings = MetricSettings(quantile: draw([0.5, 0.25, 0.75, 0.125, 0.9]), power: power)
        let weights = weights(count)
        return GeneratedCase(
            "regression", Predictions(width: 1, values: values.map { $0 * scale }),
            Target(task: .regression, classes: [], values: labels.map { $0 * scale }, weights: weights), settings)
    }

    mutating func queries(graded: Bool) -> GeneratedCase {
        let count = draw(Self.sizes)
        let queries = 1 + below(5)
        let ids = times(count) { draws, _ in Int32(draws.below(queries)) }
        let labels: [Double]
        if graded {
            let lowest = draw([0, 0, 0, -1])
            labels = times(count) { draws, _ in Double(draws.below(4) + lowest) }
        } else {
            labels = binaryLabels(count)
        }
        let isTied = below(2) == 0
        let scores = times(count) { draws, _ in
            isTied ? Double(draws.below(5)) / 4 : Double(draws.below(1025)) / 1024
        }
        let weights = weights(count)
        let settings = MetricSettings(k: draw([nil, 1, 2, 3, 5]))
        let target = Target(
            task: graded ? .regression : .binary, classes: graded ? [] : ["no", "yes"], values: labels,
            weights: weights, queries: ids)
        return GeneratedCase(
            graded ? "grades" : "relevance", Predictions(width: 1, values: scores), target, settings)
    }
}
