// Sums over vectors of doubles, and four of them at a time; the order of each sum is fixed.

/// Σ aᵢ bᵢ.
func inner(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
            guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
            return dot(first, second, min(a.count, b.count))
        }
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

/// Four numbers from a place on.
@inline(__always)
func four(_ pointer: UnsafeMutablePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Double>.self)
}

/// Writes four numbers to a place.
@inline(__always)
func store(_ value: SIMD4<Double>, at pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD4<Double>.self)
}
