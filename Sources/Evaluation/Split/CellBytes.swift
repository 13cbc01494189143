import Columns

/// The canonical bytes of a column's cells, as contracts section 2 has them.
///
/// Integers in decimal; timestamps and dates (at midnight) in decimal microseconds since the epoch in UTC; text
/// as UTF-8; doubles as the 16 lower-case hexadecimal digits of their bits; booleans `0` or `1`; null `\N`.
struct CellBytes: Sendable {
    /// What stands between two cells.
    static let separator: UInt8 = 0x1F

    private let column: Column
    /// The UTF-8 bytes of a text column's dictionary, one text after the other.
    private let texts: [UInt8]
    /// Where each text of the dictionary ends.
    private let textEnds: [Int]

    init(_ column: Column) {
        self.column = column
        guard case .text(let values) = column else {
            texts = []
            textEnds = []
            return
        }
        var bytes: [UInt8] = []
        textEnds = values.dictionary.map { text in
            bytes.append(contentsOf: text.utf8)
            return bytes.count
        }
        texts = bytes
    }

    /// Appends the bytes of a row's cell.
    func append(row: Int, to bytes: inout [UInt8]) {
        switch column {
        case .boolean(let values):
            guard values.validity[row] else { return Self.appendNull(to: &bytes) }
            bytes.append(values.values[row] ? UInt8(ascii: "1") : UInt8(ascii: "0"))
        case .integer(let values), .timestamp(let values, _):
            guard values.validity[row] else { return Self.appendNull(to: &bytes) }
            Self.append(decimal: values.values[row], to: &bytes)
        case .double(let values):
            guard values.validity[row] else { return Self.appendNull(to: &bytes) }
            Self.append(hexadecimal: values.values[row].bitPattern, to: &bytes)
        case .text(let values):
            guard values.validity[row] else { return Self.appendNull(to: &bytes) }
            let code = Int(values.codes[row])
            bytes.append(contentsOf: texts[(code == 0 ? 0 : textEnds[code - 1])..<textEnds[code]])
        }
    }

    /// Appends an integer in decimal.
    static func append(decimal value: Int64, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private static func append(hexadecimal value: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: value >> shift & 15)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    private static func appendNull(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(ascii: "N"))
    }
}
