import Columns
import Scoring

/// The weighted Gram matrix X̃ᵀ diag(c) X̃, which is the curvature of the loss in the coefficients.
///
/// One-hot columns are never written out: with `d` dense columns and `B` blocks a row costs d²/2 + dB + B²/2
/// products, whatever the number of levels.
extension Design {
    /// The lower triangle of X̃ᵀ diag(c) X̃ for one output, in the order of coefficients (the intercept last).
    ///
    /// `curvatures` is row-major, `rows × outputs`.
    func gram(_ curvatures: [Double], output: Int, outputs: Int) throws(LearningError) -> SymmetricMatrix {
        let layout = GramLayout(matrix)
        let matrix = self.matrix
        let cancelled = isCancelled
        let sums = try summed(over: pieces(partial: layout.size), count: layout.size) { rows, sums in
            // Asked for every few million products, so that a fit of any size ends soon after it is cancelled.
            let step = max(4, (1 << 24) / max(layout.head * layout.head, 1))
            for part in Parallel.blocks(of: rows.count, size: step) where !cancelled() {
                let rows = (rows.lowerBound + part.lowerBound)..<(rows.lowerBound + part.upperBound)
                layout.add(rows, of: matrix, to: sums) { curvatures[$0 * outputs + output] }
            }
        }
        return layout.matrix(from: sums)
    }
}

/// How the partial sums of a Gram matrix lie in memory.
///
/// The *head* of a row of X̃ is (dense, 1, padding to a multiple of 4). Sums start with head × head, go on
/// with levels × head, and end with levels × levels (lower triangle).
private struct GramLayout: Sendable {
    let dense: Int
    let head: Int
    let levels: Int
    /// First level of each block among all levels.
    let offsets: [Int]

    init(_ matrix: DesignMatrix) {
        dense = matrix.denseWidth
        head = (matrix.denseWidth + 1 + 3) / 4 * 4
        levels = matrix.width - matrix.denseWidth
        offsets = matrix.blockOffsets.map { $0 - matrix.denseWidth }
    }

    /// Numbers in a partial sum.
    var size: Int { (head + levels) * head + levels * levels }

    /// Rows whose heads are held beside each other, so that each sum is fetched once for all of them.
    private static let tile = 32

    /// Adds the products of some rows, a tile at a time.
    func add(
        _ rows: Range<Int>, of matrix: DesignMatrix, to sums: UnsafeMutablePointer<Double>, curvature: (Int) -> Double
    ) {
        var active = [Int](repeating: 0, count: offsets.count)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.tile * (head + 1)) { scratch in
            guard let heads = scratch.baseAddress else { return }
            scratch.initialize(repeating: 0)
            let weights = heads + Self.tile * head
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.tile) {
                let count = min(Self.tile, rows.upperBound - start)
                for lane in 0..<count {
                    weights[lane] = curvature(start + lane)
                    load(start + lane, of: matrix, to: heads + lane * head)
                }
                // Rows are taken by four; those that are not there weigh 0.
                for lane in count..<Self.tile { weights[lane] = 0 }
                for row in 0...dense {
                    for lane in stride(from: 0, to: count, by: 4) {
                        addHeads(heads + lane * head, weights + lane, row: row, to: sums + row * head)
                    }
                }
                for lane in 0..<count {
                    for block in active.indices {
                        active[block] = offsets[block] + Int(matrix.levels[(start + lane) * offsets.count + block])
                    }
                    addLevels(active, heads + lane * head, weights[lane], to: sums)
                }
            }
        }
    }

    @inline(__always)
    private func load(_ row: Int, of matrix: DesignMatrix, to head: UnsafeMutablePointer<Double>) {
        matrix.dense.withUnsafeBufferPointer { values in
            for column in 0..<dense { head[column] = values[row * dense + column] }
        }
        head[dense] = 1
    }

    /// One row of head × head, for four rows of the matrix.
    @inline(__always)
    private func addHeads(
        _ heads: UnsafeMutablePointer<Double>, _ weights: UnsafeMutablePointer<Double>, row: Int,
        to target: UnsafeMutablePointer<Double>
    ) {
        let (x0, x1, x2, x3) = (heads, heads + head, heads + 2 * head, heads + 3 * head)
        let (w0, w1) = (weights[0] * x0[row], weights[1] * x1[row])
        let (w2, w3) = (weights[2] * x2[row], weights[3] * x3[row])
        for column in stride(from: 0, through: row, by: 4) {
            let first = four(x0 + column) * w0 + four(x1 + column) * w1
            let second = four(x2 + column) * w2 + four(x3 + column) * w3
            store(four(target + column) + (first + second), at: target + column)
        }
    }

    /// levels × head and levels × levels of one row.
    @inline(__always)
    private func addLevels(
        _ active: [Int], _ x: UnsafeMutablePointer<Double>, _ weight: Double, to sums: UnsafeMutablePointer<Double>
    ) {
        let pairs = sums + (head + levels) * head
        for (block, level) in active.enumerated() {
            let target = sums + (head + level) * head
            for column in stride(from: 0, to: head, by: 4) {
                store(four(target + column) + four(x + column) * weight, at: target + column)
            }
            for earlier in 0...block { pairs[level * levels + active[earlier]] += weight }
        }
    }

    /// The sums in the order of coefficients.
    func matrix(from sums: [Double]) -> SymmetricMatrix {
        let order = dense + levels + 1
        var result = SymmetricMatrix(order: order)
        for row in 0..<dense {
            for column in 0...row { result[row, column] = sums[row * head + column] }
        }
        for level in 0..<levels {
            for column in 0..<dense { result[dense + level, column] = sums[(head + level) * head + column] }
            for other in 0...level {
                result[dense + level, dense + other] = sums[(head + levels) * head + level * levels + other]
            }
            result[order - 1, dense + level] = sums[(head + level) * head + dense]
        }
        for column in 0..<dense { result[order - 1, column] = sums[dense * head + column] }
        result[order - 1, order - 1] = sums[dense * head + dense]
        return result
    }
}
