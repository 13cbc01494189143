import Scoring

extension Graph {
    /// What the raw scores of a model stand for.
    mutating func predictions(
        _ scores: Value<Double>, through link: Link, _ recalibration: Recalibration?
    ) -> Value<Double> {
        var scores = scores
        if let (slope, intercept) = recalibration?.line {
            scores = add(multiply(scores, constant(slope)), constant(intercept))
        }
        let answers = predictions(scores, through: link)
        return recalibration?.table.map { recalibrated(answers, by: $0) } ?? answers
    }

    /// The line on which each probability stands is found by counting the corners at or below it.
    private mutating func recalibrated(_ answers: Value<Double>, by table: IsotonicTable) -> Value<Double> {
        let (scores, probabilities) = (table.scores, table.probabilities)
        let corners = constant(scores, shape: [1, scores.count])
        let place = sumOfRow(integer(isAtLeast(answers, corners)))
        func column(_ values: [Double]) -> Value<Double> {
            gather(constant(values, shape: [values.count]), at: place)
        }
        let ends = (first: probabilities[0], last: probabilities[probabilities.count - 1])
        let start = column([ends.first] + probabilities)
        let corner = column([scores[0]] + scores)
        let slope = column([0] + table.slopes + [0])
        let cap = column(probabilities + [ends.last])
        return least(add(start, multiply(subtract(answers, corner), slope)), cap)
    }

    private mutating func predictions(_ scores: Value<Double>, through link: Link) -> Value<Double> {
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
