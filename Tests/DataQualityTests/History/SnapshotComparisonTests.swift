import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

@testable import DataQuality

/// A dataset beside an earlier one.
struct SnapshotComparisonTests {
    private func findings(_ now: Table, since then: Table) async throws -> [Finding] {
        let connection = try Engine.duckDB(threads: 2, temporaryDirectory: NSTemporaryDirectory()).connect()
        let relations = try [("now", now), ("then", then)].map { name, table in
            try connection.ingest(table, into: Identifier(name))
            return CheckedRelation(
                rows: "\(Identifier(name))", columns: try connection.describe("SELECT * FROM \(Identifier(name))"))
        }
        return try await SnapshotComparison(relations[0], since: relations[1], named: "run r-1")
            .findings { try connection.answers(to: $0) }
    }

    private func numbers(_ name: String, seed: UInt64, rows: Int = 500, _ change: (Double) -> Double = { $0 }) -> Table
    {
        var random = SeededGenerator(seed: seed)
        return Table([
            (
                name,
                .double(
                    Values(
                        (0..<rows).map { _ in
                            change((0..<6).reduce(0.0) { sum, _ in sum + Double.random(in: 0..<4, using: &random) })
                        }, filler: 0))
            )
        ])
    }

    @Test func likeDataRaisesNothing() async throws {
        #expect(try await findings(numbers("x", seed: 1), since: numbers("x", seed: 2)).isEmpty)
    }

    @Test(arguments: [
        (1_000.0, 0.0, "×1000"), (10, 0, "×10"), (0.1, 0, "÷10"), (1.8, 32, "°C → °F"),
        (1.609344, 0, "miles → kilometres"),
        (0.45359237, 0, "pounds → kilograms"),
    ])
    func changesOfUnitAreNamed(_ factor: Double, _ offset: Double, _ words: String) async throws {
        let found = try await findings(
            numbers("x", seed: 1) { $0 * factor + offset }, since: numbers("x", seed: 2))
        #expect(found.map(\.code) == [.unitChanged])
        #expect(found.first?.message.hasSuffix(words) == true)
    }

    /// Values from zero on, of which most of a change by five eighths lies within their spread.
    @Test func aSmallChangeOfUnitIsSeenByItsFactor() async throws {
        func skewed(_ seed: UInt64, _ change: @escaping (Double) -> Double = { $0 }) -> Table {
            numbers("x", seed: seed, rows: 6_000) { change(0.02 * $0 * $0) }
        }
        let found = try await findings(skewed(1) { $0 / 1.609344 }, since: skewed(2))
        #expect(found.first?.message.hasSuffix("kilometres → miles") == true)
        #expect(try await findings(skewed(1), since: skewed(2)).isEmpty)
        #expect(try await findings(skewed(1) { $0 * 0.8 }, since: skewed(2)).isEmpty)
    }

    @Test func otherMovesAreNoChangeOfUnit() async throws {
        #expect(try await findings(numbers("x", seed: 1) { $0 + 5 }, since: numbers("x", seed: 2)).isEmpty)
    }

    @Test func volumeIsSaidFromTwiceOn() async throws {
        let then = numbers("x", seed: 2)
        for rows in [251, 999] {
            #expect(try await findings(numbers("x", seed: 1, rows: rows), since: then).isEmpty)
        }
        for rows in [250, 1_000] {
            #expect(
                try await findings(numbers("x", seed: 1, rows: rows), since: then).map(\.code) == [.volumeChanged])
        }
    }

    @Test func columnsThatAreGoneNewRenamedOrRetypedAreSaid() async throws {
        func column(_ name: String, _ column: Column) -> (String, Column) { (name, column) }
        let integers = Column.integer(Values([1, 2], filler: 0))
        let texts = Column.text(TextValues(["a", "b"]))
        let then = Table([column("dep_delay", integers), column("b", integers), column("c", integers)])
        let now = Table([column("departure_delay", integers), column("b", texts), column("z", texts)])
        let found = try await findings(now, since: then)
        #expect(found.allSatisfy { $0.code == .schemaChanged })
        #expect(found.map(\.severity) == [.warning, .warning, .warning, .note])
        #expect(
            found[0].message
                == "column 'dep_delay' of run r-1 is gone; 'departure_delay' is new, of the same type, and looks like it"
        )
        #expect(found[1].message == "column 'c' of run r-1 is gone")
        #expect(found[2].message == "column 'b' is VARCHAR; it was BIGINT in run r-1")
        #expect(found[3].message == "column 'z' is new since run r-1")
    }
}
