import Evidence
import Scoring

/// Predicts the same for every row: the weighted share of each class, or the weighted mean.
///
/// It is what any other candidate has to beat. Sums depend on no order (`OrderFreeSum`).
package struct Prior: Candidate {
    package let name = "prior"

    package init() {}

    package func fit(_ input: TrainingInput) throws(LearningError) -> FittedCandidate {
        try input.checkCancelled()
        let target = input.training.target
        try target.checkTrainable()
        let values = target.task == .regression ? [Standardised(target).mean] : Self.shares(target)
        guard values.allSatisfy(\.isFinite) else { throw .overflow(name) }
        return FittedCandidate(
            name: name, model: .prior(PriorModel(values: values)), parameters: [:], work: .fixed, iterations: 0,
            converged: true,
            description: target.task == .regression
                ? "the mean of the training rows" : "the share of each class in the training rows",
            findings: Self.findings(target, shares: values), trials: [])
    }

    private static func shares(_ target: Target) -> [Double] {
        let weights = target.classWeights
        let total = OrderFreeSum.of(weights)
        return weights.map { $0 / total }
    }

    private static func findings(_ target: Target, shares: [Double]) -> [Finding] {
        guard target.task.isClassification else { return [] }
        return target.classes.indices.filter { shares[$0] == 1 }.map { index in
            Finding(
                .warning, .oneClass, "the training part holds one class only, '\(target.classes[index])'",
                advice: "Split in another way, or give rows of the other classes.")
        }
    }
}
