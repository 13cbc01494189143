import CArrow

/// The Arrow types that are read, from the format text of a schema.
enum ArrowType: Equatable, Sendable {
    case null
    case bool
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
    case float, double
    case utf8, largeUtf8, utf8View
    case date32, date64
    /// Ticks a second, and whether a zone makes it an instant.
    case timestamp(TimeUnit, zoned: Bool)
    /// Digits after the point, and the width in bits (32, 64 or 128).
    case decimal(scale: Int, bits: Int)
    /// Codes of this integer type into a dictionary of texts.
    indirect case dictionary(index: ArrowType, texts: ArrowType)

    enum TimeUnit: Equatable, Sendable {
        case second, millisecond, microsecond, nanosecond
    }

    /// The type of a column, or `nil` where it is not read.
    init?(_ schema: ArrowSchema, format: String) {
        guard let plain = ArrowType(format: format) else { return nil }
        guard let dictionary = schema.dictionary else {
            self = plain
            return
        }
        guard plain.isInteger, let texts = dictionary.pointee.format, dictionary.pointee.dictionary == nil,
            let values = ArrowType(format: String(cString: texts)), values.isText
        else { return nil }
        self = .dictionary(index: plain, texts: values)
    }

    private init?(format: String) {
        if let simple = Self.simple[format] {
            self = simple
        } else if format.hasPrefix("ts"), let unit = Self.unit(format.dropFirst(2).first),
            format.dropFirst(3).first == ":"
        {
            self = .timestamp(unit, zoned: format.utf8.count > 4)
        } else if format.hasPrefix("d:"), let decimal = Self.decimal(format.dropFirst(2)) {
            self = decimal
        } else {
            return nil
        }
    }

    private static let simple: [String: ArrowType] = [
        "n": .null, "b": .bool, "c": .int8, "C": .uint8, "s": .int16, "S": .uint16, "i": .int32, "I": .uint32,
        "l": .int64, "L": .uint64, "f": .float, "g": .double, "u": .utf8, "U": .largeUtf8, "vu": .utf8View,
        "tdD": .date32, "tdm": .date64,
    ]

    private static func unit(_ letter: Character?) -> TimeUnit? {
        switch letter {
        case "s": .second
        case "m": .millisecond
        case "u": .microsecond
        case "n": .nanosecond
        default: nil
        }
    }

    private static func decimal(_ parameters: Substring) -> ArrowType? {
        let numbers = parameters.split(separator: ",").map { Int($0) }
        guard (2...3).contains(numbers.count), let scale = numbers[1], (-100...100).contains(scale) else { return nil }
        guard let bits = numbers.count == 3 ? numbers[2] : 128, [32, 64, 128].contains(bits) else { return nil }
        return .decimal(scale: scale, bits: bits)
    }

    private var isInteger: Bool {
        switch self {
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
        default: false
        }
    }

    private var isText: Bool {
        switch self {
        case .utf8, .largeUtf8, .utf8View: true
        default: false
        }
    }
}
