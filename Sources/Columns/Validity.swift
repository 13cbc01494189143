/// Which rows hold a value: a bitmap, or nothing where every row does.
package struct Validity: Sendable, Equatable {
    /// One bit a row, lowest first; `nil` where all rows are valid.
    package private(set) var words: [UInt64]?
    /// Number of rows.
    package let count: Int

    /// All rows valid.
    package init(allValid count: Int) {
        self.count = count
        words = nil
    }

    /// Valid where the flag of a row is `true`.
    package init(_ flags: some Collection<Bool>) {
        count = flags.count
        guard flags.contains(false) else {
            words = nil
            return
        }
        var bits = [UInt64](repeating: 0, count: (flags.count + 63) / 64)
        for (row, valid) in flags.enumerated() where valid { bits[row >> 6] |= 1 << UInt64(row & 63) }
        words = bits
    }

    /// Takes a bitmap as it is; bits past `count` must be zero.
    package init(words: [UInt64], count: Int) {
        precondition(words.count == (count + 63) / 64, "one bit a row")
        self.count = count
        self.words = words
    }

    /// Whether the row holds a value.
    @inline(__always)
    package subscript(row: Int) -> Bool {
        guard let words else { return true }
        return words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// Whether every row holds a value without looking at the rows.
    package var isTrivial: Bool { words == nil }

    /// Rows without a value.
    package var nullCount: Int {
        guard let words else { return 0 }
        return count - words.reduce(0) { $0 + $1.nonzeroBitCount }
    }
}
