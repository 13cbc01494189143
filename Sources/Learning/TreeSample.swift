import Scoring

/// The rows from which LightGBM takes its bins, column by column, without the zeros, which it counts itself.
struct TreeSample {
    /// Rows at most, LightGBM's default; tables up to this size are taken whole.
    static let rows = 200_000

    /// Rows of the sample.
    let rowCount: Int
    /// The numbers of each column that are not 0, and their rows in the sample.
    private(set) var values: [[Double]]
    private(set) var indices: [[Int32]]

    /// Takes a sample that follows from the number of rows and the seed alone.
    init(_ rows: TreeRows, seed: Int64, most: Int = TreeSample.rows) {
        let chosen = Self.chosen(most, of: rows.rowCount, seed: seed)
        let width = rows.columns.count
        rowCount = chosen.count
        values = [[Double]](repeating: [], count: max(width, 1))
        indices = [[Int32]](repeating: [], count: max(width, 1))
        guard width > 0, !chosen.isEmpty else { return }
        let size = min(max((1 << 20) / width, 1), chosen.count)
        let block = UnsafeMutableBufferPointer<Double>.allocate(capacity: size * width)
        defer { block.deallocate() }
        for start in stride(from: 0, to: chosen.count, by: size) {
            let part = Array(chosen[start..<min(start + size, chosen.count)])
            rows.write(part, into: block)
            for column in 0..<width {
                for place in part.indices {
                    let value = block[place * width + column]
                    guard !(value.magnitude <= TreeMatrix.zeroBound) else { continue }
                    values[column].append(value)
                    indices[column].append(Int32(start + place))
                }
            }
        }
    }

    /// `count` of `total` rows, ascending, each set of them as likely as any other (Knuth, *The Art of Computer
    /// Programming*, volume 2, algorithm 3.4.2S).
    static func chosen(_ count: Int, of total: Int, seed: Int64) -> [Int] {
        guard count < total else { return Array(0..<total) }
        var bits = RandomBits(seed: seed)
        var chosen: [Int] = []
        chosen.reserveCapacity(count)
        for row in 0..<total where chosen.count < count {
            let unit = bits.unit()
            if Double(total - row) * unit < Double(count - chosen.count) { chosen.append(row) }
        }
        return chosen
    }
}
