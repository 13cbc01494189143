import Evidence
import Framing
import Scoring

/// Class weights: what the rows of each class count for while a candidate is fitted, and nowhere else.
struct ClassWeighting {
    private let weight: ClassWeight
    private let name: String

    /// Takes the weights of a candidate of some name.
    init(_ weight: ClassWeight, name: String) { (self.weight, self.name) = (weight, name) }

    /// The rows with their weights multiplied by the factors of their classes.
    func weighted(_ target: Target) -> Target {
        let factors = factors(target)
        return Target(
            task: target.task, classes: target.classes, values: target.values,
            weights: target.values.indices.map { row in
                (target.weights?[row] ?? 1) * factors[Int(target.values[row])]
            }, queries: target.queries)
    }

    private func factors(_ target: Target) -> [Double] {
        switch weight {
        case .factors(let named):
            return target.classes.map { name in named.first { $0.name == name }?.factor ?? 1 }
        case .balanced:
            var sums = [Double](repeating: 0, count: target.classes.count)
            for row in target.values.indices { sums[Int(target.values[row])] += target.weights?[row] ?? 1 }
            let present = Double(sums.count { $0 > 0 })
            let total = sums.reduce(0, +)
            return sums.map { $0 > 0 ? total / (present * $0) : 1 }
        }
    }

    /// What weights do to scores, beside what a threshold does.
    var finding: Finding {
        Finding(
            .note, .classWeightsShift,
            "'\(name)' was fitted with class weights, so its probabilities are those of rows mixed in that way, "
                + "and too high for the classes that count for more",
            advice: "Where decisions alone are to change, leave the weights out and give metric.costs or "
                + "metric.threshold: a threshold moves them as well and keeps probabilities as they are")
    }
}
