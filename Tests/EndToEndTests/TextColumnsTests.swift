import Evidence
import Foundation
import TestSupport
import Testing

/// Numbers and dates that a table holds as text are met with the expression that reads them, in every command.
struct TextColumnsTests {
    private let place: Workspace
    private static let cure = #"TRY_CAST(replace(replace("Umsatz", '.', ''), ',', '.') AS DOUBLE)"#

    init() throws {
        place = try Workspace()
        let rows = (0..<400).map { row in
            let sold = row % 100 == 7 ? "offen" : "\(row % 28 + 1).\(row % 12 + 1).2024"
            return "\(row);1.\(100 + row * 7 % 800),\(10 + row % 90);\(sold);\(row % 5)"
        }
        try place.write("sales.csv", "id;Umsatz;sold;kind\n" + rows.joined(separator: "\n") + "\n")
    }

    @Test func aLabelThatIsSuchTextIsMetWithItsCure() throws {
        try place.write("plain.yaml", "data: {sources: {sales: sales.csv}, label: Umsatz}\n")
        let result = try Binary.run(["run", "plain.yaml", "--quiet"], in: place.path)
        #expect(result.status == 3)
        #expect(result.errors.contains(Self.cure), "\(result.errors)")
    }

    @Test func aFeatureThatIsSuchTextIsMetWithTheSameCure() throws {
        try place.write("plain.yaml", "data: {sources: {sales: sales.csv}, label: kind}\n")
        let result = try Binary.run(["run", "plain.yaml", "--json"], in: place.path)
        let findings = try result.json()["findings"]?.elements ?? []
        let finding = try #require(findings.first { $0["code"] == "numbers-as-text" })
        #expect(finding["advice"] == .string("write in the dataset's SQL: " + Self.cure))
    }

    @Test func aRunOfTheTableReadsThemAsTheBriefOfInitDoes() throws {
        let table = try String(contentsOfFile: place.path + "/sales.csv", encoding: .utf8)
        let lines = table.split(separator: "\n").enumerated().map { row, line in
            "\(line);" + (row == 0 ? "booked" : "2025-0\(1 + row % 9)-11 10:00:00")
        }
        try place.write("sales.csv", lines.joined(separator: "\n") + "\n")
        let result = try Binary.run(["run", "sales.csv", "--label", "kind"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.output.contains("associate init"), "\(result.output)")
        #expect(result.output.contains("· data.dataset: SQL (the rows, with each column read as what it holds)"))
        #expect(result.output.contains("· data.time: booked (the moment of prediction"))
        let proposed = try Binary.run(["init", "sales.csv", "--label", "kind"], in: place.path)
        #expect(proposed.status == 0, "\(proposed.errors)")
        let brief = try String(contentsOfFile: place.path + "/brief.yaml", encoding: .utf8)
        #expect(brief.contains("TRY_CAST(replace(replace(Umsatz, '.', ''), ',', '.') AS DOUBLE)"), "\(brief)")
        let again = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        let alone = try Binary.run(["run", "sales.csv", "--label", "kind", "--json"], in: place.path)
        #expect(try again.json()["metrics"] == alone.json()["metrics"])
    }

    @Test func aCheckAndAProfileOfTheTableSayTheSame() throws {
        let check = try Binary.run(["check", "sales.csv"], in: place.path)
        #expect(check.status == 0)
        #expect(check.output.contains("column 'Umsatz' is text, but all 400 values are numbers with a decimal comma"))
        #expect(
            check.output.contains("column 'sold' is text, but only 4 of 400 values are no dates of the form %d.%m.%Y"))
        #expect(check.output.contains(Self.cure))
        let profile = try Binary.run(["profile", "sales.csv"], in: place.path)
        #expect(profile.output.contains("column 'Umsatz' is text, but all 400 values are numbers"))
        #expect(profile.output.contains(Self.cure), "\(profile.output)")
        #expect(!profile.output.contains("'Umsatz' holds 400 distinct texts"))
        let page = try String(contentsOfFile: place.path + "/sales-profile.html", encoding: .utf8)
        #expect(page.contains("numbers with a decimal comma") && page.contains("TRY_CAST"))
    }
}
