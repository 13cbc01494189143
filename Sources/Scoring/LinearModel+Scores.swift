extension LinearModel {
    /// Raw scores: for each row and output, the intercept, plus the dense products in the order of the columns, plus
    /// the weight of each block's level in the order of the blocks, plus the products of the terms in their order.
    ///
    /// One row's score depends on that row alone, and the order of its sum is fixed: the same bits everywhere.
    ///
    /// `dense` is row-major, `rowCount × denseWidth`, and `levels` row-major, `rowCount × blockWidths.count`; `scores`
    /// receives `rowCount × weights.count` numbers, row-major.
    func writeScores(
        dense: UnsafeBufferPointer<Double>, levels: UnsafeBufferPointer<Int32>, rowCount: Int, denseWidth: Int,
        blockWidths: [Int], into scores: UnsafeMutableBufferPointer<Double>
    ) {
        let columns = denseWidth + blockWidths.reduce(0, +)
        precondition(weights.allSatisfy { $0.count == columns + terms.width }, "a weight for each column")
        precondition(intercepts.count == weights.count, "an intercept for each output")
        for (output, weights) in weights.enumerated() {
            weights.withUnsafeBufferPointer { weights in
                blockWidths.withUnsafeBufferPointer { blockWidths in
                    for row in 0..<rowCount {
                        var score = intercepts[output]
                        let first = row * denseWidth
                        for column in 0..<denseWidth { score += weights[column] * dense[first + column] }
                        var offset = denseWidth
                        let firstLevel = row * blockWidths.count
                        for block in 0..<blockWidths.count {
                            let level = Int(levels[firstLevel + block])
                            precondition(level >= 0 && level < blockWidths[block], "a level of the block")
                            score += weights[offset + level]
                            offset += blockWidths[block]
                        }
                        scores[row * self.weights.count + output] = score
                    }
                }
            }
        }
        guard !terms.isEmpty else { return }
        addTerms(
            dense: dense, levels: levels, rowCount: rowCount, denseWidth: denseWidth, blockWidths: blockWidths,
            into: scores)
    }

    private func addTerms(
        dense: UnsafeBufferPointer<Double>, levels: UnsafeBufferPointer<Int32>, rowCount: Int, denseWidth: Int,
        blockWidths: [Int], into scores: UnsafeMutableBufferPointer<Double>
    ) {
        let writer = TermWriter(terms, denseWidth: denseWidth, blockWidths: blockWidths)
        let columns = denseWidth + blockWidths.reduce(0, +)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: writer.width) { values in
            guard let base = values.baseAddress else { return }
            for row in 0..<rowCount {
                writer.write(
                    dense: dense.baseAddress.map { $0 + row * denseWidth },
                    levels: levels.baseAddress.map { $0 + row * blockWidths.count }, into: base)
                for (output, weights) in weights.enumerated() {
                    var score = scores[row * self.weights.count + output]
                    weights.withUnsafeBufferPointer { weights in
                        for term in 0..<writer.width { score += weights[columns + term] * base[term] }
                    }
                    scores[row * self.weights.count + output] = score
                }
            }
        }
    }
}
