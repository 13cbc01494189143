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
        let lanes = (outputs + 3) / 4 * 4
        let padded = outputs == 1 ? [] : Self.padded(coefficients, outputs: outputs, lanes: lanes)
        let parts = Parallel.map(count: blocks.count, threads: threads) { block in
            outputs == 1
                ? score(blocks[block], coefficients: coefficients)
                : score(blocks[block], padded: padded, lanes: lanes, outputs: outputs)
        }
        var scores: [Double] = []
        scores.reserveCapacity(rowCount * outputs)
        for part in parts { scores.append(contentsOf: part) }
        return scores
    }

    /// Coefficients with `lanes` numbers a column, those beyond the outputs 0.
    private static func padded(_ coefficients: [Double], outputs: Int, lanes: Int) -> [Double] {
        var result = [Double](repeating: 0, count: coefficients.count / outputs * lanes)
        for column in 0..<(coefficients.count / outputs) {
            for output in 0..<outputs { result[column * lanes + output] = coefficients[column * outputs + output] }
        }
        return result
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

    /// Several outputs: four of them at a time, column by column, two rows beside each other.
    ///
    /// `coefficients` is padded: `lanes` numbers a column.
    private func score(_ rows: Range<Int>, padded coefficients: [Double], lanes: Int, outputs: Int) -> [Double] {
        let offsets = blockOffsets
        return [Double](unsafeUninitializedCapacity: rows.count * outputs) { scores, count in
            dense.withUnsafeBufferPointer { dense in
                coefficients.withUnsafeBytes { coefficients in
                    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 2) {
                        // The last row of an odd number stands beside itself.
                        let other = min(row + 1, rows.upperBound - 1)
                        for lane in stride(from: 0, to: outputs, by: 4) {
                            var (sum, otherSum) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
                            for column in 0..<denseWidth {
                                let weights = four(coefficients, column * lanes + lane)
                                sum += weights * dense[row * denseWidth + column]
                                otherSum += weights * dense[other * denseWidth + column]
                            }
                            for block in offsets.indices {
                                let column = offsets[block] + level(row: row, block: block)
                                let otherColumn = offsets[block] + level(row: other, block: block)
                                sum += four(coefficients, column * lanes + lane)
                                otherSum += four(coefficients, otherColumn * lanes + lane)
                            }
                            sum += four(coefficients, width * lanes + lane)
                            otherSum += four(coefficients, width * lanes + lane)
                            let start = (row - rows.lowerBound) * outputs + lane
                            let otherStart = (other - rows.lowerBound) * outputs + lane
                            for index in 0..<min(4, outputs - lane) {
                                scores[start + index] = sum[index]
                                scores[otherStart + index] = otherSum[index]
                            }
                        }
                    }
                }
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

/// Four numbers from an index on.
@inline(__always)
private func four(_ numbers: UnsafeRawBufferPointer, _ index: Int) -> SIMD4<Double> {
    numbers.loadUnaligned(fromByteOffset: index * MemoryLayout<Double>.stride, as: SIMD4<Double>.self)
}
