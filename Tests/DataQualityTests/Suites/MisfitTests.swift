import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import DataQuality

/// An expectation that the data does not fit has failed, and says why; the others are judged.
struct MisfitTests {
    private func bench() throws -> SuiteBench {
        try SuiteBench(
            Table([
                ("v", .text(TextValues(["5", "50", "500", "n/a", "7", "95"]))),
                ("n", .integer(Values([1, 2, 3, 4, 5, 6], filler: 0))),
                ("empty", .text(TextValues([nil, nil, nil, nil, nil, nil]))),
                ("day", .timestamp(Values((0..<6).map { 86_400_000_000 * $0 }, filler: 0), .date)),
            ]), others: ["more": Table([("w", .text(TextValues(["1"])))])])
    }

    @Test(
        arguments: [
            ("expect_column_values_to_be_between", ["column": "v", "min_value": 10, "max_value": 90], .numbersAsText),
            ("expect_column_max_to_be_between", ["column": "v", "min_value": 10, "max_value": 90], .numbersAsText),
            ("expect_column_values_to_be_in_set", ["column": "v", "value_set": [5, 50]], .numbersAsText),
            ("expect_column_distinct_values_to_be_in_set", ["column": "v", "value_set": [5, 50]], .numbersAsText),
            ("expect_column_values_to_be_in_set", ["column": "n", "value_set": ["1"]], .wrongType),
            ("expect_column_values_to_be_between", ["column": "n", "min_value": "1"], .wrongType),
            ("expect_column_values_to_be_in_set", ["column": "day", "value_set": ["a"]], .impossibleValue),
            ("expect_column_mean_to_be_between", ["column": "empty", "min_value": 1], .wrongType),
            ("expect_column_values_to_not_be_null", ["column": "nn"], .columnNotFound),
            ("expect_column_values_to_be_unique", ["column": "n", "row_condition": "vv > 1"], .columnNotFound),
            ("expect_column_pair_values_to_be_equal", ["column_A": "n", "column_B": "v"], .wrongType),
            (
                "expect_column_pair_values_a_to_be_greater_than_b", ["column_A": "day", "column_B": "v"], .wrongType
            ),
            (
                "expect_foreign_keys_in_column_a_to_exist_in_column_b",
                ["column": "n", "other_table_name": "more", "other_column": "w"], .wrongType
            ),
            (
                "unexpected_rows_expectation", ["unexpected_rows_query": "SELECT gone FROM {batch}"],
                .impossibleValue
            ),
        ] as [(String, [String: JSONValue], FindingCode)])
    func whatTheDataDoesNotFitHasFailedAndTheOthersAreJudged(
        _ type: String, _ arguments: [String: JSONValue], _ code: FindingCode
    ) async throws {
        let misfit = try ExpectationDraft(type: type, arguments: arguments).expectation()
        let document = try await bench().document([
            misfit, Expectation(.between, ["column": "n", "max_value": 5]), Expectation(.notNull, ["column": "v"]),
        ])
        #expect(document.results.map(\.success) == [false, false, true])
        #expect(document.findings.map(\.code) == [code, .expectationFailed])
        #expect(document.findings[0].severity == .error)
        #expect(document.results[0].exceptionInfo?.exceptionMessage == document.findings[0].message)
        #expect(document.results[1].exceptionInfo == nil)
        #expect(document.exitStatus == .checksStopped)
    }

    @Test func aColumnOfTextSaysHowNumbersAreMadeOfIt() async throws {
        let document = try await bench().document([Expectation(.between, ["column": "v", "min_value": 10])])
        #expect(document.findings[0].message == "'min_value' holds the number 10, but column 'v' is text")
        #expect(document.findings[0].advice?.contains(#"TRY_CAST("v" AS DOUBLE)"#) == true)
    }

    @Test func aMissingColumnSaysWhichIsNear() async throws {
        let document = try await bench().document([
            Expectation(.notNull, ["column": "dday"], severity: .warning)
        ])
        #expect(document.findings[0].advice == "did you mean 'day'?")
        #expect(document.findings[0].severity == .warning)
        #expect(document.exitStatus == .done)
    }

    @Test func aValueThatWasNotToBeThereHasNoChance() async throws {
        let bench = try SuiteBench(Table([("plan", .text(TextValues(["free", "pro", "free", "trial"])))]))
        for weights in [["free", "pro"], ["free", "pro", "trial"]].map({ $0 as [String] }) {
            let shares: [JSONValue] = weights.count == 2 ? [0.5, 0.5] : [0.5, 0.5, 0.0]
            let result = try await bench.result(
                "expect_column_chisquare_test_p_value_to_be_greater_than",
                [
                    "column": "plan", "p": 0.05,
                    "partition_object": ["values": .array(weights.map { .string($0) }), "weights": .array(shares)],
                ])
            #expect(!result.success)
            #expect(result.result.observedValue == .number(0))
            _ = try CanonicalJSON.encode(result)
        }
    }
}
