/// Writes Protocol Buffers' wire format, as far as ONNX needs it.
///
/// Fields stand in the order in which they are written, so that the same calls give the same bytes.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    /// What follows a field's key.
    private enum Kind: UInt64 {
        case varint = 0
        case lengthDelimited = 2
    }

    /// A whole number; a negative one takes ten bytes.
    mutating func write(_ field: Int, _ value: Int64) {
        key(field, .varint)
        varint(UInt64(bitPattern: value))
    }

    /// A text as its UTF-8 bytes.
    mutating func write(_ field: Int, _ text: String) { write(field, bytes: text.utf8) }

    /// Bytes as they are.
    mutating func write(_ field: Int, bytes body: some Collection<UInt8>) {
        key(field, .lengthDelimited)
        varint(UInt64(body.count))
        bytes.append(contentsOf: body)
    }

    /// Whole numbers one after the other behind one key.
    mutating func write(_ field: Int, packed values: [Int64]) {
        var body = WireWriter()
        for value in values { body.varint(UInt64(bitPattern: value)) }
        write(field, bytes: body.bytes)
    }

    /// A message within the message.
    mutating func write(_ field: Int, _ message: some WireMessage) { write(field, bytes: message.wireBytes) }

    private mutating func key(_ field: Int, _ kind: Kind) { varint(UInt64(field) << 3 | kind.rawValue) }

    /// Seven bits a byte, the lowest first; the high bit says that another byte follows.
    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// A message of Protocol Buffers that can be written.
protocol WireMessage {
    /// Writes the message's fields.
    func write(to wire: inout WireWriter)
}

extension WireMessage {
    /// The message as bytes.
    var wireBytes: [UInt8] {
        var wire = WireWriter()
        write(to: &wire)
        return wire.bytes
    }
}
