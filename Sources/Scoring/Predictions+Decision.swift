extension Predictions {
    /// The class that each row is decided to be, as an index into the classes.
    ///
    /// Binary (`width` 1): 1, the positive class, where the score is at least the threshold. Multiclass: the class of
    /// the lowest expected cost, or the most probable one where there are no costs; of equal ones the first.
    ///
    /// - Parameters:
    ///   - threshold: of the positive class.
    ///   - costs: what deciding each class costs where another is true: `costs[true][decided]`.
    /// - Returns: a class for each row.
    package func classIndices(threshold: Double = 0.5, costs: [[Double]]? = nil) -> [Int] {
        guard width > 1 else { return values.map { $0 >= threshold ? 1 : 0 } }
        let merits = costs.map { expectedCosts($0).map { -$0 } } ?? values
        return (0..<rowCount).map { row in
            var best = row * width
            for index in row * width..<(row + 1) * width where merits[index] > merits[best] { best = index }
            return best - row * width
        }
    }

    /// What deciding each class is expected to cost, row-major.
    package func expectedCosts(_ costs: [[Double]]) -> [Double] {
        var expected = [Double](repeating: 0, count: values.count)
        for start in stride(from: 0, to: values.count, by: width) {
            for truth in 0..<width {
                for decided in 0..<width { expected[start + decided] += values[start + truth] * costs[truth][decided] }
            }
        }
        return expected
    }
}
