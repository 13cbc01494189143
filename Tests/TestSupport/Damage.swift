package import Foundation

/// The ways in which bytes go bad on a disk or a wire (F1 and F2 of the reliability table).
package enum Damage: String, CaseIterable, Sendable {
    case truncated, bitFlipped, sixteenBytesFlipped, zeroed, swapped, spliced

    /// Bytes with the damage at a place of chance; never the same bytes, unless there is nothing to change.
    package func applied(to bytes: Data, using generator: inout SeededGenerator) -> Data {
        guard bytes.count > 1 else { return Data(bytes.map { ~$0 }) }
        for _ in 0..<100 {
            let damaged = once(Data(bytes), using: &generator)
            if damaged != bytes { return damaged }
        }
        return bytes.dropLast()
    }

    private func once(_ bytes: Data, using generator: inout SeededGenerator) -> Data {
        var bytes = bytes
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let other = Int.random(in: 0..<bytes.count, using: &generator)
        let length = min(self == .zeroed ? 512 : 16, bytes.count - max(place, other))
        switch self {
        case .truncated: bytes = bytes.prefix(place)
        case .bitFlipped: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case .sixteenBytesFlipped: for index in place..<place + length { bytes[index] ^= 0xFF }
        case .zeroed: for index in place..<place + length { bytes[index] = 0 }
        case .swapped: for index in 0..<length { bytes.swapAt(place + index, other + index) }
        case .spliced: bytes = bytes.prefix(max(place, other)) + bytes.dropFirst(min(place, other))
        }
        return Data(bytes)
    }
}
