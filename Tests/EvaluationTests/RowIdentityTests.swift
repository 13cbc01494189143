import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import Evaluation

struct RowIdentityTests {
    struct Case: Decodable {
        let seed: Int64
        let key: [String]
        let hashes: [UInt64]
    }

    /// The columns of Tests/Oracles/row_identity.py.
    private static let table = Table([
        ("integer", .integer(Values([0, 1, -1, .max, .min, nil, 42, 42], filler: 0))),
        ("text", .text(TextValues(["", "a", "Zürich", "🛫", "a\u{1F}b", "\\N", nil, nil]))),
        ("double", .double(Values([0, -0.0, 0.1, -1.5, 1e308, .leastNonzeroMagnitude, nil, nil], filler: 0))),
        ("boolean", .boolean(Values([true, false, nil, true, false, true, true, true], filler: false))),
        (
            "timestamp",
            .times([
                0, 1, -1, 1_356_998_400_000_000, 253_402_300_799_999_999, nil, -62_135_596_800_000_000,
                -62_135_596_800_000_000,
            ])
        ),
        ("date", .times([0, 86_400_000_000, -86_400_000_000, 1_356_998_400_000_000, nil, 0, 0, 0], .date)),
    ])

    @Test func `hashes are those of Python's hashlib for every type of cell`() throws {
        let cases = try JSONDecoder().decode([Case].self, from: Fixture.data("row_identity.json"))
        for example in cases {
            let identity = try RowIdentity(of: Self.table, key: example.key, seed: example.seed, threads: 1)
            #expect(identity.hashes == example.hashes, "seed \(example.seed), key \(example.key)")
        }
    }

    @Test func `equal rows without a key have different hashes`() throws {
        let table = Table([("a", .integers([5, 5, 5]))])
        let hashes = try RowIdentity(of: table, key: [], seed: 7, threads: 1).hashes
        #expect(Set(hashes).count == 3)
    }

    @Test func `hashes do not depend on the number of threads`() throws {
        let table = Table([("a", .integers(Array(0..<40_000)))])
        let one = try RowIdentity(of: table, key: ["a"], seed: 7, threads: 1)
        let many = try RowIdentity(of: table, key: ["a"], seed: 7, threads: 5)
        #expect(one.hashes == many.hashes)
    }

    @Test func `many rows rank by hash, and equal rows each have an ordinal of their own`() throws {
        // Every value stands four times, so that buckets are many and three rows of four are hashed again.
        let values = (0..<40_000).map { Optional(Int64($0 % 10_000)) }
        let identity = try RowIdentity(
            of: Table([("n", .integer(Values(values, filler: 0)))]), key: [], seed: 7, threads: 2)
        let rows = Array((0..<40_000).reversed())
        #expect(identity.ranked(rows) == rows.sorted { identity.hashes[$0] < identity.hashes[$1] })
        #expect(identity.message(5) == Array("7\u{1F}5\u{1F}0".utf8))
        #expect(identity.message(30_005) == Array("7\u{1F}5\u{1F}3".utf8))
    }

    @Test func `hashes are below 2^52`() throws {
        let table = Table([("a", .integers(Array(0..<1000)))])
        let hashes = try RowIdentity(of: table, key: ["a"], seed: 7, threads: 1).hashes
        #expect(hashes.allSatisfy { $0 < 1 << 52 })
    }

    @Test func `a key column that is not there is a finding`() {
        let failure = error(of: { _ = try RowIdentity(of: Self.table, key: ["nokey"], seed: 7, threads: 1) })
        #expect(failure?.findings.map(\.code) == [.columnNotFound])
        #expect(failure?.exitStatus == .inputWrong)
    }
}
