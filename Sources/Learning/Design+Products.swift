import Scoring

/// The inner loops of ``Design``, over unsafe pointers whose bounds the callers' checks guarantee.
extension Design {
    /// sums[column, output] += x[row, column] · residuals[row, output].
    func addProducts(of rows: Range<Int>, _ residuals: [Double], outputs: Int, to sums: UnsafeMutablePointer<Double>) {
        matrix.dense.withUnsafeBufferPointer { dense in
            matrix.levels.withUnsafeBufferPointer { levels in
                residuals.withUnsafeBufferPointer { residuals in
                    if outputs == 1 {
                        addDenseProducts(of: rows, residuals, dense, to: sums)
                        addLevelProducts(of: rows, residuals, levels, to: sums)
                    } else {
                        addProducts(of: rows, residuals, dense, levels, outputs: outputs, to: sums)
                    }
                }
            }
        }
    }

    /// One output: four rows at a time, so that each sum is read and written once for four products.
    private func addDenseProducts(
        of rows: Range<Int>, _ residuals: UnsafeBufferPointer<Double>, _ dense: UnsafeBufferPointer<Double>,
        to sums: UnsafeMutablePointer<Double>
    ) {
        let width = matrix.denseWidth
        var row = rows.lowerBound
        while row + 4 <= rows.upperBound {
            let (r0, r1, r2, r3) = (residuals[row], residuals[row + 1], residuals[row + 2], residuals[row + 3])
            let start = row * width
            for column in 0..<width {
                let first = r0 * dense[start + column] + r1 * dense[start + width + column]
                let second = r2 * dense[start + 2 * width + column] + r3 * dense[start + 3 * width + column]
                sums[column] += first + second
            }
            row += 4
        }
        while row < rows.upperBound {
            for column in 0..<width { sums[column] += residuals[row] * dense[row * width + column] }
            row += 1
        }
    }

    /// One output: the active columns and the intercept.
    private func addLevelProducts(
        of rows: Range<Int>, _ residuals: UnsafeBufferPointer<Double>, _ levels: UnsafeBufferPointer<Int32>,
        to sums: UnsafeMutablePointer<Double>
    ) {
        let offsets = matrix.blockOffsets
        var total = 0.0
        offsets.withUnsafeBufferPointer { offsets in
            for row in rows {
                let residual = residuals[row]
                for block in offsets.indices {
                    sums[offsets[block] + Int(levels[row * offsets.count + block])] += residual
                }
                total += residual
            }
        }
        sums[matrix.width] += total
    }

    /// Several outputs: four of them and two rows at a time, in sums that are padded to a multiple of four outputs.
    private func addProducts(
        of rows: Range<Int>, _ residuals: UnsafeBufferPointer<Double>, _ dense: UnsafeBufferPointer<Double>,
        _ levels: UnsafeBufferPointer<Int32>, outputs: Int, to sums: UnsafeMutablePointer<Double>
    ) {
        let (width, blocks) = (matrix.denseWidth, matrix.blockWidths.count)
        let offsets = matrix.blockOffsets
        let lanes = (outputs + 3) / 4 * 4
        withUnsafeTemporaryAllocation(of: Double.self, capacity: columns * lanes) { padded in
            padded.initialize(repeating: 0)
            guard let base = padded.baseAddress else { return }
            for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 2) {
                // The last row of an odd number stands beside itself with residuals of 0.
                let other = min(row + 1, rows.upperBound - 1)
                for lane in stride(from: 0, to: outputs, by: 4) {
                    var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
                    for index in 0..<min(4, outputs - lane) {
                        first[index] = residuals[row * outputs + lane + index]
                        second[index] = other == row ? 0 : residuals[other * outputs + lane + index]
                    }
                    let target = base + lane
                    for column in 0..<width {
                        let product = first * dense[row * width + column] + second * dense[other * width + column]
                        store(four(target + column * lanes) + product, at: target + column * lanes)
                    }
                    for block in 0..<blocks {
                        let column = (offsets[block] + Int(levels[row * blocks + block])) * lanes
                        let otherColumn = (offsets[block] + Int(levels[other * blocks + block])) * lanes
                        store(four(target + column) + first, at: target + column)
                        store(four(target + otherColumn) + second, at: target + otherColumn)
                    }
                    let intercept = target + matrix.width * lanes
                    store(four(intercept) + (first + second), at: intercept)
                }
            }
            for column in 0..<columns {
                for output in 0..<outputs { sums[column * outputs + output] += padded[column * lanes + output] }
            }
        }
    }

    /// sums[column, output] += curvatures[row, output] · x̃[row, column]².
    func addSquares(of rows: Range<Int>, _ curvatures: [Double], outputs: Int, to sums: UnsafeMutablePointer<Double>) {
        let width = matrix.denseWidth
        let offsets = matrix.blockOffsets
        let blocks = offsets.count
        let intercept = matrix.width * outputs
        matrix.dense.withUnsafeBufferPointer { dense in
            curvatures.withUnsafeBufferPointer { curvatures in
                for row in rows {
                    for column in 0..<width {
                        let value = dense[row * width + column]
                        for output in 0..<outputs {
                            sums[column * outputs + output] += value * value * curvatures[row * outputs + output]
                        }
                    }
                    for output in 0..<outputs { sums[intercept + output] += curvatures[row * outputs + output] }
                    for block in 0..<blocks {
                        let column = offsets[block] + Int(matrix.levels[row * blocks + block])
                        for output in 0..<outputs {
                            sums[column * outputs + output] += curvatures[row * outputs + output]
                        }
                    }
                }
            }
        }
    }
}
