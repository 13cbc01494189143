import Evidence
package import Scoring

/// How much weight of each true class was predicted as each class.
package struct ConfusionMatrix: Sendable, Equatable {
    /// Number of classes.
    package let classCount: Int
    /// Weight of true class `t` predicted as `p` at `t * classCount + p`; counts where all rows weigh 1.
    package let cells: [Double]

    /// Counts predicted classes against true ones, in the order of the rows.
    package init(classCount: Int, truth: [Double], predicted: [Int32], weights: [Double]?) {
        self.classCount = classCount
        guard let weights else {
            var counts = [Int](repeating: 0, count: classCount * classCount)
            for row in truth.indices { counts[Int(truth[row]) * classCount + Int(predicted[row])] += 1 }
            cells = counts.map(Double.init)
            return
        }
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: classCount * classCount)
        for row in truth.indices {
            sums[Int(truth[row]) * classCount + Int(predicted[row])].add(weights[row])
        }
        cells = sums.map(\.value)
    }

    /// Takes weights that were summed elsewhere, true class by true class.
    init(classCount: Int, cells: [Double]) {
        precondition(cells.count == classCount * classCount, "a cell for each pair of classes")
        self.classCount = classCount
        self.cells = cells
    }

    /// The weight of a true class that was predicted as a class.
    package subscript(truth: Int, predicted: Int) -> Double { cells[truth * classCount + predicted] }

    /// Weight of all rows.
    package var total: Double { CompensatedSum.of(cells) }

    /// Weight of the rows whose class was predicted.
    package var correct: Double { CompensatedSum.of((0..<classCount).map { self[$0, $0] }) }

    /// Weight of the rows of a class.
    package func truthTotal(_ index: Int) -> Double {
        CompensatedSum.of((0..<classCount).map { self[index, $0] })
    }

    /// Weight of the rows that were predicted as a class.
    package func predictedTotal(_ index: Int) -> Double {
        CompensatedSum.of((0..<classCount).map { self[$0, index] })
    }

    /// Share of the rows predicted as a class that are of it; `nil` where none is predicted so.
    package func precision(_ index: Int) -> Double? { quotient(self[index, index], predictedTotal(index)) }

    /// Share of the rows of a class that are predicted so; `nil` where the class has no rows.
    package func recall(_ index: Int) -> Double? { quotient(self[index, index], truthTotal(index)) }

    /// Harmonic mean of precision and recall; `nil` where the class is neither there nor predicted.
    package func f1(_ index: Int) -> Double? {
        quotient(2 * self[index, index], truthTotal(index) + predictedTotal(index))
    }

    /// The correlation between truth and prediction (Gorodkin's R_K; Matthews' for two classes), and 0, as
    /// scikit-learn has it, where either of them is one class only.
    package var matthewsCorrelation: Double {
        let truth = (0..<classCount).map(truthTotal)
        let predicted = (0..<classCount).map(predictedTotal)
        // n² - Σ t² as a sum of products, which is exactly 0 where one class holds all.
        func spread(_ totals: [Double]) -> Double {
            var sum = CompensatedSum()
            for first in totals.indices {
                for second in totals.indices where second != first { sum.add(totals[first] * totals[second]) }
            }
            return sum.value
        }
        let product = spread(truth) * spread(predicted)
        guard product > 0 else { return 0 }
        var covariance = CompensatedSum()
        covariance.add(correct * total)
        for index in truth.indices { covariance.add(-truth[index] * predicted[index]) }
        return covariance.value / product.squareRoot()
    }

    /// The cells as counts [true class][predicted class]; meant for matrices without weights.
    package var counts: [[Int]] {
        (0..<classCount).map { truth in (0..<classCount).map { Int(self[truth, $0]) } }
    }

    private func quotient(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
}

extension ConfusionMatrix {
    /// The matrix of predictions in rows, without weights; `nil` for regression.
    ///
    /// Binary: `positive` is predicted where the score is at or above `threshold`. Multiclass: the class with the
    /// highest probability, the first of equals.
    package init?(counting predictions: Predictions, target: Target, threshold: Double) {
        switch target.task {
        case .regression: return nil
        case .binary:
            self.init(
                classCount: 2, truth: target.values, predicted: predictions.values.map { $0 >= threshold ? 1 : 0 },
                weights: nil)
        case .multiclass:
            self.init(
                classCount: predictions.width, truth: target.values, predicted: predictions.likeliestClasses,
                weights: nil)
        }
    }
}

extension Predictions {
    /// The index of the largest number of each row, the first of equals.
    package var likeliestClasses: [Int32] {
        var classes: [Int32] = []
        classes.reserveCapacity(rowCount)
        for start in stride(from: 0, to: values.count, by: width) {
            var best = 0
            for index in 1..<max(1, width) where values[start + index] > values[start + best] { best = index }
            classes.append(Int32(best))
        }
        return classes
    }
}
