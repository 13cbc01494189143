/// The lower triangle of a symmetric matrix, row-major with full rows of `order` numbers.
struct SymmetricMatrix: Sendable {
    let order: Int
    var elements: [Double]

    init(order: Int) {
        self.order = order
        elements = [Double](repeating: 0, count: order * order)
    }

    subscript(row: Int, column: Int) -> Double {
        get { elements[row * order + column] }
        set { elements[row * order + column] = newValue }
    }
}

/// The factor L of a symmetric positive definite matrix A = L Lᵀ.
///
/// Row by row (Cholesky and Banachiewicz); Golub and Van Loan, *Matrix Computations*, 4.2.
struct Cholesky: Sendable {
    private let order: Int
    /// Lower triangle of L, row-major with full rows.
    private var factor: [Double]

    /// Factors a matrix; `nil` where it is not positive definite beyond rounding.
    init?(_ matrix: SymmetricMatrix) {
        let order = matrix.order
        var elements = matrix.elements
        let positive = elements.withUnsafeMutableBufferPointer { elements in
            guard let base = elements.baseAddress else { return true }
            for row in 0..<order {
                let current = base + row * order
                let diagonal = current[row]
                for column in 0..<row {
                    let other = base + column * order
                    current[column] = (current[column] - dot(current, other, column)) / other[column]
                }
                let pivot = diagonal - dot(current, current, row)
                // What is left of the diagonal must stand out from the rounding of what was taken off.
                guard pivot > Double(order) * .ulpOfOne * diagonal else { return false }
                current[row] = pivot.squareRoot()
            }
            return true
        }
        guard positive else { return nil }
        self.order = order
        factor = elements
    }

    /// The solution x of A x = b.
    func solve(_ b: [Double]) -> [Double] {
        var x = b
        x.withUnsafeMutableBufferPointer { x in
            factor.withUnsafeBufferPointer { factor in
                guard let x = x.baseAddress, let base = factor.baseAddress else { return }
                for row in 0..<order {
                    let current = base + row * order
                    x[row] = (x[row] - dot(current, x, row)) / current[row]
                }
                for row in (0..<order).reversed() {
                    let current = base + row * order
                    x[row] /= current[row]
                    let value = x[row]
                    for column in 0..<row { x[column] -= value * current[column] }
                }
            }
        }
        return x
    }
}
