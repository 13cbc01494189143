import Evidence
import Scoring
import Warehouse

extension Stages {
    /// Adds what turns totals into answers; gives the answers as the next stage reads them.
    mutating func addLink(_ link: Link, _ recalibration: Recalibration?, _ totals: [SQL]) -> [SQL] {
        var totals = totals
        if let (slope, intercept) = recalibration?.line {
            let lines = totals.enumerated().map { output, total in
                StageColumn(
                    name: names.column("total", output),
                    value: "\(total) * \(Literal(slope)) + \(Literal(intercept))")
            }
            add("lines", lines)
            totals = lines.map { "\($0.name)" }
        }
        let answers = addLink(link, totals)
        guard let table = recalibration?.table else { return answers }
        let recalibrated = names.column("recalibrated", 0)
        add("recalibrated", [StageColumn(name: recalibrated, value: table.sql(answers[0]))])
        return ["\(recalibrated)"]
    }

    private mutating func addLink(_ link: Link, _ totals: [SQL]) -> [SQL] {
        switch link {
        case .identity: totals
        case .logistic: addLogistic(totals[0])
        case .softmax: addSoftmax(totals)
        }
    }

    /// 1 / (1 + e^−z) without overflow on either side.
    private mutating func addLogistic(_ total: SQL) -> [SQL] {
        let (bounded, answer) = (names.column("bounded", 0), names.column("answer", 0))
        let bound = Link.logitBound
        add("bounded", [StageColumn(name: bounded, value: clamped(total, to: bound))])
        let one: SQL = "\(Literal(1.0))"
        let value: SQL = """
            CASE WHEN \(bounded) < \(Literal(0.0)) THEN exp(\(bounded)) / (\(one) + exp(\(bounded))) \
            ELSE \(one) / (\(one) + exp(-\(bounded))) END
            """
        add("answers", [StageColumn(name: answer, value: value)])
        return ["\(answer)"]
    }

    private func clamped(_ value: SQL, to bound: Double) -> SQL {
        .least([.greatest([value, "\(Literal(-bound))"]), "\(Literal(bound))"])
    }

    /// Powers of the distances to the largest total, each over their sum.
    private mutating func addSoftmax(_ totals: [SQL]) -> [SQL] {
        let largest = names.column("total", totals.count)
        let own = totals.indices.map { names.column("total", $0) }
        add("largest_total", [StageColumn(name: largest, value: .greatest(totals))], carrying: own)
        let powers = totals.indices.map { output in
            let distance = SQL.greatest(["\(own[output]) - \(largest)", "\(Literal(-Link.logitBound))"])
            return StageColumn(name: names.column("power", output), value: "exp(\(distance))")
        }
        add("powers", powers)
        let sum = names.column("power", totals.count)
        let zero: SQL = "\(Literal(0.0))"
        add(
            "power_sum",
            [StageColumn(name: sum, value: SQL([zero] + powers.map { "\($0.name)" }, separatedBy: " + "))],
            carrying: powers.map(\.name))
        let answers = powers.enumerated().map { output, power in
            StageColumn(name: names.column("answer", output), value: "\(power.name) / \(sum)")
        }
        add("answers", answers)
        return answers.map { "\($0.name)" }
    }
}

extension IsotonicTable {
    /// The line on which a score stands, by one comparison after another.
    fileprivate func sql(_ score: SQL) -> SQL {
        let slopes = slopes
        let lines = slopes.indices.map { place -> SQL in
            let line: SQL = """
                \(Literal(probabilities[place])) + (\(score) - \(Literal(scores[place]))) * \(Literal(slopes[place]))
                """
            let value = SQL.least([line, "\(Literal(probabilities[place + 1]))"])
            return "WHEN \(score) < \(Literal(scores[place + 1])) THEN \(value)"
        }
        let first: SQL = "CASE WHEN \(score) < \(Literal(scores[0])) THEN \(Literal(probabilities[0]))"
        let last: SQL = "ELSE \(Literal(probabilities[probabilities.count - 1])) END"
        return SQL([first] + lines + [last], separatedBy: " ")
    }
}

extension ModelDocument {
    /// The columns of the answer: what is decided, and the numbers that it is decided by.
    func decided(by answers: [SQL]) -> [StageColumn] {
        let prediction: SQL =
            switch task {
            case .regression: answers[0]
            case .binary:
                """
                CASE WHEN \(answers[0]) >= \(Literal(threshold ?? 0.5)) THEN \(Literal(classes[1])) \
                ELSE \(Literal(classes[0])) END
                """
            case .multiclass: best(costs.map { gains(answers, $0) } ?? answers)
            }
        return zip(outputNames, [prediction] + answers).map { StageColumn(name: Identifier($0), value: $1) }
    }

    /// What deciding each class is expected to cost, below 0.
    private func gains(_ answers: [SQL], _ costs: [[Double]]) -> [SQL] {
        classes.indices.map { decided in
            let parts = answers.indices.map { truth -> SQL in
                "\(answers[truth]) * \(Literal(-costs[truth][decided]))"
            }
            return "(\(SQL(parts, separatedBy: " + ")))"
        }
    }

    /// The class of the greatest answer, of equal ones the first.
    private func best(_ answers: [SQL]) -> SQL {
        let classes = zip(classes, answers).map { name, answer -> SQL in "WHEN \(answer) THEN \(Literal(name))" }
        return SQL(["CASE \(SQL.greatest(answers))"] + classes + ["END"], separatedBy: " ")
    }
}
