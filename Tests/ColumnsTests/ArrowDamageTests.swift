import CArrow
import Columns
import Testing

/// Arrays that break the rules are errors and never traps (row F9 of the reliability table).
struct ArrowDamageTests {
    typealias Fixture = ArrowFixture

    /// An array of a type, and what is done to it.
    struct Damage: Sendable, CustomTestStringConvertible {
        let name: String
        let format: String
        let make: @Sendable () -> ArrowArray
        var testDescription: String { name }
    }

    static let integers: @Sendable () -> ArrowArray = {
        Fixture.array(rows: 3, buffers: [nil, Fixture.buffer([1, 2, 3] as [Int64])])
    }
    static let texts: @Sendable () -> ArrowArray = {
        Fixture.array(rows: 2, buffers: [nil, Fixture.buffer([0, 1, 3] as [Int32]), Fixture.bytes("abc")])
    }

    static func changed(
        _ make: @escaping @Sendable () -> ArrowArray, _ change: @escaping @Sendable (inout ArrowArray) -> Void
    ) -> @Sendable () -> ArrowArray {
        {
            var array = make()
            change(&array)
            return array
        }
    }

    static func offsets(_ offsets: [Int32]) -> @Sendable () -> ArrowArray {
        { Fixture.array(rows: offsets.count - 1, buffers: [nil, Fixture.buffer(offsets), Fixture.bytes("abcdef")]) }
    }

    static func view(_ words: [Int32], sizes: [Int64] = [20]) -> @Sendable () -> ArrowArray {
        {
            Fixture.array(
                rows: words.count / 4,
                buffers: [
                    nil, Fixture.buffer(words), Fixture.bytes("a text of twenty byt"), Fixture.buffer(sizes),
                ])
        }
    }

    static let all: [Damage] = [
        Damage(name: "length below zero", format: "l", make: changed(integers) { $0.length = -1 }),
        Damage(name: "least length", format: "l", make: changed(integers) { $0.length = .min }),
        Damage(name: "greatest length", format: "l", make: changed(integers) { $0.length = .max }),
        Damage(name: "offset below zero", format: "l", make: changed(integers) { $0.offset = -1 }),
        Damage(name: "greatest offset", format: "l", make: changed(integers) { $0.offset = .max }),
        Damage(name: "nulls below minus one", format: "l", make: changed(integers) { $0.null_count = -2 }),
        Damage(name: "more nulls than rows", format: "l", make: changed(integers) { $0.null_count = 4 }),
        Damage(name: "nulls without a bitmap", format: "l", make: changed(integers) { $0.null_count = 1 }),
        Damage(name: "no list of buffers", format: "l", make: changed(integers) { $0.buffers = nil }),
        Damage(name: "no buffers", format: "l", make: changed(integers) { $0.n_buffers = 0 }),
        Damage(name: "buffers below zero", format: "l", make: changed(integers) { $0.n_buffers = -3 }),
        Damage(name: "too many buffers", format: "l", make: changed(integers) { $0.n_buffers = .max }),
        Damage(name: "no values", format: "l", make: changed(integers) { $0.buffers[1] = nil }),
        Damage(name: "released", format: "l", make: changed(integers) { $0.release = nil }),
        Damage(name: "no bits", format: "b", make: changed(integers) { $0.buffers[1] = nil }),
        Damage(name: "no doubles", format: "g", make: changed(integers) { $0.buffers[1] = nil }),
        Damage(name: "no days", format: "tdD", make: changed(integers) { $0.buffers[1] = nil }),
        Damage(name: "no decimals", format: "d:10,2", make: changed(integers) { $0.buffers[1] = nil }),
        Damage(name: "text without offsets", format: "u", make: changed(texts) { $0.buffers[1] = nil }),
        Damage(name: "text without bytes", format: "u", make: changed(texts) { $0.buffers[2] = nil }),
        Damage(name: "text of two buffers", format: "u", make: changed(texts) { $0.n_buffers = 2 }),
        Damage(name: "offsets that go backwards", format: "u", make: offsets([0, 3, 2, 4])),
        Damage(name: "a last offset before the first", format: "u", make: offsets([4, 4, 2])),
        Damage(name: "offsets below zero", format: "u", make: offsets([-1, 2, 4])),
        Damage(name: "an offset below zero within", format: "u", make: offsets([0, .min, 4])),
        Damage(name: "text that is not UTF-8", format: "u") {
            Fixture.array(
                rows: 1, buffers: [nil, Fixture.buffer([0, 2] as [Int32]), Fixture.buffer([0xC3, 0x28] as [UInt8])])
        },
        Damage(name: "large offsets that go backwards", format: "U") {
            Fixture.array(rows: 2, buffers: [nil, Fixture.buffer([0, 9, 3] as [Int64]), Fixture.bytes("abc")])
        },
        Damage(name: "a view of negative length", format: "vu", make: view([-1, 0, 0, 0])),
        Damage(name: "a view into no buffer", format: "vu", make: view([20, 0, 1, 0])),
        Damage(name: "a view into a buffer below zero", format: "vu", make: view([20, 0, -1, 0])),
        Damage(name: "a view past its buffer", format: "vu", make: view([20, 0, 0, 1])),
        Damage(name: "a view before its buffer", format: "vu", make: view([20, 0, 0, -1])),
        Damage(name: "a view without sizes", format: "vu", make: changed(view([20, 0, 0, 0])) { $0.buffers[3] = nil }),
    ]

