extension Predictions {
    /// The class that each row is decided to be, as an index into the classes.
    ///
    /// Binary (`width` 1): 1, the positive class, where the score is at least the threshold. Multiclass: the most
    /// probable class, and of equally probable ones the first.
    package func classIndices(threshold: Double = 0.5) -> [Int] {
        guard width > 1 else { return values.map { $0 >= threshold ? 1 : 0 } }
        return (0..<rowCount).map { row in
            var best = row * width
            for index in row * width..<(row + 1) * width where values[index] > values[best] { best = index }
            return best - row * width
        }
    }
}
