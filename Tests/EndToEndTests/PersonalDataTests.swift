import Evidence
import Foundation
import TestSupport
import Testing

/// Personal data stops a run with status 4, is found by a check, and is shown nowhere.
struct PersonalDataTests {
    private let place: Workspace

    init() throws {
        place = try Workspace()
        try place.write("people.csv", Self.people)
    }

    /// Invented customers; the numbers of the cards pass Luhn's sum.
    private static var people: String {
        var lines = ["id,email,card,visits,spent,churned"]
        for row in 0..<300 {
            let visits = (row * 7) % 23
            let spent = (row * 31) % 400
            lines.append(
                "\(row),\(address(row)),\(card(row)),\(visits),\(spent),\(visits + spent / 40 > 14 ? "yes" : "no")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func address(_ row: Int) -> String { "quentin\(row % 250)@mail.example.org" }

    private static func card(_ row: Int) -> String {
        let body = "401288\(100_000_000 + row * 7_919)"
        let sum = body.reversed().enumerated().reduce(0) { sum, digit in
            let value = (digit.element.wholeNumberValue ?? 0) * (digit.offset % 2 == 0 ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return body + String((10 - sum % 10) % 10)
    }

    private func brief(_ more: String) throws {
        try place.write(
            "brief.yaml", "name: people\ndata: {sources: {people: people.csv}, key: [id], label: churned}\n" + more)
    }

    /// Whether a raw value stands in an output or in any file but the table itself and Parquet.
    private func leaks(_ result: Binary.Result) throws -> [String] {
        var texts = [("stdout", result.output), ("stderr", result.errors)]
        for file in Workspace.files(under: place.path) where file != "people.csv" && !file.hasSuffix(".parquet") {
            guard !file.contains("/objects/") else { continue }
            let data = try Data(contentsOf: URL(fileURLWithPath: place.path + "/" + file))
            texts.append((file, String(decoding: data, as: UTF8.self)))
        }
        return texts.filter { $0.1.contains("quentin") || $0.1.contains("401288") }.map(\.0)
    }

    @Test func aRunStopsWithStatus4AndIsRecorded() throws {
        try brief("")
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(result.status == 4)
        let outcome = try result.json()
        #expect(outcome["status"] == "stopped")
        let errors = outcome["findings"]?.elements.filter { $0["severity"] == "error" } ?? []
        #expect(errors.map { $0["code"] } == ["personal-data", "personal-data"])
        #expect(errors.map { $0["column"] } == ["email", "card"])
        #expect(try leaks(result) == [])
    }

    @Test func aRunOfABareTableStopsToo() throws {
        let result = try Binary.run(["run", "people.csv", "--label", "churned"], in: place.path)
        #expect(result.status == 4)
        #expect(result.errors.contains("leave it out with exclude: {card: personal data}"))
        #expect(result.errors.contains("associate explain personal-data"))
    }

    @Test func aBriefThatLeavesThemOutRuns() throws {
        try brief("exclude: {email: personal data}\nsensitive: [card]\n")
        let result = try Binary.run(["run", "brief.yaml", "--json", "--audit"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try leaks(result) == [])
        let directory = try #require(try result.json()["directory"]?.text)
        let note = try String(contentsOfFile: directory + "/data/dataset_note.md", encoding: .utf8)
        #expect(note.contains("## Personal data"))
        #expect(note.contains("a sample of 300 rows"))
        #expect(note.contains("column 'email' holds email addresses"))
    }

    @Test func aCheckFindsThemAndEndsWithStatus4() throws {
        try brief("")
        let result = try Binary.run(["check", "brief.yaml"], in: place.path)
        #expect(result.status == 4)
        #expect(result.output.contains("column 'card' holds payment card numbers"))
        #expect(result.output.contains("privacy  6 columns · a sample of 300 rows · 2 personal"))
        #expect(try leaks(result) == [])
        let json = try Binary.run(["check", "brief.yaml", "--json"], in: place.path)
        #expect(json.status == 4)
        #expect(try JSONSchema(named: "checks").problems(withJSON: Data(json.output.utf8)) == [])
    }

    @Test func aCheckOfATableWarns() throws {
        let result = try Binary.run(["check", "people.csv", "--json"], in: place.path)
        #expect(result.status == 0)
        let found = try result.json()["findings"]?.elements.filter { $0["code"] == "personal-data" } ?? []
        #expect(found.map { $0["severity"] } == ["warning", "warning"])
        #expect(try leaks(result) == [])
    }

    @Test func examplesAndKeysOfASuiteAreMasked() throws {
        try place.write(
            "suite.yaml",
            """
            expectations:
              - expect_column_values_to_match_regex: {column: email, regex: '@example.com$'}
              - expect_column_values_to_be_unique: email
              - expect_column_max_to_be_between: {column: card, max_value: 5}
              - expect_column_most_common_value_to_be_in_set: {column: email, value_set: [nobody]}

            """)
        let result = try Binary.run(["check", "people.csv", "--suite", "suite.yaml", "--json"], in: place.path)
        #expect(result.status == 3)
        #expect(result.output.contains("[masked]"))
        #expect(try leaks(result) == [])
    }

    @Test func aProposedSuiteSaysNothingOfThem() throws {
        let result = try Binary.run(["check", "people.csv", "--propose", "suite.yaml"], in: place.path)
        #expect(result.status == 0)
        #expect(try String(contentsOfFile: place.path + "/suite.yaml", encoding: .utf8).contains("visits"))
        #expect(try leaks(result) == [])
    }

    @Test func keysThatArePersonalAreMasked() throws {
        try place.write(
            "brief.yaml",
            "name: people\ndata: {sources: {people: people.csv}, key: [email], label: churned}\nexclude: {card: personal}\n"
        )
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        // The addresses come again, so they are no key; the finding must not name them.
        #expect(result.status == 3)
        #expect(try result.json()["findings"]?.elements.contains { $0["code"] == "key-not-unique" } == true)
        #expect(try leaks(result) == [])
    }

    @Test func aPersonalKeyIsShownNowhere() throws {
        try place.write(
            "brief.yaml",
            """
            name: people
            data:
              sources: {people: people.csv}
              dataset: SELECT * EXCLUDE (card, id), visits > 11 AND spent % 7 = 0 AS odd FROM people WHERE id < 250
              key: [email]
              label: churned

            """)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--audit"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try leaks(result) == [])
    }

    @Test func valuesInMessagesOfTheEngineAreMasked() throws {
        try place.write(
            "brief.yaml",
            """
            name: people
            data:
              sources: {people: people.csv}
              dataset: SELECT id, CAST(email AS INTEGER) AS number, churned FROM people
              key: [id]
              label: churned

            """)
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("Could not convert string '[masked]'"))
        #expect(try leaks(result) == [])
    }

    @Test func aCheckOfTheTableSaysWhatARunWouldDoAndWhatToDoNext() throws {
        let check = try Binary.run(["check", "people.csv"], in: place.path)
        // A table has no features: nothing asks for a sign-off yet.
        #expect(check.status == 0)
        #expect(check.output.contains("a run with it as a feature stops for another person's sign-off (exit status 4)"))
        #expect(check.output.contains("  Next    associate init people.csv writes a brief that leaves personal"))
        #expect(try Binary.run(["run", "people.csv", "--label", "churned", "--quiet"], in: place.path).status == 4)
        let proposed = try Binary.run(["init", "people.csv", "--label", "churned"], in: place.path)
        #expect(proposed.status == 0, "\(proposed.errors)")
        #expect(try Binary.run(["check", "brief.yaml", "--quiet"], in: place.path).status == 0)
        let brief = try String(contentsOfFile: place.path + "/brief.yaml", encoding: .utf8)
        #expect(brief.contains("  card: \"personal data: column 'card' holds payment card numbers"), "\(brief)")
    }

    @Test func aProfileNamesPersonalColumnsOnTheTerminalAndOnThePage() throws {
        let result = try Binary.run(["profile", "people.csv", "--html", "people.html"], in: place.path)
        #expect(result.output.contains("Personal data, whose values are shown nowhere"))
        #expect(result.output.contains("column 'email' holds email addresses"))
        let page = try String(contentsOfFile: place.path + "/people.html", encoding: .utf8)
        #expect(page.contains("<h2>Personal data</h2>") && page.contains("holds payment card numbers"))
        #expect(try leaks(result) == [])
    }

    @Test func aProfileShowsNoValues() throws {
        let result = try Binary.run(
            ["profile", "people.csv", "--json", "--html", "people.html", "--out", "people.json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try leaks(result) == [])
    }

    @Test func aRequestForASensitiveColumnIsRecorded() throws {
        try brief(
            "exclude: {card: personal}\nsensitive: [email]\nsensitive_use: {email: to tell mail providers apart}\n")
        for command in ["run", "check"] {
            let result = try Binary.run([command, "brief.yaml", "--json"], in: place.path)
            #expect(result.status == 4)
            let first = try result.json()["findings"]?.elements.first
            #expect(first?["code"] == "sign-off-needed")
            #expect(first?["evidence"]?["purpose"] == "to tell mail providers apart")
        }
        let records = Workspace.files(under: place.path).filter { $0.hasSuffix("manifest.json") }
        #expect(records.count == 1)
        #expect(records.first?.contains("/failed/") == true)
    }
}
