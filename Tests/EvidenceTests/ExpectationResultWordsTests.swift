import Evidence
import Testing

struct ExpectationResultWordsTests {
    private func result(
        _ kwargs: [String: JSONValue], unexpected: Int? = nil, of elements: Int? = nil
    ) -> ExpectationResult {
        var result = ExpectationResult.Result()
        (result.unexpectedCount, result.elementCount) = (unexpected, elements)
        return ExpectationResult(
            configuration: .init(type: "expect_column_values_to_not_be_null", kwargs: kwargs), success: true,
            result: result)
    }

    @Test func `unexpected values stand beside how many there are and may be`() {
        let kwargs: [String: JSONValue] = ["column": "a", "mostly": .number(0.95)]
        #expect(result(kwargs, unexpected: 18, of: 1_000).unexpectedText == "18 of 1,000, 5 % allowed")
        #expect(result(["column": "a"], unexpected: 18, of: 1_000).unexpectedText == "18 of 1,000")
        #expect(result(kwargs, unexpected: 0, of: 1_000).unexpectedText == "0")
        #expect(result(["column": "a"]).unexpectedText == nil)
    }

    @Test(
        arguments: [
            (["column": "a"], ""), (["min_value": 20], "at least 20"), (["max_value": 2_000], "at most 2,000"),
            (["min_value": 6, "max_value": 6, "mostly": .number(0.98)], "exactly 6; 98 % of the values"),
            (["min_value": 0, "max_value": .number(0.5)], "from 0 to 0.5"),
            (["type_list": ["VARCHAR"]], "VARCHAR"), (["value_set": ["a", "b"]], "2 values"), (["regex": "^a"], "^a"),
        ] as [([String: JSONValue], String)])
    func `what is expected is said in words`(kwargs: [String: JSONValue], words: String) {
        #expect(result(kwargs).expectationConfig.bounds == words)
    }

    @Test func `a count that the message names is not said again`() {
        var finding = Finding(.warning, .labelMissing, "9,430 rows without a label are left out", count: 9_430)
        #expect(finding.countToAdd == nil)
        finding.message = "rows without a label are left out"
        #expect(finding.countToAdd == 9_430)
    }
}
