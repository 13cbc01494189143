import Scoring

extension Graph {
    /// What the raw scores of a model stand for.
    mutating func predictions(_ scores: Value<Double>, through link: Link) -> Value<Double> {
        switch link {
        case .identity: scores
        case .logistic: logistic(scores)
        case .softmax: softmax(scores)
        }
    }

    /// 1 / (1 + e^−z) without overflow on either side, as the program works it out.
    private mutating func logistic(_ logit: Value<Double>) -> Value<Double> {
        let bounded = bounded(logit, by: Link.logitBound)
        let power = exponential(negated(magnitude(bounded)))
        let one = constant(1.0)
        let whole = add(one, power)
        let isNegative = isLess(bounded, constant(0.0))
        return choose(where: isNegative, divide(power, whole), else: divide(one, whole))
    }

    /// Probabilities of each row's classes: the largest score is taken off first.
    private mutating func softmax(_ scores: Value<Double>) -> Value<Double> {
        let differences = subtract(scores, greatestOfRow(scores))
        let powers = exponential(greatest(differences, constant(-Link.logitBound)))
        return divide(powers, sumOfRow(powers))
    }
}
