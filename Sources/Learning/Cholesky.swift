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

/// Σ aᵢ bᵢ over `count` numbers, in four interleaved sums.
@inline(__always)
func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var (s0, s1, s2, s3) = (SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero)
    var index = 0
    while index + 8 <= count {
        s0 += SIMD2(a[index], a[index + 1]) * SIMD2(b[index], b[index + 1])
        s1 += SIMD2(a[index + 2], a[index + 3]) * SIMD2(b[index + 2], b[index + 3])
        s2 += SIMD2(a[index + 4], a[index + 5]) * SIMD2(b[index + 4], b[index + 5])
        s3 += SIMD2(a[index + 6], a[index + 7]) * SIMD2(b[index + 6], b[index + 7])
        index += 8
    }
    var sum = ((s0 + s1) + (s2 + s3)).sum()
    while index < count {
        sum += a[index] * b[index]
        index += 1
    }
    return sum
}
