import CArrow
import Columns
import Testing

/// What each Arrow type becomes.
struct ArrowReadingTests {
    typealias Fixture = ArrowFixture

    private func column(
        _ format: String, _ values: [some BitwiseCopyable], nulls: [UInt8]? = nil
    ) throws -> Column {
        let count = nulls.map { bits in (0..<values.count).count { bits[$0 / 8] >> UInt8($0 % 8) & 1 == 0 } } ?? 0
        let array = Fixture.array(
            rows: values.count, nulls: count, buffers: [nulls.map { Fixture.buffer($0) }, Fixture.buffer(values)])
        return try #require(try Fixture.column(format, array))
    }

    @Test func integersOfAnyWidthBecomeIntegers() throws {
        #expect(try column("c", [-128, 127] as [Int8]) == .integer(Values([-128, 127], filler: 0)))
        #expect(try column("C", [0, 255] as [UInt8]) == .integer(Values([0, 255], filler: 0)))
        #expect(try column("s", [.min, .max] as [Int16]) == .integer(Values([-32_768, 32_767], filler: 0)))
        #expect(try column("S", [.max] as [UInt16]) == .integer(Values([65_535], filler: 0)))
        #expect(try column("i", [.min] as [Int32]) == .integer(Values([-2_147_483_648], filler: 0)))
        #expect(try column("I", [.max] as [UInt32]) == .integer(Values([4_294_967_295], filler: 0)))
        #expect(try column("l", [.min, .max] as [Int64]) == .integer(Values([.min, .max], filler: 0)))
    }

    @Test func unsignedIntegersOf64BitsBecomeDoubles() throws {
        #expect(try column("L", [0, .max] as [UInt64]) == .double(Values([0, 0x1p64], filler: 0)))
    }

    @Test func floatingPointNumbersKeepTheirBits() throws {
        guard case .double(let values) = try column("g", [.nan, -0.0, .infinity] as [Double]) else {
            Issue.record("not doubles")
            return
        }
        #expect(values.values.map(\.bitPattern) == [Double.nan, -0.0, .infinity].map(\.bitPattern))
        #expect(try column("f", [1.5, -0.1] as [Float]) == .double(Values([1.5, Double(Float(-0.1))], filler: 0)))
    }

    @Test func decimalsBecomeTheNearestDouble() throws {
        #expect(try column("d:18,2", [12_345, -1] as [Int128]) == .double(Values([123.45, -0.01], filler: 0)))
        #expect(try column("d:9,3,32", [1500] as [Int32]) == .double(Values([1.5], filler: 0)))
        #expect(try column("d:18,0,64", [7] as [Int64]) == .double(Values([7], filler: 0)))
    }

