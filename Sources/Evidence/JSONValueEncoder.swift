/// The place that an encoder fills.
final class JSONBox {
    var value: JSONValue = .null
}

/// Encodes any `Encodable` into a ``JSONValue``.
struct JSONValueEncoder: Encoder {
    let box: JSONBox
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .object = box.value {} else { box.value = .object([:]) }
        return KeyedEncodingContainer(Keyed<Key>(box: box, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        box.value = .array([])
        return Unkeyed(box: box, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(box: box, codingPath: codingPath) }

    /// The JSON value of one encodable; scalars take the short way.
    fileprivate static func json(_ value: some Encodable, at path: [any CodingKey]) throws -> JSONValue {
        switch value {
        case let value as JSONValue: return value
        case let value as String: return .string(value)
        case let value as Bool: return .bool(value)
        case let value as Double: return .number(value)
        case let value as Float: return .number(Double(value))
        case let value as any BinaryInteger: return try integer(value, at: path)
        default:
            let box = JSONBox()
            try value.encode(to: JSONValueEncoder(box: box, codingPath: path))
            return box.value
        }
    }

    private static func integer(_ value: any BinaryInteger, at path: [any CodingKey]) throws -> JSONValue {
        guard let exact = Int64(exactly: value) else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: path, debugDescription: "\(value) does not fit 64 signed bits"))
        }
        return .integer(exact)
    }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let box: JSONBox
    let codingPath: [any CodingKey]

    private func set(_ value: JSONValue, _ key: Key) {
        guard case .object(var fields) = box.value else { return }
        box.value = .null
        fields[key.stringValue] = value
        box.value = .object(fields)
    }

    mutating func encodeNil(forKey key: Key) { set(.null, key) }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        set(try JSONValueEncoder.json(value, at: codingPath + [key]), key)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        preconditionFailure("nested containers are not used by evidence")
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("nested containers are not used by evidence")
    }

    mutating func superEncoder() -> any Encoder { JSONValueEncoder(box: box, codingPath: codingPath) }
    mutating func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

private struct Unkeyed: UnkeyedEncodingContainer {
    let box: JSONBox
    let codingPath: [any CodingKey]
    var count = 0

    private mutating func append(_ value: JSONValue) {
        guard case .array(var elements) = box.value else { return }
        box.value = .null
        elements.append(value)
        box.value = .array(elements)
        count += 1
    }

    mutating func encodeNil() { append(.null) }
    mutating func encode(_ value: some Encodable) throws { append(try JSONValueEncoder.json(value, at: codingPath)) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
        preconditionFailure("nested containers are not used by evidence")
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("nested containers are not used by evidence")
    }

    mutating func superEncoder() -> any Encoder { JSONValueEncoder(box: box, codingPath: codingPath) }
}

private struct Single: SingleValueEncodingContainer {
    let box: JSONBox
    let codingPath: [any CodingKey]

    mutating func encodeNil() { box.value = .null }
    mutating func encode(_ value: some Encodable) throws {
        box.value = try JSONValueEncoder.json(value, at: codingPath)
    }
}
