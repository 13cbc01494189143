#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Gives each distinct run of bytes a code, in the order of first sight; at the end the codes are sorted.
///
/// Texts are kept as bytes in one arena, so that no `String` is made for a row, only one for each distinct text.
struct TextInterner {
    private var arena: [UInt8] = []
    private var entries: [Entry] = []
    /// Open addressing with linear probing; −1 is free, and the size is a power of two.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    private struct Entry {
        var start: Int
        var length: Int
        var hash: UInt64
    }

    /// Distinct texts so far.
    var count: Int { entries.count }

    /// The code of some bytes, a new one at first sight.
    mutating func code(of bytes: UnsafeRawPointer, count: Int) -> Int32 {
        let hash = Self.hash(bytes, count: count)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let code = slots[slot]
            if code < 0 { break }
            let entry = entries[Int(code)]
            if entry.hash == hash, entry.length == count, equals(entry, bytes) { return code }
            slot = (slot + 1) & mask
        }
        let code = Int32(entries.count)
        entries.append(Entry(start: arena.count, length: count, hash: hash))
        arena.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        slots[slot] = code
        if entries.count * 2 > slots.count { grow() }
        return code
    }

    /// The distinct texts sorted by their bytes, and the place of each code among them.
    ///
    /// - Throws: ``ColumnsError`` where a text is not UTF-8.
    func finish() throws(ColumnsError) -> (dictionary: [String], rank: [Int32]) {
        let order = arena.withUnsafeBytes { sorted($0) }
        var rank = [Int32](repeating: 0, count: order.count)
        var dictionary: [String] = []
        dictionary.reserveCapacity(order.count)
        for (place, code) in order.enumerated() {
            rank[Int(code)] = Int32(place)
            let entry = entries[Int(code)]
            let bytes = arena[entry.start..<entry.start + entry.length]
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ColumnsError(.malformed, "a text is not UTF-8")
            }
            dictionary.append(text)
        }
        return (dictionary, rank)
    }

    /// The codes in the order of their bytes; the first eight bytes decide most comparisons.
    private func sorted(_ bytes: UnsafeRawBufferPointer) -> [Int32] {
        var keys = entries.indices.map { code in
            let entry = entries[code]
            var prefix: UInt64 = 0
            for index in 0..<8 {
                prefix = prefix << 8 | (index < entry.length ? UInt64(bytes[entry.start + index]) : 0)
            }
            return (prefix: prefix, code: Int32(code))
        }
        keys.sort { left, right in
            guard left.prefix == right.prefix else { return left.prefix < right.prefix }
            let a = entries[Int(left.code)]
            let b = entries[Int(right.code)]
            return UnsafeRawBufferPointer(rebasing: bytes[a.start..<a.start + a.length])
                .lexicographicallyPrecedes(UnsafeRawBufferPointer(rebasing: bytes[b.start..<b.start + b.length]))
        }
        return keys.map(\.code)
    }

    private func equals(_ entry: Entry, _ bytes: UnsafeRawPointer) -> Bool {
        arena.withUnsafeBytes { arena in
            guard let base = arena.baseAddress, entry.length > 0 else { return entry.length == 0 }
            return memcmp(base + entry.start, bytes, entry.length) == 0
        }
    }

    private mutating func grow() {
        var larger = [Int32](repeating: -1, count: slots.count * 4)
        let mask = larger.count - 1
        for (code, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while larger[slot] >= 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(code)
        }
        slots = larger
    }

    /// A multiply-and-fold hash over words of eight bytes.
    @inline(__always)
    private static func hash(_ bytes: UnsafeRawPointer, count: Int) -> UInt64 {
        var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index + 8 <= count {
            state = fold(state ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        if index < count {
            var tail: UInt64 = 0
            while index < count {
                tail = tail << 8 | UInt64(bytes.load(fromByteOffset: index, as: UInt8.self))
                index += 1
            }
            state = fold(state ^ tail)
        }
        return state
    }

    @inline(__always)
    private static func fold(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
