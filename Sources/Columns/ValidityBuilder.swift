/// Collects which rows are valid, batch by batch, from Arrow's bitmaps.
struct ValidityBuilder {
    private var words: [UInt64] = []
    private(set) var count = 0
    private var nulls = 0
    private let expectedRows: Int

    init(expectedRows: Int) {
        self.expectedRows = expectedRows
    }

    /// Adds rows that are all valid.
    mutating func appendValid(_ rows: Int) {
        if nulls > 0 { appendBits(rows) { _, _ in ~0 } }
        count += rows
    }

    /// Adds rows that are all null.
    mutating func appendNull(_ rows: Int) {
        guard rows > 0 else { return }
        materialise()
        appendBits(rows) { _, _ in 0 }
        count += rows
        nulls += rows
    }

    /// Adds `rows` bits of a bitmap, from bit `offset` on.
    mutating func append(_ bits: BitReader, offset: Int, rows: Int) {
        let valid = bits.ones(offset: offset, count: rows)
        guard valid < rows else { return appendValid(rows) }
        materialise()
        appendBits(rows) { start, length in bits.word(offset: offset + start, count: length) }
        count += rows
        nulls += rows - valid
    }

    func finish() -> Validity {
        nulls == 0 ? Validity(allValid: count) : Validity(words: words, count: count)
    }

    /// Writes the ones of all rows so far; before the first null there are no words.
    private mutating func materialise() {
        guard nulls == 0 else { return }
        words.reserveCapacity((max(expectedRows, count) + 63) / 64)
        words = [UInt64](repeating: ~0, count: count / 64)
        if count & 63 != 0 { words.append(1 << UInt64(count & 63) - 1) }
    }

    /// Adds `rows` bits, asked for in pieces that fill the words one by one.
    private mutating func appendBits(_ rows: Int, _ piece: (_ start: Int, _ length: Int) -> UInt64) {
        var start = 0
        while start < rows {
            let position = count + start
            let used = position & 63
            let length = min(64 - used, rows - start)
            let mask = length == 64 ? ~0 : (1 << UInt64(length)) - 1 as UInt64
            let bits = piece(start, length) & mask
            if used == 0 { words.append(bits) } else { words[position >> 6] |= bits << UInt64(used) }
            start += length
        }
    }
}

/// Reads an Arrow bitmap without touching a byte past its last bit.
struct BitReader {
    private let bytes: UnsafeRawPointer
    /// Bytes that the bitmap surely has.
    private let byteCount: Int

    /// A bitmap of at least `bitCount` bits.
    init(_ bytes: UnsafeRawPointer, bitCount: Int) {
        self.bytes = bytes
        byteCount = (bitCount + 7) / 8
    }

    /// The `count` bits (1 to 64) from bit `offset` on, lowest first; bits above them are arbitrary.
    @inline(__always)
    func word(offset: Int, count: Int) -> UInt64 {
        let first = offset >> 3
        let shift = UInt64(offset & 7)
        guard first + 8 <= byteCount else { return slowWord(first: first, shift: shift) }
        let low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: first, as: UInt64.self)) >> shift
        guard shift != 0, count > 64 - Int(shift), first + 8 < byteCount else { return low }
        return low | UInt64(bytes.load(fromByteOffset: first + 8, as: UInt8.self)) << (64 - shift)
    }

    /// Whether the bit is set.
    @inline(__always)
    subscript(index: Int) -> Bool {
        bytes.load(fromByteOffset: index >> 3, as: UInt8.self) >> UInt8(index & 7) & 1 == 1
    }

    /// How many of the bits are set.
    func ones(offset: Int, count: Int) -> Int {
        var sum = 0
        var start = 0
        while start < count {
            let length = min(64, count - start)
            let mask = length == 64 ? ~0 : (1 << UInt64(length)) - 1 as UInt64
            sum += (word(offset: offset + start, count: length) & mask).nonzeroBitCount
            start += length
        }
        return sum
    }

    private func slowWord(first: Int, shift: UInt64) -> UInt64 {
        var low: UInt64 = 0
        for byte in first..<min(first + 8, byteCount) {
            low |= UInt64(bytes.load(fromByteOffset: byte, as: UInt8.self)) << UInt64((byte - first) * 8)
        }
        return low >> shift
    }
}
