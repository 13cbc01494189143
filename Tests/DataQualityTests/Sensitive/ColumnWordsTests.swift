import Testing

@testable import DataQuality

/// What the name of a column says.
struct ColumnWordsTests {
    @Test(arguments: [
        ("customerE-Mail_2", ["customer", "e", "mail"]), ("IPAddress", ["ipaddress"]),
        ("date_of_birth", ["date", "of", "birth"]),
        ("Straße", ["straße"]), ("", []), ("42", []),
    ])
    func namesFallIntoWords(_ name: String, _ words: [String]) { #expect(ColumnWords(name).words == words) }

    @Test(arguments: [
        ("email", PersonalKind.email), ("E-Mail", .email), ("customer_phone", .phone), ("MobileNumber", .phone),
        ("cc_number", .card), ("IBAN", .iban), ("client_ip", .ipAddress), ("mac", .macAddress), ("DOB", .birthDate),
        ("birthDate", .birthDate), ("SSN", .nationalID), ("national_id", .nationalID), ("lat", .coordinates),
        ("homeAddress", .address), ("Surname", .personName), ("full_name", .personName),
    ])
    func kindsAreRecognised(_ name: String, _ kind: PersonalKind) { #expect(ColumnWords(name).kinds.contains(kind)) }

    @Test(arguments: [
        "flight", "tailnum", "time_hour", "dep_delay", "manufacturer", "species", "bill_length_mm", "wind_speed",
        "alcohol", "mean radius", "tip", "single", "machine", "relation", "plate", "later", "shipment", "cell_id",
        "phoneModel",
    ])
    func otherNamesSayNothing(_ name: String) { #expect(ColumnWords(name).kinds == []) }
}
