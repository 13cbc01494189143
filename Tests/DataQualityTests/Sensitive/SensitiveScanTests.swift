import Columns
import Evidence
import Testing

@testable import DataQuality

/// Every kind of personal data is found; what only looks like it is not.
struct SensitiveScanTests {
    private func found(_ column: PersonalData.Column) async throws -> PersonalColumn? {
        try await SuiteBench(column.table).sensitive().personal.first
    }

    @Test(arguments: PersonalData.all.columns) func everyKindIsFound(_ column: PersonalData.Column) async throws {
        let found = try #require(try await found(column))
        #expect(found.kind.rawValue == column.kind)
        // Coordinates are places, and mostly not those of persons.
        #expect(found.certainty == (found.kind == .coordinates ? .likely : .certain))
        #expect(found.matching > 0 && found.matching <= found.values)
    }

    @Test(arguments: PersonalData.all.lookalikes) func lookalikesAreNone(_ column: PersonalData.Column) async throws {
        let found = try await found(column)
        #expect(found == nil || found?.certainty == .likely)
    }

    @Test func onlyFewLookalikesLeaveADoubt() async throws {
        var doubts: [String] = []
        for column in PersonalData.all.lookalikes where try await found(column) != nil { doubts.append(column.name) }
        // Nine digits with hyphens may be of a person, and the check digit of books is that of the health service.
        #expect(doubts == ["invoice", "isbn"])
    }

    @Test(arguments: [
        (0, true), (1, true), (2, true), (3, true), (4, true), (5, true), (6, true), (7, false), (8, false),
    ]) func shortTextsThatHoldThemAreFound(_ form: Int, _ isCertain: Bool) async throws {
        let cards = try #require(PersonalData.all.numbers["card"]).valid
        let ibans = try #require(PersonalData.all.numbers["iban"]).valid
        let values = (0..<30).map { row in
            switch form {
            case 0: "mail bob\(row)@corp.org"
            case 1: "bob\(row)@corp.org;eva@corp.org"
            case 2: "{\"mail\":\"bob\(row)@corp.org\"}"
            case 3: "card \(cards[row % cards.count])"
            case 4: "\(cards[row % cards.count]) (VISA)"
            case 5: "IBAN \(ibans[row % ibans.count])"
            case 6: "Bob Smith: bob\(row)@corp.org"
            case 7: "Tel. +49 30 12000\(row + 10)"
            default: "IP 10.7.3.\(row)"
            }
        }
        let found = try #require(try await scan(["note": values]).first)
        #expect(found.kind == .freeText)
        #expect(found.certainty == (isCertain ? .certain : .likely))
    }

    @Test(arguments: ["git@github.com:corp/r%.git", "https://ann@host/%", "version 1.2.3.%", "https://m.social/@ann%"])
    func shortTextsThatOnlyLookSoAreNone(_ form: String) async throws {
        #expect(try await scan(["note": (10..<40).map { form.replacing("%", with: "\($0)") }]) == [])
    }

    @Test func numbersAreReadAsNumbers() async throws {
        let cards = try #require(PersonalData.all.numbers["card"])
        let numbers = cards.valid.map { Int64($0) }
        for column in [
            Column.integer(Values(numbers, filler: 0)),
            Column.double(Values(numbers.map { $0.map(Double.init) } + [nil], filler: 0)),
        ] {
            let table = Table([("n", column)])
            #expect(try await SuiteBench(table).sensitive().personal.map(\.kind) == [.card])
        }
    }

    @Test func aWrongChecksumIsADoubtWhereTheNameSpeaksOfIt() async throws {
        let wrong = try #require(PersonalData.all.numbers["card"]).wrong
        #expect(try await scan(["card_number": wrong]).map(\.certainty) == [.likely])
        #expect(try await scan(["order": wrong]) == [])
    }

    @Test(arguments: ["tax_id", "passport", "order"]) func nineDigitsAloneAreNoProof(_ name: String) async throws {
        let numbers = try #require(PersonalData.all.numbers["unitedStates"]).valid.map { $0.replacing("-", with: "") }
        #expect(try await scan([name: numbers]).filter { $0.certainty == .certain } == [])
        #expect(try await scan(["ssn": numbers]).map(\.certainty) == [.certain])
    }

    @Test func theSampleDoesNotDependOnTheOrder() async throws {
        let emails = (0..<5_000).map { $0 % 3 == 0 ? "person\($0)@example.org" : "order \($0)" }
        let forward = try await scan(["contact": emails])
        #expect(forward == (try await scan(["contact": emails.reversed()])))
        #expect(forward.first?.rows == ContentSample.rows)
    }

    @Test func aTableWithoutColumnsThatCanBeReadIsNoError() async throws {
        #expect(try await scan([:], flags: true) == [])
        #expect(try await scan(["empty": []]) == [])
    }

    @Test(arguments: [
        ("sex", "sex"), ("customerGender", "sex"), ("race", "ethnicity"), ("Marital_Status", "marital status"),
    ])
    func protectedAttributesAreAskedAbout(_ name: String, _ attribute: String) async throws {
        let found = try await SuiteBench(Table([(name, .text(TextValues(["a", "b"])))])).sensitive()
        #expect(found.protected.map(\.attribute.rawValue) == [attribute])
        #expect(found.findings(nil).allSatisfy { $0.severity != .error })
        #expect(found.findings(.init(features: [name], sensitive: [name])) == [])
    }

    @Test func whatAColumnIsUsedForDecidesWhatItWeighs() async throws {
        let emails = try #require(PersonalData.all.columns.first { $0.name == "email" })
        let found = try await SuiteBench(emails.table).sensitive()
        let feature = found.findings(.init(features: ["email"], sensitive: []))
        #expect(feature.map(\.severity) == [.error])
        #expect(feature.first?.code.asksForSignOff == true)
        #expect(found.findings(.init(features: [], sensitive: [])).map(\.severity) == [.note])
        #expect(found.findings(nil).map(\.severity) == [.warning])
    }

    private func scan(_ columns: [String: [String]], flags: Bool = false) async throws -> [PersonalColumn] {
        var all = columns.keys.sorted().map { ($0, Column.text(TextValues(columns[$0] ?? []))) }
        if flags { all.append(("flag", .boolean(Values([true, false], filler: false)))) }
        return try await SuiteBench(Table(all)).sensitive().personal
    }
}
