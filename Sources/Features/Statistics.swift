import Columns

/// Exact statistics in a fixed order.
enum Statistics {
    /// Values that are summed at a time; sums of blocks are then summed in order.
    static let blockSize = 4_096

    /// The middle value, or the mean of the two middle values; `nil` where there is none.
    ///
    /// By selection (Hoare's quickselect with a middle of three), so in time that grows with the count; the result
    /// depends on the values alone, not on their order.
    static func median(of values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        var values = values
        return values.withUnsafeMutableBufferPointer { buffer in
            let middle = buffer.count / 2
            let upper = select(middle, of: buffer)
            // Adding 0 makes one value of both zeros.
            guard buffer.count.isMultiple(of: 2) else { return upper + 0 }
            // Selection leaves all smaller values below the middle.
            let lower = buffer[..<middle].max() ?? upper
            let sum = lower + upper
            // Halves are added where the sum overflows.
            return (sum.isFinite ? sum / 2 : lower / 2 + upper / 2) + 0
        }
    }

    /// Moves the value of rank `rank` to its place and returns it.
    private static func select(_ rank: Int, of values: UnsafeMutableBufferPointer<Double>) -> Double {
        var low = 0
        var high = values.count - 1
        while low < high {
            let pivot = middleOfThree(values[low], values[(low + high) / 2], values[high])
            var left = low
            var right = high
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                break
            }
        }
        return values[rank]
    }

    private static func middleOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
        max(min(a, b), min(max(a, b), c))
    }

    /// Mean and population standard deviation, in the order of the values; both finite for finite values.
    ///
    /// Two passes with a correction for the rounding of the mean, over values brought near 1 by a power of two, so
    /// that squares neither overflow nor vanish.
    static func moments(of values: [Double]) -> (mean: Double, deviation: Double) {
        guard !values.isEmpty else { return (0, 0) }
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        guard largest > 0 else { return (0, 0) }
        let exponent = largest.exponent
        let down = Double(sign: .plus, exponent: -exponent / 2, significand: 1)
        let down2 = Double(sign: .plus, exponent: -exponent - -exponent / 2, significand: 1)
        let count = Double(values.count)
        let mean = sum(values) { $0 * down * down2 } / count
        let squares = sum(values) { value in
            let difference = value * down * down2 - mean
            return difference * difference
        }
        // What the rounding of the sum left of the mean.
        let drift = sum(values) { $0 * down * down2 - mean } / count
        let variance = max(squares / count - drift * drift, 0)
        let up = { (value: Double) in value / down / down2 }
        return (up(mean + drift), up(variance.squareRoot()))
    }

    /// The sum of a function of the values, block by block in order.
    private static func sum(_ values: [Double], _ term: (Double) -> Double) -> Double {
        values.withUnsafeBufferPointer { values in
            var total = 0.0
            for block in Parallel.blocks(of: values.count, size: blockSize) {
                var sum = 0.0
                for index in block { sum += term(values[index]) }
                total += sum
            }
            return total
        }
    }
}
