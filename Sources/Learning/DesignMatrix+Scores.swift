import Columns
import Scoring

extension LinearModel {
    /// The raw scores of all rows: row-major, `rows × outputs`.
    ///
    /// For each row and output the dense products are added in index order, then the block weights in block
    /// order, then the intercept: the same bits at any number of threads, for any subset of the rows.
    func rawScores(of matrix: DesignMatrix, threads: Int) -> [Double] {
        precondition(
            weights.count == intercepts.count && weights.allSatisfy { $0.count == matrix.width },
            "one weight a column of the matrix")
        let outputs = intercepts.count
        let coefficients = [Double](unsafeUninitializedCapacity: (matrix.width + 1) * outputs) { buffer, count in
            for output in 0..<outputs {
                for column in 0..<matrix.width { buffer[column * outputs + output] = weights[output][column] }
                buffer[matrix.width * outputs + output] = intercepts[output]
            }
            count = (matrix.width + 1) * outputs
        }
        return matrix.scores(coefficients: coefficients, outputs: outputs, threads: threads)
    }
}

extension DesignMatrix {
    /// Rows scored by one thread at a time.
    private static var rowsPerBlock: Int { 4096 }

    /// The matrix, with a last column of ones, times coefficients: row-major, `rows × outputs`.
    ///
    /// `coefficients` is column-major in outputs: `coefficients[column * outputs + output]`, the intercepts last.
    func scores(coefficients: [Double], outputs: Int, threads: Int) -> [Double] {
        precondition(coefficients.count == (width + 1) * outputs, "one coefficient a column and output")
        let blocks = Parallel.blocks(of: rowCount, size: Self.rowsPerBlock)
        let parts = Parallel.map(count: blocks.count, threads: threads) { block in
            outputs == 1
                ? score(blocks[block], coefficients: coefficients)
                : score(blocks[block], coefficients: coefficients, outputs: outputs)
        }
        var scores: [Double] = []
        scores.reserveCapacity(rowCount * outputs)
        for part in parts { scores.append(contentsOf: part) }
        return scores
    }

    /// One output: four rows at a time, each in its own order.
    private func score(_ rows: Range<Int>, coefficients: [Double]) -> [Double] {
        let offsets = blockOffsets
        return [Double](unsafeUninitializedCapacity: rows.count) { scores, count in
            dense.withUnsafeBufferPointer { dense in
                coefficients.withUnsafeBufferPointer { coefficients in
                    var row = rows.lowerBound
                    while row < rows.upperBound {
                        let start = row * denseWidth
                        let target = row - rows.lowerBound
                        if row + 4 <= rows.upperBound {
                            var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
                            for column in 0..<denseWidth {
                                let weight = coefficients[column]
                                s0 += dense[start + column] * weight
                                s1 += dense[start + denseWidth + column] * weight
                                s2 += dense[start + 2 * denseWidth + column] * weight
                                s3 += dense[start + 3 * denseWidth + column] * weight
                            }
                            scores[target] = s0
                            scores[target + 1] = s1
                            scores[target + 2] = s2
                            scores[target + 3] = s3
                            row += 4
                        } else {
                            var sum = 0.0
                            for column in 0..<denseWidth { sum += dense[start + column] * coefficients[column] }
                            scores[target] = sum
                            row += 1
                        }
                    }
                }
            }
            let intercept = coefficients[width]
            for row in rows {
                var sum = scores[row - rows.lowerBound]
                for block in offsets.indices {
                    sum += coefficients[offsets[block] + level(row: row, block: block)]
                }
                scores[row - rows.lowerBound] = sum + intercept
            }
            count = rows.count
        }
    }

    /// Several outputs: a row's scores grow together, column by column.
    private func score(_ rows: Range<Int>, coefficients: [Double], outputs: Int) -> [Double] {
        let offsets = blockOffsets
        return [Double](unsafeUninitializedCapacity: rows.count * outputs) { scores, count in
            scores.initialize(repeating: 0)
            for row in rows {
                let target = (row - rows.lowerBound) * outputs
                dense.withUnsafeBufferPointer { dense in
                    coefficients.withUnsafeBufferPointer { coefficients in
                        for column in 0..<denseWidth {
                            let value = dense[row * denseWidth + column]
                            for output in 0..<outputs {
                                scores[target + output] += value * coefficients[column * outputs + output]
                            }
                        }
                    }
                }
                for block in offsets.indices {
                    let column = offsets[block] + level(row: row, block: block)
                    for output in 0..<outputs { scores[target + output] += coefficients[column * outputs + output] }
                }
                for output in 0..<outputs { scores[target + output] += coefficients[width * outputs + output] }
            }
            count = rows.count * outputs
        }
    }

    /// The active level of a block; a level outside the block is a programming error.
    @inline(__always)
    private func level(row: Int, block: Int) -> Int {
        let level = Int(levels[row * blockWidths.count + block])
        precondition(level >= 0 && level < blockWidths[block], "a level of the block")
        return level
    }
}