    @Test(arguments: all) func aDamagedColumnIsAnError(damage: Damage) throws {
        let error = try #require(throws: ColumnsError.self) {
            let child = damage.make()
            _ = try Fixture.table(Fixture.schema([(damage.format, "x")]), [Fixture.batch(rows: 1, [child])])
            // What one row does not touch, all rows do.
            _ = try Fixture.table(
                Fixture.schema([(damage.format, "x")]),
                [Fixture.batch(rows: Int(max(1, min(damage.make().length, 1 << 20))), [damage.make()])])
        }
        #expect(error.code == .malformed)
        #expect(error.column == "x")
    }

    @Test(arguments: [-1, 3, 2, 127] as [Int8]) func aCodeOutOfTheDictionaryIsAnError(code: Int8) throws {
        var schema = Fixture.schema(format: "c", name: "x")
        schema.dictionary = Fixture.pointer(Fixture.schema(format: "u", name: ""))
        var array = Fixture.array(rows: 2, buffers: [nil, Fixture.buffer([0, code])])
        array.dictionary = Fixture.pointer(Self.texts())
        let error = try #require(throws: ColumnsError.self) {
            try Fixture.table(Fixture.batchSchema([schema]), [Fixture.batch(rows: 2, [array])])
        }
        #expect(error.code == .malformed)
    }

    @Test func aMissingDictionaryIsAnError() throws {
        var schema = Fixture.schema(format: "c", name: "x")
        schema.dictionary = Fixture.pointer(Fixture.schema(format: "u", name: ""))
        let array = Fixture.array(rows: 1, buffers: [nil, Fixture.buffer([0] as [Int8])])
        #expect(throws: ColumnsError.self) {
            try Fixture.table(Fixture.batchSchema([schema]), [Fixture.batch(rows: 1, [array])])
        }
    }

    @Test(arguments: [-1, 5_000_000, Int64.max]) func anImpossibleNumberOfColumnsIsAnError(count: Int64) {
        var schema = Fixture.schema([("l", "x")])
        schema.n_children = count
        #expect(throws: ColumnsError.self) { try ArrowField.fields(of: schema) }
    }

    @Test(arguments: [0, 2, -1, Int64.max]) func aBatchOfOtherColumnsIsAnError(count: Int64) {
        var batch = Fixture.batch(rows: 3, [Self.integers()])
        batch.n_children = count
        #expect(throws: ColumnsError.self) { try Fixture.table(Fixture.schema([("l", "x")]), [batch]) }
    }

    @Test func aColumnShorterThanItsBatchIsAnError() {
        let batch = Fixture.batch(rows: 4, [Self.integers()])
        #expect(throws: ColumnsError.self) { try Fixture.table(Fixture.schema([("l", "x")]), [batch]) }
    }

    @Test func rowsThatAreNullAsAWholeAreAnError() {
        var batch = Fixture.batch(rows: 3, [Self.integers()])
        batch.null_count = 1
        batch.buffers[0] = Fixture.buffer([5] as [UInt8])
        #expect(throws: ColumnsError.self) { try Fixture.table(Fixture.schema([("l", "x")]), [batch]) }
    }

    @Test func aMissingColumnIsAnError() {
        let batch = Fixture.batch(rows: 3, [Self.integers()])
        batch.children[0] = nil
        #expect(throws: ColumnsError.self) { try Fixture.table(Fixture.schema([("l", "x")]), [batch]) }
        let schema = Fixture.schema([("l", "x")])
        schema.children[0] = nil
        #expect(throws: ColumnsError.self) { try ArrowField.fields(of: schema) }
    }

    @Test func aSchemaThatIsNoBatchIsAnError() {
        #expect(throws: ColumnsError.self) { try ArrowField.fields(of: Fixture.schema(format: "l", name: "x")) }
        var schema = Fixture.schema([("l", "x")])
        schema.release = nil
        #expect(throws: ColumnsError.self) { try ArrowField.fields(of: schema) }
        schema = Fixture.schema([("l", "x")])
        schema.format = nil
        #expect(throws: ColumnsError.self) { try ArrowField.fields(of: schema) }
    }

    @Test func twoColumnsOfOneNameAreAnError() throws {
        let error = try #require(throws: ColumnsError.self) {
            try ArrowField.fields(of: Fixture.schema([("l", "x"), ("l", "x")]))
        }
        #expect(error.code == .duplicateName)
    }

    @Test func aFailingStreamGivesItsMessage() throws {
        var stream = ArrowArrayStream()
        stream.get_schema = { _, out in
            out?.pointee = ArrowFixture.schema([("l", "x")])
            return 0
        }
        stream.get_next = { _, _ in 5 }
        stream.get_last_error = { _ in nil }
        stream.release = { $0?.pointee.release = nil }
        let reader = try ArrowStreamReader(stream)
        let error = try #require(throws: ColumnsError.self) { try reader.readTable() }
        #expect(error.code == .stream)
        #expect(!error.message.isEmpty)
    }
}
