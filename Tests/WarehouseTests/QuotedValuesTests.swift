import Testing

@testable import Warehouse

/// What an engine quotes of the data is shown where it is not a person's.
struct QuotedValuesTests {
    @Test(arguments: [
        ("Could not convert string 'ann@example.org' to INT32", "Could not convert string '[masked]' to INT32"),
        ("Could not convert string 'Ann Lee' to INT32", "Could not convert string '[masked]' to INT32"),
        (
            "Type DOUBLE with value '4111111111111111' is out of range",
            "Type DOUBLE with value '[masked]' is out of range"
        ),
        ("it says \"+49 170 1234567\" and 'a'", "it says \"[masked]\" and 'a'"),
    ])
    func personalValuesAreMasked(_ message: String, _ shown: String) {
        #expect(QuotedValues.withoutPersonal(message) == shown)
    }

    @Test(arguments: [
        "Could not convert string 'a' to INT32 when casting from source column c",
        "Table 'order lines of 2013' is not there",
        "invalid date field format: \"2013-02-30\"", "a quote ' alone", "", "no quote",
    ])
    func otherMessagesStayAsTheyAre(_ message: String) { #expect(QuotedValues.withoutPersonal(message) == message) }
}
