/// The lines of a text, one after the other, with bytes that are not ASCII refused where numbers are read.
struct TextLines {
    private let bytes: [UInt8]
    /// The next byte.
    private(set) var position = 0
    /// The line that was read last, from 1.
    private(set) var number = 0
    /// The text of the line that was read last.
    private(set) var last = ""

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A line without its end.
    struct Line {
        let text: String
        var isEmpty: Bool { text.isEmpty }

        /// What stands before and behind the first `=`.
        var field: (key: String, value: Substring)? {
            guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            return (String(text[..<equals]), text[text.utf8.index(after: equals)...])
        }
    }

    /// The next line; `nil` at the end.
    ///
    /// A text without a line feed at its end ends there.
    mutating func next() -> Line? {
        guard position < bytes.count else { return nil }
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        last = String(decoding: bytes[position..<end], as: UTF8.self)
        position = min(end + 1, bytes.count)
        number += 1
        return Line(text: last)
    }

    /// Reads a line that must be this one.
    mutating func expect(_ text: String) throws(ScoringError) {
        guard let line = next(), line.text == text else {
            throw .unreadableText("'\(text)' expected", line: number)
        }
    }
}

/// Numbers as LightGBM writes them, and no others.
enum TextNumber {
    /// A decimal integer.
    static func integer(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == minus })
        else { return nil }
        return Int(text)
    }

    /// A finite decimal number.
    static func double(_ text: Substring) -> Double? {
        let isNumber = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || byte == minus || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "e")
        }
        guard isNumber, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// A threshold: `inf` stands where all numbers go one way and only what is missing goes the other.
    ///
    /// It becomes the largest number, since no input is larger and JSON holds no infinity.
    static func threshold(_ text: Substring) -> Double? {
        text == "inf" ? .greatestFiniteMagnitude : double(text)
    }

    /// Words between single blanks; none where the text is empty.
    static func words(_ text: Substring) -> [Substring] {
        text.isEmpty ? [] : text.split(separator: " ", omittingEmptySubsequences: false)
    }

    /// A list of which every word is converted; `nil` where one cannot be.
    static func list<Value>(_ text: Substring, _ convert: (Substring) -> Value?) -> [Value]? {
        let words = words(text)
        var values: [Value] = []
        values.reserveCapacity(words.count)
        for word in words {
            guard let value = convert(word) else { return nil }
            values.append(value)
        }
        return values
    }

    private static let minus = UInt8(ascii: "-")
}
