import Foundation

/// Walks over the frames and blocks of a Zstandard file (RFC 8878) to see that it is whole, without decompressing it.
///
/// The engine takes a file that is cut off for whole. Damage inside a block is left to the decompressor.
enum ZstandardCheck {
    /// The most bytes that one block expands to.
    private static let blockBytes = 1 << 17

    /// Checks a file's bytes, all of its frames.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - mayExpandTo: bytes past which it is refused, by the most that its blocks may hold.
    /// - Throws: ``CompressionFlaw``.
    static func check(_ bytes: Data, mayExpandTo: Int) throws(CompressionFlaw) {
        var reader = Reader(bytes: bytes, at: bytes.startIndex)
        var expanded = 0
        repeat {
            let magic = try reader.number(4)
            if magic & 0xFFFF_FFF0 == 0x184D_2A50 {
                try reader.skip(try reader.number(4))
                continue
            }
            guard magic == 0xFD2F_B528 else { throw .damaged }
            expanded += try walkFrame(&reader)
            if expanded > mayExpandTo { throw .expandsTooFar }
        } while !reader.isAtEnd
    }

    /// - Returns: the most bytes that the frame expands to.
    private static func walkFrame(_ reader: inout Reader) throws(CompressionFlaw) -> Int {
        let descriptor = try reader.number(1)
        let isSingleSegment = descriptor & 0x20 != 0
        guard descriptor & 0x08 == 0 else { throw .damaged }
        if !isSingleSegment { try reader.skip(1) }
        try reader.skip([0, 1, 2, 4][descriptor & 3])
        // The size of the content has as many bytes as the two highest bits say.
        let sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]
        let content = sizeBytes == 0 ? nil : try reader.number(sizeBytes) + (sizeBytes == 2 ? 256 : 0)
        var expanded = 0
        while true {
            let header = try reader.number(3)
            let size = header >> 3
            switch header >> 1 & 3 {
            case 0:
                try reader.skip(size)
                expanded += size
            case 1:
                try reader.skip(1)
                expanded += size
            case 2:
                try reader.skip(size)
                expanded += blockBytes
            default: throw .damaged
            }
            if header & 1 == 1 { break }
        }
        if descriptor & 0x04 != 0 { try reader.skip(4) }
        return content.map { min($0, expanded) } ?? expanded
    }

    private struct Reader {
        let bytes: Data
        var at: Int

        var isAtEnd: Bool { at == bytes.endIndex }

        mutating func skip(_ count: Int) throws(CompressionFlaw) {
            guard count >= 0, count <= bytes.endIndex - at else { throw .cutOff }
            at += count
        }

        /// A little-endian number; the largest that fits where it has too many bits.
        mutating func number(_ count: Int) throws(CompressionFlaw) -> Int {
            let start = at
            try skip(count)
            var value: UInt64 = 0
            for index in 0..<count { value |= UInt64(bytes[start + index]) << UInt64(8 * index) }
            return Int(clamping: value)
        }
    }
}
