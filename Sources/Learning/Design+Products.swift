import Scoring

/// The inner loops of ``Design``, over unsafe pointers whose bounds the callers' checks guarantee.
extension Design {
    /// sums[column, output] += x[row, column] · residuals[row, output].
    func addProducts(of rows: Range<Int>, _ residuals: [Double], outputs: Int, to sums: UnsafeMutablePointer<Double>) {
        let offsets = matrix.blockOffsets
        let blocks = offsets.count
        let intercept = matrix.width * outputs
        matrix.dense.withUnsafeBufferPointer { dense in
            matrix.levels.withUnsafeBufferPointer { levels in
                residuals.withUnsafeBufferPointer { residuals in
                    outputs == 1
                        ? addDenseProducts(of: rows, residuals, dense, to: sums)
                        : addDenseProducts(of: rows, residuals, dense, outputs: outputs, to: sums)
                    for row in rows {
                        for block in 0..<blocks {
                            let column = offsets[block] + Int(levels[row * blocks + block])
                            for output in 0..<outputs {
                                sums[column * outputs + output] += residuals[row * outputs + output]
                            }
                        }
                        for output in 0..<outputs { sums[intercept + output] += residuals[row * outputs + output] }
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

    private func addDenseProducts(
        of rows: Range<Int>, _ residuals: UnsafeBufferPointer<Double>, _ dense: UnsafeBufferPointer<Double>,
        outputs: Int, to sums: UnsafeMutablePointer<Double>
    ) {
        let width = matrix.denseWidth
        for row in rows {
            for column in 0..<width {
                let value = dense[row * width + column]
                for output in 0..<outputs {
                    sums[column * outputs + output] += value * residuals[row * outputs + output]
                }
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
