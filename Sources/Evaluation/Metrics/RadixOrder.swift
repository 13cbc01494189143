/// The order of doubles, found by a radix sort of their bits.
enum RadixOrder {
    private static let digitBits = 11
    private static let digits = 6

    private struct Entry {
        var key: UInt64
        var index: Int32
    }

    /// Indices of the values, smallest value first; equal values (0 and -0 are) in the order of their indices.
    ///
    /// Values must not be NaN, and there are fewer than 2^31 of them. O(n).
    static func ascending(_ values: [Double]) -> [Int32] { order(values) { ascendingKey($0) } }

    /// Indices of the values, largest value first; equal values in the order of their indices.
    static func descending(_ values: [Double]) -> [Int32] { order(values) { ~ascendingKey($0) } }

    /// Bits whose order as unsigned numbers is that of the doubles.
    @inline(__always)
    private static func ascendingKey(_ value: Double) -> UInt64 {
        // Adding zero makes -0 the same as 0.
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    @inline(__always)
    private static func order(_ values: [Double], key: (Double) -> UInt64) -> [Int32] {
        let size = 1 << digitBits
        let mask = UInt64(size - 1)
        var histograms = [Int](repeating: 0, count: digits * size)
        var entries: [Entry] = []
        entries.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            let bits = key(value)
            entries.append(Entry(key: bits, index: Int32(truncatingIfNeeded: index)))
            for digit in 0..<digits {
                histograms[digit * size + Int(bits >> UInt64(digit * digitBits) & mask)] += 1
            }
        }
        var spare = entries
        for digit in 0..<digits {
            var starts = Array(histograms[digit * size..<(digit + 1) * size])
            // A digit that all values share moves nothing.
            if starts.contains(values.count) { continue }
            var start = 0
            for bucket in starts.indices { (starts[bucket], start) = (start, start + starts[bucket]) }
            move(entries, to: &spare, starts: &starts) { Int($0 >> UInt64(digit * digitBits) & mask) }
            swap(&entries, &spare)
        }
        return entries.map(\.index)
    }

    /// Puts each entry at the next free place of its bucket.
    @inline(__always)
    private static func move(
        _ entries: [Entry], to sorted: inout [Entry], starts: inout [Int], bucket: (UInt64) -> Int
    ) {
        var places = starts.mutableSpan
        var sorted = sorted.mutableSpan
        for entry in entries {
            let bucket = bucket(entry.key)
            sorted[places[bucket]] = entry
            places[bucket] += 1
        }
    }
}
