import Evidence
import Testing

@testable import DataQuality

/// No value of a masked column is left in a document; what is no value of one stays.
struct MaskingTests {
    private let masking = Masking(["email"], key: ["id"])

    private func result(
        _ type: String, _ kwargs: [String: JSONValue], examples: [JSONValue] = [], observed: JSONValue? = nil
    ) -> ExpectationResult {
        var result = ExpectationResult(
            type: type, kwargs: kwargs, success: false, examples: examples, observed: observed)
        result.result.partialUnexpectedIndexList = [.object(["id": 1, "email": "a@b.org"])]
        return result
    }

    private func masked(_ result: ExpectationResult) -> ExpectationResult.Result {
        masking.masked(ChecksDocument(findings: [], results: [result])).results[0].result
    }

    @Test(
        arguments: [
            ["column": "email"], ["column_A": "email", "column_B": "x"], ["column_list": ["x", "email"]],
        ] as [[String: JSONValue]])
    func examplesAreMasked(_ kwargs: [String: JSONValue]) {
        let masked = masked(result("expect_column_values_to_be_in_set", kwargs, examples: ["a@b.org", 7, .null]))
        #expect(masked.partialUnexpectedList == ["[masked]", "[masked]", .null])
        #expect(masked.partialUnexpectedIndexList == [.object(["id": 1, "email": "[masked]"])])
    }

    @Test func examplesOfOtherColumnsStay() {
        let masked = masked(result("expect_column_values_to_be_in_set", ["column": "x"], examples: ["b"]))
        #expect(masked.partialUnexpectedList == ["b"])
        #expect(masked.partialUnexpectedIndexList == [.object(["id": 1, "email": "[masked]"])])
    }

    @Test(arguments: [
        ("expect_column_max_to_be_between", "[masked]" as JSONValue),
        ("expect_column_unique_value_count_to_be_between", 7),
    ])
    func whatIsObservedIsMaskedWhereItIsAValue(_ type: String, _ shown: JSONValue) {
        #expect(masked(result(type, ["column": "email"], observed: 7)).observedValue == shown)
    }

    @Test func keysAreMaskedWhereTheyArePersonal() {
        let finding = Finding(.error, .keyNotUnique, "key email is not unique", keys: ["a@b.org"])
        #expect(Masking(["email"], key: ["email"]).masked([finding])[0].keys == ["[masked]"])
        #expect(masking.masked([finding])[0].keys == ["a@b.org"])
    }

    @Test func messagesSayNoValueThatWasObserved() {
        let findings = ["expect_column_max_to_be_between", "expect_column_unique_value_count_to_be_between"].map {
            Finding(.error, .expectationFailed, "\($0) failed for 'email': observed 7", column: "email")
        }
        #expect(
            masking.masked(findings).map(\.message) == [
                "expect_column_max_to_be_between failed for 'email': observed [masked]",
                "expect_column_unique_value_count_to_be_between failed for 'email': observed 7",
            ])
    }

    @Test func theRequestForASignOffStaysAsItIs() {
        let request = Finding(
            .error, .signOffNeeded, "a sign-off", column: "email", evidence: ["purpose": "to tell providers apart"])
        #expect(masking.masked([request]) == [request])
    }
}
