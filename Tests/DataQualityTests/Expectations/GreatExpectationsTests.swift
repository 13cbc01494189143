import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import DataQuality

/// Results are those of Great Expectations (Tests/Oracles/expectations.py).
struct GreatExpectationsTests {
    private struct Oracle: Decodable {
        let table: [String: JSONValue]
        let cases: [Case]
    }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let type: String
        let kwargs: [String: JSONValue]
        let success: Bool
        let result: [String: JSONValue]

        var testDescription: String { "\(type) \((try? CanonicalJSON.line(kwargs)) ?? "")" }
    }

    /// Fixtures stand in the folder of the target.
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

    private static let order = ["id", "n", "x", "y", "t", "u", "d", "j", "k", "up"]

    private static let oracle: Oracle? = {
        guard let data = try? Fixture.data("expectations.json", filePath: folder) else { return nil }
        return try? JSONDecoder().decode(Oracle.self, from: data)
    }()

    static let cases = oracle?.cases ?? []

    @Test func thereAreCases() { #expect(Self.cases.count > 100) }

    @Test(arguments: cases) func resultsAreTheOracles(_ oracle: Case) async throws {
        let table = try #require(Self.oracle).table
        let bench = try SuiteBench(Table(json: table, order: Self.order))
        let result = try await bench.result(oracle.type, oracle.kwargs)
        #expect(result.success == oracle.success)
        let found = result.result
        #expect(equal(found.elementCount, oracle.result["element_count"]))
        #expect(equal(found.unexpectedCount, oracle.result["unexpected_count"]))
        #expect(equal(found.missingCount, oracle.result["missing_count"]))
        for (own, name) in [
            (found.unexpectedPercent, "unexpected_percent"), (found.missingPercent, "missing_percent"),
            (found.unexpectedPercentTotal, "unexpected_percent_total"),
        ] {
            guard let expected = Bounds.number(oracle.result[name]) else { continue }
            #expect(((own ?? .nan) - expected).magnitude < 1e-9)
        }
        // Of distinct values 1.x tells no observed value any more; 0.18 listed them, as we do.
        if let expected = oracle.result["observed_value"], !oracle.type.contains("distinct") {
            #expect(alike(found.observedValue ?? .null, expected), "\(found.observedValue ?? .null) is not \(expected)")
        }
        // Nulls have no value to show; ours are in the order of the rows, as the oracle's.
        if case .array(let values)? = oracle.result["partial_unexpected_list"], !values.contains(.null),
            !oracle.type.contains("multicolumn"), !oracle.type.contains("column_pair"),
            !oracle.type.contains("within_record"), !oracle.type.contains("compound")
        {
            #expect(found.partialUnexpectedList.count == values.count)
            #expect(zip(found.partialUnexpectedList, values).allSatisfy { alike($0, $1) })
        }
    }

    private func equal(_ own: Int?, _ expected: JSONValue?) -> Bool {
        guard case .integer(let count)? = expected else { return true }
        return own == Int(count)
    }

    /// Equal, numbers to 1e-12; sets in any order.
    private func alike(_ own: JSONValue, _ expected: JSONValue) -> Bool {
        if let a = Bounds.number(own), let b = Bounds.number(expected) {
            return (a - b).magnitude <= 1e-9 * max(1, b.magnitude)
        }
        switch (own, expected) {
        case (.array(let a), .array(let b)):
            return a.count == b.count && a.allSatisfy { item in b.contains { alike(item, $0) } }
        case (.object(let a), .object(let b)):
            return a.keys == b.keys && a.allSatisfy { alike($0.value, b[$0.key] ?? .null) }
        default: return own == expected
        }
    }
}
