import Foundation

/// What a check of a compressed file finds.
enum CompressionFlaw: Error, Sendable, Equatable {
    /// It ends before its stream does.
    case cutOff
    /// It is not what its format says, or its checksum does not match.
    case damaged
    /// It expands past ``Limits/expandedBytes`` and ``Limits/expansionRatio``.
    case expandsTooFar
}

/// Decompresses gzip (RFC 1952, RFC 1951) to see that it is whole; the engine takes a file that is cut off for whole.
struct GzipCheck {
    private let input: UnsafeBufferPointer<UInt8>
    private let mayExpandTo: Int
    private var at = 0
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var window = [UInt8](repeating: 0, count: Self.windowSize)
    private var written = 0
    private var memberStart = 0
    private var checksum: UInt32 = ~0

    private static let windowSize = 1 << 16

    /// Checks a file's bytes, all of its members.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - mayExpandTo: bytes past which it is refused.
    /// - Throws: ``CompressionFlaw``.
    static func check(_ bytes: Data, mayExpandTo: Int) throws(CompressionFlaw) {
        let outcome = bytes.withUnsafeBytes { raw -> Result<Void, CompressionFlaw> in
            var check = GzipCheck(input: raw.bindMemory(to: UInt8.self), mayExpandTo: mayExpandTo)
            return Result { () throws(CompressionFlaw) in try check.run() }
        }
        try outcome.get()
    }

    private init(input: UnsafeBufferPointer<UInt8>, mayExpandTo: Int) {
        self.input = input
        self.mayExpandTo = mayExpandTo
    }

    private mutating func run() throws(CompressionFlaw) {
        repeat {
            try skipHeader()
            try inflate()
            try checkTrailer()
            // Some writers fill the last block with zeros.
            while at < input.count, input[at] == 0 { at += 1 }
        } while at < input.count
    }

    private mutating func byte() throws(CompressionFlaw) -> UInt8 {
        guard at < input.count else { throw .cutOff }
        defer { at += 1 }
        return input[at]
    }

    private mutating func skipHeader() throws(CompressionFlaw) {
        guard try byte() == 0x1F, try byte() == 0x8B, try byte() == 8 else { throw .damaged }
        let flags = try byte()
        for _ in 0..<6 { _ = try byte() }
        if flags & 4 != 0 {
            let length = Int(try byte()) | Int(try byte()) << 8
            for _ in 0..<length { _ = try byte() }
        }
        if flags & 8 != 0 { while try byte() != 0 {} }
        if flags & 16 != 0 { while try byte() != 0 {} }
        if flags & 2 != 0 { for _ in 0..<2 { _ = try byte() } }
        memberStart = written
        checksum = ~0
    }

    private mutating func checkTrailer() throws(CompressionFlaw) {
        // Whole bytes that were read ahead go back.
        at -= bitCount / 8
        bits = 0
        bitCount = 0
        var stored: UInt64 = 0
        for shift in 0..<8 { stored |= UInt64(try byte()) << (8 * UInt64(shift)) }
        guard UInt32(truncatingIfNeeded: stored) == ~checksum,
            UInt32(truncatingIfNeeded: stored >> 32) == UInt32(truncatingIfNeeded: written - memberStart)
        else { throw .damaged }
    }

    // MARK: Deflate

    private mutating func inflate() throws(CompressionFlaw) {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try copyStored()
            case 1: try decode(.fixedLiterals, .fixedDistances)
            case 2:
                let (literals, distances) = try codes()
                try decode(literals, distances)
            default: throw .damaged
            }
        }
    }

    /// The next bits, the lowest first.
    private mutating func take(_ count: Int) throws(CompressionFlaw) -> Int {
        while bitCount < count {
            bits |= UInt64(try byte()) << UInt64(bitCount)
            bitCount += 8
        }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    private mutating func put(_ byte: UInt8) throws(CompressionFlaw) {
        window[written & (Self.windowSize - 1)] = byte
        written += 1
        checksum = Self.table[Int((checksum ^ UInt32(byte)) & 0xFF)] ^ (checksum >> 8)
        if written > mayExpandTo { throw .expandsTooFar }
    }

    private mutating func copyStored() throws(CompressionFlaw) {
        _ = try take(bitCount & 7)
        let length = try take(16)
        guard try take(16) == length ^ 0xFFFF else { throw .damaged }
        for _ in 0..<length { try put(UInt8(try take(8))) }
    }

    private mutating func symbol(_ code: PrefixCode) throws(CompressionFlaw) -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            value |= try take(1)
            let count = code.counts[length]
            if value - first < count { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .damaged
    }

    private mutating func decode(_ literals: PrefixCode, _ distances: PrefixCode) throws(CompressionFlaw) {
        while true {
            let symbol = try symbol(literals)
            if symbol == 256 { return }
            if symbol < 256 {
                try put(UInt8(symbol))
                continue
            }
            guard symbol < 286 else { throw .damaged }
            let length = Self.lengths[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
            let far = try self.symbol(distances)
            guard far < 30 else { throw .damaged }
            let distance = Self.distances[far] + (try take(Self.distanceBits[far]))
            guard distance <= written - memberStart else { throw .damaged }
            for _ in 0..<length { try put(window[(written - distance) & (Self.windowSize - 1)]) }
        }
    }

    /// The codes that a block brings along.
    private mutating func codes() throws(CompressionFlaw) -> (PrefixCode, PrefixCode) {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let lengthCount = try take(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .damaged }
        var lengths = [Int](repeating: 0, count: 19)
        for index in 0..<lengthCount { lengths[Self.codeOrder[index]] = try take(3) }
        let code = PrefixCode(lengths: lengths)
        var all: [Int] = []
        while all.count < literalCount + distanceCount {
            switch try symbol(code) {
            case 16:
                guard let last = all.last else { throw .damaged }
                all += [Int](repeating: last, count: try take(2) + 3)
            case 17: all += [Int](repeating: 0, count: try take(3) + 3)
            case 18: all += [Int](repeating: 0, count: try take(7) + 11)
            case let length: all.append(length)
            }
        }
        guard all.count == literalCount + distanceCount, all[256] > 0 else { throw .damaged }
        return (PrefixCode(lengths: Array(all[..<literalCount])), PrefixCode(lengths: Array(all[literalCount...])))
    }

    private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengths = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    /// CRC-32 by byte.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
    }
}

/// A canonical prefix code: how many symbols each length has, and the symbols in the order of their codes.
private struct PrefixCode {
    let counts: [Int]
    let symbols: [Int]

    init(lengths: [Int]) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths { counts[length] += 1 }
        counts[0] = 0
        self.counts = counts
        symbols = (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
    }

    static let fixedLiterals = PrefixCode(
        lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    static let fixedDistances = PrefixCode(lengths: [Int](repeating: 5, count: 30))
}
