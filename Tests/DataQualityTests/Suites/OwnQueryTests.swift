import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import DataQuality

/// Rows that a person's own query gives are named by the key, by their number, or by what they hold.
struct OwnQueryTests {
    private func document(_ query: String, key: [String] = []) async throws -> ChecksDocument {
        let bench = try SuiteBench(
            Table([
                ("id", .integer(Values((0..<100).map { Int64(1_000 + $0) }, filler: 0))),
                ("a", .integer(Values((0..<100).map { Int64($0) }, filler: 0))),
                ("t", .text(TextValues((0..<100).map { "t\($0 % 3)" }))),
            ]), key: key)
        return try await bench.document([Expectation(.unexpectedRows, ["unexpected_rows_query": .string(query)])])
    }

    @Test func theKeyNamesThemWhereTheQueryGivesIt() async throws {
        let document = try await document("SELECT t, id FROM {batch} WHERE a > 97", key: ["id"])
        #expect(document.findings[0].keys == ["1098", "1099"])
        #expect(document.results[0].result.partialUnexpectedIndexList == [["id": 1098], ["id": 1099]])
        #expect(
            document.results[0].result.partialUnexpectedList == [["t": "t2", "id": 1098], ["t": "t0", "id": 1099]])
    }

    @Test func theirNumberInTheTableNamesThemWhereThereIsNoKey() async throws {
        let document = try await document("SELECT * FROM {batch} WHERE a > 97")
        #expect(document.findings[0].keys == ["row 99", "row 100"])
        #expect(document.results[0].result.partialUnexpectedIndexList == [["row": 99], ["row": 100]])
        #expect(
            document.results[0].result.partialUnexpectedList
                == [["a": 98, "t": "t2", "id": 1098], ["a": 99, "t": "t0", "id": 1099]])
    }

    @Test func whatTheyHoldNamesThemElse() async throws {
        let document = try await document("SELECT t, count(*) AS c FROM {batch} GROUP BY t HAVING count(*) > 33")
        #expect(document.findings[0].keys == ["t=t0 c=34"])
        #expect(document.results[0].result.partialUnexpectedIndexList == nil)
    }

    @Test func whatCountsColumnsIsAskedWithoutANumber() async throws {
        let document = try await document("SELECT * FROM {batch} WHERE a > 98 UNION ALL SELECT 1, 2, 'x'")
        #expect(document.results[0].result.unexpectedCount == 2)
        #expect(document.findings[0].keys == ["id=1 a=2 t=x", "id=1099 a=99 t=t0"])
    }

    @Test func valuesOfAPersonalColumnAreNotShownUnderAnotherName() async throws {
        let document = Masking(["t"], key: []).masked(try await document("SELECT t AS other FROM {batch} WHERE a = 1"))
        #expect(document.findings[0].keys == [Masking.mask])
        #expect(document.results[0].result.partialUnexpectedList == [.string(Masking.mask)])
    }
}
