import Evidence
import Scoring

/// The largest magnitude of a feature or a weight: its square, summed over any number of rows, is still finite.
private let largestMagnitude = 1e100

extension Target {
    /// Checks that each value and weight is one that can be learnt from.
    func check() throws(LearningError) {
        if let weights {
            guard weights.count == values.count else { throw .misfit("\(weights.count) weights for \(rowCount) rows") }
            guard weights.allSatisfy({ $0 >= 0 && $0 <= largestMagnitude }) else {
                throw .labelUnfit("some weights are negative, missing or larger than 1e100")
            }
        }
        switch task {
        case .regression:
            guard values.allSatisfy(\.isFinite) else { throw .labelUnfit("some values of the label are not finite") }
        case .binary, .multiclass:
            let count = Double(classes.count)
            guard classes.count >= 2, task == .multiclass || classes.count == 2 else {
                throw .labelUnfit("a \(task.rawValue) label has \(classes.count) classes")
            }
            guard values.allSatisfy({ $0 >= 0 && $0 < count && $0 == $0.rounded() }) else {
                throw .labelUnfit("some values of the label are no index of a class")
            }
        }
    }

    /// Checks that there is something to fit on.
    func checkTrainable() throws(LearningError) {
        try check()
        guard rowCount > 0 else { throw .noTrainingRows }
        guard weights?.contains(where: { $0 > 0 }) ?? true else { throw .noWeight }
    }

    /// The summed weight of each class; empty for regression.
    var classWeights: [Double] {
        guard task.isClassification else { return [] }
        var sums = classes.map { _ in OrderFreeSum() }
        for row in 0..<rowCount { sums[Int(values[row])].add(weights?[row] ?? 1) }
        return sums.map(\.value)
    }
}

extension DesignMatrix {
    /// Checks that the matrix fits the target and holds only values that can be computed with.
    func check(rows: Int) throws(LearningError) {
        guard rowCount == rows else { throw .misfit("\(rowCount) rows of features for \(rows) of the label") }
        let unusable = dense.reduce(into: 0) { count, value in
            if !(value.magnitude <= largestMagnitude) { count += 1 }
        }
        guard unusable == 0 else { throw .notFinite(unusable) }
        let blocks = blockWidths.count
        for row in 0..<rowCount {
            for block in 0..<blocks {
                let level = levels[row * blocks + block]
                guard level >= 0, level < blockWidths[block] else {
                    throw .misfit("level \(level) in a block of \(blockWidths[block])")
                }
            }
        }
    }
}
