import Columns

/// The canonical bytes of a column's cells, as contracts section 2 has them.
///
/// Integers in decimal; timestamps and dates (at midnight) in decimal microseconds since the epoch in UTC; text
/// as UTF-8; doubles as the 16 lower-case hexadecimal digits of their bits; booleans `0` or `1`; null `\N`.
struct CellBytes: Sendable {
    /// What stands between two cells.
    static let separator: UInt8 = 0x1F

    private static let null: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "N")]

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
        var ends: [Int] = []
        append(row..<row + 1, to: &bytes, ends: &ends)
    }

    /// Appends the bytes of some rows' cells.
    ///
    /// - Parameters:
    ///   - rows: the rows, in order.
    ///   - bytes: where the cells go, one after the other.
    ///   - ends: where each cell ends in `bytes`.
    func append(_ rows: Range<Int>, to bytes: inout [UInt8], ends: inout [Int]) {
        switch column {
        case .boolean(let values):
            append(rows, values.validity, to: &bytes, &ends) { row, bytes in
                bytes.append(values.values[row] ? UInt8(ascii: "1") : UInt8(ascii: "0"))
            }
        case .integer(let values), .timestamp(let values, _):
            append(rows, values.validity, to: &bytes, &ends) { row, bytes in
                Self.append(decimal: values.values[row], to: &bytes)
            }
        case .double(let values):
            append(rows, values.validity, to: &bytes, &ends) { row, bytes in
                Self.append(hexadecimal: values.values[row].bitPattern, to: &bytes)
            }
        case .text(let values):
            append(rows, values.validity, to: &bytes, &ends) { row, bytes in
                let code = Int(values.codes[row])
                bytes.append(contentsOf: texts[(code == 0 ? 0 : textEnds[code - 1])..<textEnds[code]])
            }
        }
    }

    @inline(__always)
    private func append(
        _ rows: Range<Int>, _ validity: Validity, to bytes: inout [UInt8], _ ends: inout [Int],
        value: (Int, inout [UInt8]) -> Void
    ) {
        for row in rows {
            if validity[row] { value(row, &bytes) } else { bytes.append(contentsOf: Self.null) }
            ends.append(bytes.count)
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
        for half in [value >> 32, value & 0xFFFF_FFFF] {
            withUnsafeBytes(of: digits(half).bigEndian) { bytes.append(contentsOf: $0) }
        }
    }

    /// The eight lower-case hexadecimal digits of a number below 2^32, the highest in the highest byte.
    private static func digits(_ number: UInt64) -> UInt64 {
        // Four bits a byte, all eight at once: each step halves the width of what still stands together.
        var nibbles = (number | number << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = (nibbles + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles + 0x3030_3030_3030_3030 + letters * UInt64(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
    }
}
