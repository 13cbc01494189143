import Scoring

/// A fit with fewer rows than columns, turned into one with as many columns as rows.
///
/// The penalty keeps weights within the span of the rows (the representer theorem), so with an orthonormal basis Q
/// of that span β = Q γ, ‖β‖ = ‖γ‖ and X β = (X Q) γ: the same objective over the coordinates X Q of the rows, which
/// are rows × rows at most. The basis is built row by row by Gram and Schmidt's method, each row twice, which keeps
/// it orthogonal to rounding.
struct RowSpace: Sendable {
    /// Part of a row's length below which what is left outside the span is rounding.
    private static let rankTolerance = 1e-13

    /// Orthonormal vectors over the written-out columns.
    private let basis: [[Double]]
    /// The rows' coordinates as dense columns.
    let coordinates: DesignMatrix

    /// Builds the basis of the design's rows.
    init(_ design: Design) throws(LearningError) {
        var basis: [[Double]] = []
        var rows: [[Double]] = []
        for index in 0..<design.rows {
            try design.checkCancelled()
            var row = design.writtenOut(index)
            let length = inner(row, row).squareRoot()
            var coordinates = [Double](repeating: 0, count: basis.count)
            for _ in 0..<2 {
                for (axis, vector) in basis.enumerated() {
                    let share = inner(vector, row)
                    subtract(share, vector, from: &row)
                    coordinates[axis] += share
                }
            }
            let rest = inner(row, row).squareRoot()
            if rest > Self.rankTolerance * length {
                basis.append(row.map { $0 / rest })
                coordinates.append(rest)
            }
            rows.append(coordinates)
        }
        let width = basis.count
        let dense = rows.flatMap { $0 + [Double](repeating: 0, count: width - $0.count) }
        self.basis = basis
        coordinates = DesignMatrix(rowCount: rows.count, denseWidth: width, dense: dense, blockWidths: [], levels: [])
    }

    /// Coefficients over the written-out columns from those over the coordinates (neither about centres).
    func lifted(_ coefficients: [Double], outputs: Int, width: Int) -> [Double] {
        var result = [Double](repeating: 0, count: (width + 1) * outputs)
        for output in 0..<outputs {
            var weights = [Double](repeating: 0, count: width)
            for (axis, vector) in basis.enumerated() {
                subtract(-coefficients[axis * outputs + output], vector, from: &weights)
            }
            for column in 0..<width { result[column * outputs + output] = weights[column] }
            result[width * outputs + output] = coefficients[basis.count * outputs + output]
        }
        return result
    }
}

extension Design {
    /// Row of X̃ without the intercept, one-hot columns written out.
    fileprivate func writtenOut(_ row: Int) -> [Double] {
        var values = [Double](repeating: 0, count: matrix.width)
        for column in 0..<matrix.denseWidth {
            values[column] = matrix.dense[row * matrix.denseWidth + column]
        }
        for (block, offset) in matrix.blockOffsets.enumerated() {
            values[offset + Int(matrix.levels[row * matrix.blockWidths.count + block])] = 1
        }
        return values
    }
}

/// target −= share · vector.
private func subtract(_ share: Double, _ vector: [Double], from target: inout [Double]) {
    target.withUnsafeMutableBufferPointer { target in
        vector.withUnsafeBufferPointer { vector in
            for index in 0..<vector.count { target[index] -= share * vector[index] }
        }
    }
}
