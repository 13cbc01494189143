/// Follows UTF-8 byte by byte across blocks; overlong forms, surrogates and numbers past U+10FFFF are not UTF-8.
struct UTF8Check: Sendable {
    /// The byte that began the sequence last looked at.
    private(set) var lead: UInt8 = 0
    private var pending = 0
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Whether a sequence has begun and not ended.
    var isInside: Bool { pending > 0 }

    /// Takes the next byte.
    ///
    /// - Returns: `false` where it cannot stand here; after that the check starts anew.
    mutating func take(_ byte: UInt8) -> Bool {
        if pending > 0 {
            guard byte >= low, byte <= high else {
                pending = 0
                return false
            }
            pending -= 1
            (low, high) = (0x80, 0xBF)
            return true
        }
        lead = byte
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: (pending, low, high) = (1, 0x80, 0xBF)
        case 0xE0: (pending, low, high) = (2, 0xA0, 0xBF)
        case 0xED: (pending, low, high) = (2, 0x80, 0x9F)
        case 0xE1...0xEF: (pending, low, high) = (2, 0x80, 0xBF)
        case 0xF0: (pending, low, high) = (3, 0x90, 0xBF)
        case 0xF1...0xF3: (pending, low, high) = (3, 0x80, 0xBF)
        case 0xF4: (pending, low, high) = (3, 0x80, 0x8F)
        default: return false
        }
        return true
    }
}
