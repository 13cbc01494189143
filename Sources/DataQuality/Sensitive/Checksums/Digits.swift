/// The digits and letters of a value as checksums take them, without the blanks and signs between them.
struct Digits: Equatable {
    /// Upper-case letters and digits, as ASCII.
    let bytes: [UInt8]

    init(_ text: String) {
        bytes = text.utf8.compactMap { byte in
            switch byte {
            case 48...57, 65...90: byte
            case 97...122: byte - 32
            default: nil
            }
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// Whether all are digits.
    var areNumeric: Bool { bytes.allSatisfy { (48...57).contains($0) } }

    /// Whether it is one character again and again, which many checksums let pass.
    var areEqual: Bool { bytes.allSatisfy { $0 == bytes[0] } }

    /// The digit at a place.
    subscript(place: Int) -> Int { Int(bytes[place]) - 48 }

    /// Some of them.
    func slice(_ range: Range<Int>) -> Digits { Digits(bytes: Array(bytes[range])) }

    /// The number that digits are in a range.
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }

    /// The sum of the first digits, each times its weight.
    func weighted(_ weights: [Int]) -> Int { zip(bytes, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 } }

    /// Whether a day of a month can be this; the year is not asked for.
    static func isDay(month: Int, day: Int) -> Bool {
        let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }
}