    @Test func momentsBecomeMicroseconds() throws {
        #expect(
            try column("tss:", [1, -1] as [Int64])
                == .timestamp(Values([1_000_000, -1_000_000], filler: 0), .timestamp))
        #expect(try column("tsm:UTC", [1] as [Int64]) == .timestamp(Values([1000], filler: 0), .instant))
        #expect(try column("tsu:Asia/Kathmandu", [1] as [Int64]) == .timestamp(Values([1], filler: 0), .instant))
        #expect(try column("tsn:", [1999, -1] as [Int64]) == .timestamp(Values([1, -1], filler: 0), .timestamp))
        #expect(
            try column("tdD", [1, -1] as [Int32])
                == .timestamp(Values([86_400_000_000, -86_400_000_000], filler: 0), .date))
        #expect(try column("tdm", [86_400_000] as [Int64]) == .timestamp(Values([86_400_000_000], filler: 0), .date))
    }

    @Test func momentsOutOfRangeSaturate() throws {
        #expect(
            try column("tss:", [.max, .min] as [Int64]) == .timestamp(Values([.max, .min], filler: 0), .timestamp))
        #expect(try column("tdD", [.max] as [Int32]) == .timestamp(Values([.max], filler: 0), .date))
    }

    @Test func nullsAreWhereTheBitmapHasNoBit() throws {
        let column = try column("l", [1, 2, 3, 4, 5] as [Int64], nulls: [0b10101])
        #expect(column == .integer(Values([1, nil, 3, nil, 5], filler: 0)))
    }

    @Test func theNullTypeIsTextWithoutValues() throws {
        #expect(try Fixture.column("n", Fixture.array(rows: 2, buffers: [])) == .text(TextValues([nil, nil])))
    }

    @Test func bitsBecomeBooleans() throws {
        let array = Fixture.array(
            rows: 3, nulls: 1, buffers: [Fixture.buffer([0b101] as [UInt8]), Fixture.buffer([0b011] as [UInt8])])
        #expect(try Fixture.column("b", array) == .boolean(Values([true, nil, false], filler: false)))
    }

    @Test func textsAreSortedInTheDictionary() throws {
        let array = Fixture.array(
            rows: 4, nulls: 1,
            buffers: [
                Fixture.buffer([0b1101] as [UInt8]), Fixture.buffer([0, 1, 2, 2, 3] as [Int32]), Fixture.bytes("cxb"),
            ])
        let column = try Fixture.column("u", array)
        #expect(column == .text(TextValues(["c", nil, "", "b"])))
    }

    @Test func viewsAreShortInPlaceAndLongElsewhere() throws {
        // "abc" in place; 20 bytes at place 0 of the first buffer.
        let words: [Int32] = [3, 0x0063_6261, 0, 0, 20, 0, 0, 0]
        let array = Fixture.array(
            rows: 2,
            buffers: [
                nil, Fixture.buffer(words), Fixture.bytes("a text of twenty byt"), Fixture.buffer([20] as [Int64]),
            ])
        #expect(try Fixture.column("vu", array) == .text(TextValues(["abc", "a text of twenty byt"])))
    }

    @Test func aDictionaryMayChangeFromBatchToBatch() throws {
        var schema = Fixture.schema(format: "i", name: "x")
        schema.dictionary = Fixture.pointer(Fixture.schema(format: "u", name: ""))
        func batch(_ codes: [Int32], _ offsets: [Int32], _ bytes: String) -> ArrowArray {
            var array = Fixture.array(rows: codes.count, buffers: [nil, Fixture.buffer(codes)])
            array.dictionary = Fixture.pointer(
                Fixture.array(
                    rows: offsets.count - 1, buffers: [nil, Fixture.buffer(offsets), Fixture.bytes(bytes)]))
            return Fixture.batch(rows: codes.count, [array])
        }
        let table = try Fixture.table(
            Fixture.batchSchema([schema]), [batch([1, 0], [0, 1, 2], "ab"), batch([0, 1], [0, 1, 2], "bz")])
        table.checkInvariants()
        #expect(table["x"] == .text(TextValues(["b", "a", "b", "z"])))
    }

    @Test(arguments: [0, 1, 7, 8, 63, 64, 65, 200]) func anOffsetShiftsValuesAndBits(offset: Int) throws {
        let count = 300
        let valid = (0..<offset + count).map { $0 % 3 != 0 }
        var bits = [UInt8](repeating: 0, count: (offset + count + 7) / 8)
        for (row, flag) in valid.enumerated() where flag { bits[row / 8] |= 1 << UInt8(row % 8) }
        let values = (0..<offset + count).map(Int64.init)
        let array = Fixture.array(
            rows: count, nulls: -1, offset: offset, buffers: [Fixture.buffer(bits), Fixture.buffer(values)])
        let column = try Fixture.column("l", array)
        #expect(column == .integer(Values((offset..<offset + count).map { valid[$0] ? Int64($0) : nil }, filler: 0)))
    }

    @Test(arguments: [1, 63, 64, 65, 100]) func batchesOfAnySizeAreJoined(size: Int) throws {
        let rows = 500
        let expected = (0..<rows).map { $0 % 7 == 0 && $0 > 100 ? nil : Int64($0) }
        let batches = stride(from: 0, to: rows, by: size).map { start in
            let part = expected[start..<min(start + size, rows)]
            var bits = [UInt8](repeating: 0, count: (part.count + 7) / 8)
            for (place, value) in part.enumerated() where value != nil { bits[place / 8] |= 1 << UInt8(place % 8) }
            return Fixture.batch(
                rows: part.count,
                [
                    Fixture.array(
                        rows: part.count, nulls: part.count { $0 == nil },
                        buffers: [Fixture.buffer(bits), Fixture.buffer(part.map { $0 ?? 77 })])
                ])
        }
        let table = try Fixture.table(Fixture.schema([("l", "x")]), batches)
        table.checkInvariants()
        #expect(table["x"] == .integer(Values(expected, filler: 0)))
    }

    @Test(arguments: ["+l", "z", "e", "w:16", "tiM", "ttu", "vz", "d:10,2,256", "+m", "", "?"])
    func otherTypesAreLeftOutAndNamed(format: String) throws {
        let fields = try ArrowField.fields(of: Fixture.schema([(format, "a"), ("l", "b")]))
        #expect(fields.map(\.type) == [.unsupported, .integer])
        let table = try Fixture.table(
            Fixture.schema([(format, "a"), ("l", "b")]),
            [
                Fixture.batch(
                    rows: 1,
                    [Fixture.array(rows: 1, buffers: []), Fixture.array(rows: 1, buffers: [nil, Fixture.buffer([5])])])
            ])
        #expect(table.names == ["b"])
    }
}
