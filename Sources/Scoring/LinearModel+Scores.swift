extension LinearModel {
    /// Raw scores: for each row and output, the intercept, plus the dense products in the order of the columns, plus
    /// the weight of each block's level in the order of the blocks.
    ///
    /// One row's score depends on that row alone, and the order of its sum is fixed: the same bits everywhere.
    ///
    /// `dense` is row-major, `rowCount × denseWidth`, and `levels` row-major, `rowCount × blockWidths.count`; `scores`
    /// receives `rowCount × weights.count` numbers, row-major.
    func writeScores(
        dense: UnsafeBufferPointer<Double>, levels: UnsafeBufferPointer<Int32>, rowCount: Int, denseWidth: Int,
        blockWidths: [Int], into scores: UnsafeMutableBufferPointer<Double>
    ) {
        let width = denseWidth + blockWidths.reduce(0, +)
        precondition(weights.allSatisfy { $0.count == width }, "a weight for each column")
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
    }
}
