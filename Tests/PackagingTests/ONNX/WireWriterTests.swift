import Testing

@testable import Packaging

@Suite("Wire format")
struct WireWriterTests {
    private struct Pair: WireMessage {
        let number: Int64
        let text: String

        func write(to wire: inout WireWriter) {
            wire.write(1, number)
            wire.write(2, text)
        }
    }

    @Test("the examples of the format's own description come out byte for byte")
    func description() {
        var wire = WireWriter()
        wire.write(1, 150)
        #expect(wire.bytes == [0x08, 0x96, 0x01])
        wire = WireWriter()
        wire.write(2, "testing")
        #expect(wire.bytes == [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67])
        wire = WireWriter()
        wire.write(6, packed: [3, 270, 86_942])
        #expect(wire.bytes == [0x32, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05])
    }

    @Test("a negative number takes ten bytes, and a high field two for its key")
    func negative() {
        var wire = WireWriter()
        wire.write(20, -1)
        #expect(wire.bytes == [0xA0, 0x01] + [UInt8](repeating: 0xFF, count: 9) + [0x01])
    }

    @Test("a message within a message has its length before it")
    func nested() {
        var wire = WireWriter()
        wire.write(3, Pair(number: 5, text: "é"))
        #expect(wire.bytes == [0x1A, 0x06, 0x08, 0x05, 0x12, 0x02, 0xC3, 0xA9])
    }

    @Test("a tensor says its shape, its type, and its values in little-endian order")
    func tensor() {
        #expect(
            Tensor([1.0, -2.0], shape: [1, 2]).wireBytes == [8, 1, 8, 2, 16, 11, 74, 16]
                + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F] + [0, 0, 0, 0, 0, 0, 0, 0xC0])
        #expect(Tensor(["a", ""]).wireBytes == [8, 2, 16, 8, 50, 1, 97, 50, 0])
    }
}
