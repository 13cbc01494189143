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
        (
            "Type INT64 with value 4253660082294841 can't be cast because the value is out of range",
            "Type INT64 with value [masked] can't be cast because the value is out of range"
        ),
        (
            "Overflow in multiplication of INT64 (4253660082294841 * 99999999999)!",
            "Overflow in multiplication of INT64 ([masked] * [masked]"
        ),
        ("Could not parse string \"Anna Rossi\" according to", "Could not parse string \"[masked]\" according to"),
        ("the value 'Anna Rossi' can't be cast", "the value '[masked]' can't be cast"),
        ("missing ): call Anna on +49 30 1200014 or anna@ex.org (", "missing ): [masked]"),
        ("it read <anna@ex.org> there", "it read <[masked] there"),
    ])
    func personalValuesAreMasked(_ message: String, _ shown: String) {
        #expect(QuotedValues.withoutPersonal(message) == shown)
    }

    @Test(arguments: [
        "Could not convert string 'a' to INT32 when casting from source column c",
        "Table 'order lines of 2013' is not there",
        "invalid date field format: \"2013-02-30\"", "a quote ' alone", "", "no quote",
        "missing ): (a|b", "Overflow in addition of INT32 (2147483 + 1)!", "the operator @ of 'x'",
    ])
    func otherMessagesStayAsTheyAre(_ message: String) { #expect(QuotedValues.withoutPersonal(message) == message) }
}
