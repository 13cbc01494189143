package import Foundation

/// The one writer of JSON: the same value gives the same bytes on every machine.
///
/// Keys are sorted by their UTF-8 bytes, two spaces indent, doubles are the shortest decimal that reads back
/// to the same bits, integral doubles keep no fraction, text is escaped no more than JSON requires, and the
/// file ends with one line feed. NaN and infinities have no JSON form and are refused.
package enum CanonicalJSON {
    /// The canonical bytes of a value.
    ///
    /// - Throws: `EncodingError.invalidValue` for NaN, an infinity, or an integer beyond 64 signed bits.
    package static func encode(_ value: some Encodable) throws -> Data {
        var writer = JSONWriter(indented: true)
        try writer.write(jsonValue(of: value), depth: 0)
        writer.bytes.append(UInt8(ascii: "\n"))
        return Data(writer.bytes)
    }

    /// The canonical text of a value on one line, without a line feed at its end.
    package static func line(_ value: some Encodable) throws -> String {
        var writer = JSONWriter(indented: false)
        try writer.write(jsonValue(of: value), depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Any encodable value as a JSON value.
    package static func jsonValue(of value: some Encodable) throws -> JSONValue {
        if let json = value as? JSONValue { return json }
        let box = JSONBox()
        try value.encode(to: JSONValueEncoder(box: box, codingPath: []))
        return box.value
    }

    /// Reads a value back.
    ///
    /// - Throws: `DecodingError` where the bytes are not JSON or do not fit the type.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try JSONDecoder().decode(type, from: data)
    }
}

private struct JSONWriter {
    let indented: Bool
    var bytes: [UInt8] = []

    mutating func write(_ value: JSONValue, depth: Int) throws {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append(String(value))
        case .number(let value): try write(value)
        case .string(let value): write(value)
        case .array(let values):
            try writeList(values, open: "[", close: "]", depth: depth) { writer, element in
                try writer.write(element, depth: depth + 1)
            }
        case .object(let fields):
            let sorted = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            try writeList(sorted, open: "{", close: "}", depth: depth) { writer, field in
                writer.write(field.key)
                writer.append(writer.indented ? ": " : ":")
                try writer.write(field.value, depth: depth + 1)
            }
        }
    }

    private mutating func writeList<Element>(
        _ elements: [Element], open: String, close: String, depth: Int,
        body: (inout JSONWriter, Element) throws -> Void
    ) throws {
        append(open)
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            breakLine(depth: depth + 1)
            try body(&self, element)
        }
        if !elements.isEmpty { breakLine(depth: depth) }
        append(close)
    }

    private mutating func breakLine(depth: Int) {
        guard indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func write(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "\(value) has no JSON form"))
        }
        let text = "\(value)"
        append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                append("\\u00" + (digits.count == 1 ? "0" : "") + digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
