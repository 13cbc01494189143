/// How the fields of a delimited text file are told apart; quotes are always `"`, doubled inside quoted fields.
struct CSVDialect: Sendable, Equatable {
    let delimiter: UInt8

    /// The delimiter that stands most often outside quotes in the first record; the comma where none does.
    ///
    /// It is read off the header alone, so that a malformed row further down cannot change how the file is read.
    static func detect(inHeader bytes: some Sequence<UInt8>) -> CSVDialect {
        var counts: [UInt8: Int] = [:]
        var quoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            if candidates.contains(byte) { counts[byte, default: 0] += 1 }
        }
        let best = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
        guard let best, counts[best, default: 0] > 0 else { return CSVDialect(delimiter: UInt8(ascii: ",")) }
        // Among equals the first candidate wins.
        let winner = candidates.first { counts[$0, default: 0] == counts[best, default: 0] } ?? best
        return CSVDialect(delimiter: winner)
    }

    private static let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: Unicode.Scalar($0) ?? ",") }
}
