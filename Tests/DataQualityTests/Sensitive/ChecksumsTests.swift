import Testing

@testable import DataQuality

/// Checksums agree with those of another program, on valid numbers and on ones with a slip.
struct ChecksumsTests {
    private static let numbers = PersonalData.all.numbers

    @Test(arguments: NationalID.allCases.filter { numbers["\($0)"] != nil })
    func nationalNumbersAgree(_ id: NationalID) throws {
        let known = try #require(Self.numbers["\(id)"])
        #expect(known.valid.filter { !id.matches(Digits($0)) } == [])
        // Without a check digit, hardly any slip shows.
        guard id != .denmark, id != .unitedStates else { return }
        #expect(known.wrong.filter { id.matches(Digits($0)) } == [])
    }

    @Test func cardsAgree() throws {
        let known = try #require(Self.numbers["card"])
        #expect(known.valid.filter { !Checksums.isCard(Digits($0)) } == [])
        #expect(known.wrong.filter { Checksums.isCard(Digits($0)) } == [])
    }

    @Test func accountsAgree() throws {
        let known = try #require(Self.numbers["iban"])
        #expect(known.valid.filter { !Checksums.isIBAN(Digits($0)) } == [])
        #expect(known.wrong.filter { Checksums.isIBAN(Digits($0)) } == [])
    }

    @Test(arguments: ["AB123456C", "JG 10 37 59 A"]) func numbersWithoutACheckDigitHaveAForm(_ text: String) {
        #expect(NationalID.unitedKingdom.matches(Digits(text)))
    }

    @Test(arguments: ["000000000", "DF123456C", "AO123456C", "AB123456E", "123456789"])
    func otherFormsAreNone(_ text: String) {
        #expect(!NationalID.unitedKingdom.matches(Digits(text)))
    }

    @Test(arguments: ["", "A", "0", "------", "4", "DE", "4111111111111112", "0000000000000000"])
    func shortAndEmptyTextsAreNone(_ text: String) {
        let digits = Digits(text)
        #expect(!Checksums.isCard(digits))
        #expect(!Checksums.isIBAN(digits))
        #expect(NationalID.allCases.filter { $0.matches(digits) } == [])
    }
}
