package import Evidence
package import ONNXRuntime
package import Scoring

extension ForeignBinding {
    /// What a class's share may be off by in single precision.
    private static let sumTolerance = 1e-3
    /// What lies outside of 0 to 1 by no more than this is rounding.
    private static let roundOff = 1e-6

    /// The scores of some rows, from the arrays that ``outputs`` asked for.
    ///
    /// - Parameters:
    ///   - answers: the graph's answers.
    ///   - rows: how many rows were asked about.
    ///   - task: what is predicted.
    ///   - classes: the classes in the order of predictions; for binary the positive one last.
    /// - Returns: predictions of the rows in their order.
    /// - Throws: ``ForeignError`` where the answer has another shape, is not finite, is no probability, or says another
    ///   label than the order of the classes does.
    package func predictions(
        from answers: [RuntimeArray], rows: Int, task: LearningTask, classes: [String]
    ) throws(ForeignError) -> Predictions {
        guard let scores = answers.first, let numbers = scores.numbers, rows > 0, scores.shape.first == Int64(rows),
            numbers.count.isMultiple(of: rows)
        else { throw shape(answers.first, rows: rows) }
        let width = numbers.count / rows
        let expected: Set<Int> = task == .binary ? [1, 2] : [task == .regression ? 1 : classes.count]
        guard expected.contains(width) else { throw shape(scores, rows: rows) }
        try checkFinite(numbers, width: width)
        guard task.isClassification else { return Predictions(width: 1, values: numbers) }
        let probabilities = try probabilities(numbers, width: width)
        let own = order(of: scores.columns)
        if width > 1, answers.count > 1, let labels = answers[1].labels {
            try check(labels, of: own, against: probabilities, width: width)
        }
        if task == .binary {
            let place = own.firstIndex(of: classes[1]) ?? 1
            // One number a row is the probability of `positive`.
            guard width > 1 else { return Predictions(width: 1, values: probabilities) }
            return Predictions(width: 1, values: (0..<rows).map { probabilities[2 * $0 + place] })
        }
        let places = classes.map { own.firstIndex(of: $0) ?? 0 }
        return Predictions(
            width: width, values: (0..<rows).flatMap { row in places.map { probabilities[row * width + $0] } })
    }

    /// The classes in the order of the output's columns, which a ZipMap names: as the label has them, or by their places.
    private func order(of columns: [String]) -> [String] {
        guard columns.count == classes.count else { return classes }
        if Set(columns) == Set(classes) { return columns }
        let places = columns.compactMap { Int($0) }.filter(classes.indices.contains)
        return Set(places).count == classes.count ? places.map { classes[$0] } : classes
    }

    private func shape(_ array: RuntimeArray?, rows: Int) -> ForeignError {
        let found = array.map { "[\($0.shape.map(String.init).joined(separator: ", "))]" } ?? "nothing"
        return .misfit(
            "the model's output '\(output)' answers \(found) to \(NumberText.counted(rows, "row"))",
            advice: "name the output that holds one line of scores a row: output: NAME")
    }

    private func checkFinite(_ numbers: [Double], width: Int) throws(ForeignError) {
        let wrong = Set(numbers.indices.filter { !numbers[$0].isFinite }.map { $0 / width }).count
        guard wrong == 0 else {
            throw .misfit(
                "the model answers with numbers that are not finite in \(NumberText.counted(wrong, "row"))",
                advice:
                    "a missing number goes in as NaN: put an imputer into the exported pipeline, or fill the column in "
                    + "the dataset's SQL", count: wrong)
        }
    }

    private func probabilities(_ numbers: [Double], width: Int) throws(ForeignError) -> [Double] {
        if scores == .logit {
            var values = numbers
            values.withUnsafeMutableBufferPointer {
                (width == 1 ? Link.logistic : .softmax).apply(to: $0, width: width)
            }
            return values
        }
        let isInRange = numbers.allSatisfy { $0 >= -Self.roundOff && $0 <= 1 + Self.roundOff }
        let sums =
            width == 1
            || stride(from: 0, to: numbers.count, by: width).allSatisfy { row in
                abs(numbers[row..<row + width].reduce(0, +) - 1) <= Self.sumTolerance
            }
        guard isInRange, sums else {
            throw .misfit(
                "the model's output '\(output)' holds no probabilities: "
                    + (isInRange ? "those of a row do not come to 1" : "some lie outside of 0 to 1"),
                advice: "where they are logits, say so: scores: logit; else name another output: output: NAME")
        }
        return numbers.map { min(max($0, 0), 1) }
    }

    /// Labels agree with the most probable class, as its text or its place.
    private func check(
        _ labels: [String], of classes: [String], against probabilities: [Double], width: Int
    ) throws(ForeignError) {
        // Labels in other words, such as yes for a class that the engine reads as true, say nothing of the order.
        let places = Set(classes.indices.map(String.init))
        guard labels.allSatisfy(Set(classes).contains) || labels.allSatisfy(places.contains) else { return }
        var (asText, asPlace, sure) = (0, 0, 0)
        for (row, label) in labels.enumerated() where (row + 1) * width <= probabilities.count {
            let own = probabilities[row * width..<(row + 1) * width]
            guard let best = own.indices.max(by: { own[$0] < own[$1] }),
                own.indices.allSatisfy({ $0 == best || own[best] - own[$0] > Self.roundOff })
            else { continue }
            sure += 1
            if classes[best - row * width] == label { asText += 1 }
            if String(best - row * width) == label { asPlace += 1 }
        }
        // A threshold of its own may turn some labels of a model; another order turns most.
        guard sure > 0, 2 * max(asText, asPlace) < sure else { return }
        throw .misfit(
            "the model decides for another class than its probabilities, read as \(classes.joined(separator: ", ")), in "
                + "\(NumberText.count(sure - max(asText, asPlace))) of \(NumberText.counted(sure, "row"))",
            advice: "say in which order its output holds the classes: classes: [CLASS, …]",
            count: sure - max(asText, asPlace))
    }
}
