import Evidence
import Foundation
import Testing

@testable import DataQuality

/// Great Expectations' suites are read and written in the forms of both of its versions.
struct SuiteJSONTests {
    private static let suite = Suite(
        name: "orders",
        expectations: [
            Expectation(.notNull, ["column": "id"], reason: "it is the key"),
            Expectation(
                .between, ["column": "a \"b\".c 🛫", "min_value": 0], mostly: 0.9,
                rowCondition: .comparison(column: "state", .equal, "open"), severity: .warning),
            Expectation(
                .inSet, ["column": "x", "value_set": [1, 2.5, "a"]],
                rowCondition: .any([
                    .nullity(column: "x", isNull: true), .membership(column: "y", of: [1, 2], negated: true),
                ])),
        ])

    private func findings(_ text: String) -> [Finding] {
        do throws(SuiteError) {
            _ = try SuiteJSON.read(Data(text.utf8), file: "suite.json")
            return []
        } catch {
            return error.findings
        }
    }

    @Test(arguments: SuiteJSON.Form.allCases) func whatIsWrittenIsReadBack(_ form: SuiteJSON.Form) throws {
        var again = try SuiteJSON.read(SuiteJSON.write(Self.suite, as: form), file: "suite.json")
        for index in again.expectations.indices {
            again.expectations[index].place = nil
            // 0.18 has no severity.
            if form == .version0 { again.expectations[index].severity = Self.suite.expectations[index].severity }
        }
        #expect(again == Self.suite)
    }

    @Test func version0IsRead() throws {
        let suite = try SuiteJSON.read(
            Data(
                #"""
                {"expectation_suite_name": "old", "data_asset_type": null, "ge_cloud_id": null, "meta":
                 {"great_expectations_version": "0.18.19"}, "expectations": [{"expectation_type":
                 "expect_column_values_to_be_between", "kwargs": {"column": "a", "min_value": 1, "max_value": null,
                 "mostly": 0.5, "row_condition": "col(\"b\").notNull()", "condition_parser": "great_expectations",
                 "result_format": "SUMMARY"}, "meta": {"notes": "why"}}]}
                """#.utf8), file: "suite.json")
        #expect(suite.name == "old")
        var first = try #require(suite.expectations.first)
        first.place = nil
        let expected = Expectation(
            .between, ["column": "a", "min_value": 1], mostly: 0.5, rowCondition: .nullity(column: "b", isNull: false),
            reason: "why")
        #expect(first == expected)
    }

    @Test(arguments: [
        ("nonsense", FindingCode.suiteUnreadable), ("{}", .suiteUnreadable), ("[]", .suiteUnreadable),
        (#"{"expectations": [{"kwargs": {}}]}"#, .missingKey),
        (
            #"{"expectations": [{"type": "expect_column_values_to_be_nul", "kwargs": {"column": "a"}}]}"#,
            .unknownExpectation
        ),
        (#"{"expectations": [{"type": "expect_column_values_to_be_null", "kwargs": 3}]}"#, .wrongType),
        (#"{"expectations": [], "meta": {"great_expectations_version": "2.0.1"}}"#, .notInThisVersion),
    ])
    func whatIsWrongIsToldWithItsIndex(_ text: String, _ code: FindingCode) {
        #expect(findings(text).map(\.code) == [code])
    }

    @Test func theIndexIsNamed() {
        let text = #"{"expectations": [{"type": "expect_column_values_to_be_nul", "kwargs": {"column": "a"}}]}"#
        #expect(findings(text).first?.file == "suite.json (expectations[0])")
    }
}
