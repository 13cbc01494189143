import Scoring

extension DesignMatrix {
    /// The mean of each column, written out: for a one-hot slot, the share of rows that have it.
    ///
    /// Rows are added in their order, so that the same rows give the same bits.
    var columnMeans: [Double] {
        var sums = [Double](repeating: 0, count: width)
        let offsets = blockOffsets
        for row in 0..<rowCount {
            for column in 0..<denseWidth { sums[column] += dense[row * denseWidth + column] }
            for block in offsets.indices { sums[offsets[block] + Int(levels[row * offsets.count + block])] += 1 }
        }
        return sums.map { $0 / Double(max(rowCount, 1)) }
    }
}
