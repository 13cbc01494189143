import Evidence
import Foundation
import TestSupport
import Testing

/// Dots that may stand between thousands are asked about in every command, and never pass for decimal points unsaid.
struct AmbiguousThousandsTests {
    private let place: Workspace

    /// Stock whose pieces have dots between thousands; what else the file holds may tell.
    init() throws {
        place = try Workspace()
        try place.write("stock.csv", Self.stock(price: nil))
        try place.write("priced.csv", Self.stock(price: ","))
    }

    private static func stock(price mark: String?) -> String {
        var random = SeededGenerator(seed: 5)
        let rows = (0..<300).map { row in
            let pieces = Int.random(in: 1_001...98_999, using: &random)
            let grouped = "\(pieces / 1000).\(1000 + pieces % 1000)".replacing(".1", with: ".", maxReplacements: 1)
            let price = mark.map { ";\(row % 90)\($0)\(10 + row % 89)" } ?? ""
            return "\(row);\(grouped)\(price);\(Int.random(in: 0...1, using: &random))"
        }
        return "nr;pieces\(mark == nil ? "" : ";price");sold\n" + rows.joined(separator: "\n") + "\n"
    }

    private func finding(_ arguments: [String], at key: String = "findings") throws -> JSONValue? {
        let result = try Binary.run(arguments + ["--json"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return try result.json()[key]?.elements.first { $0["code"] == "ambiguous-thousands" }
    }

    @Test func everyCommandWarnsOfThemWithBothCures() throws {
        for arguments in [
            ["check", "stock.csv"], ["init", "stock.csv", "--label", "sold"], ["run", "stock.csv", "--label", "sold"],
        ] {
            let finding = try #require(try finding(arguments), "\(arguments)")
            #expect(finding["severity"] == "warning")
            #expect(finding["column"] == "pieces")
            #expect(finding["evidence"]?["examples"]?.elements.count == 2)
            let advice = try #require(finding["advice"]?.text)
            #expect(advice.contains(#"CAST(round("pieces" * 1000) AS BIGINT)"#), "\(advice)")
            #expect(advice.contains(#"CAST("pieces" AS DOUBLE)"#), "\(advice)")
        }
        let profile = try Binary.run(["profile", "stock.csv"], in: place.path)
        #expect(profile.output.contains("column 'pieces' is read with decimal points"), "\(profile.output)")
    }

    @Test(arguments: [#"CAST(round("pieces" * 1000) AS BIGINT) AS pieces"#, "CAST(pieces AS DOUBLE) AS pieces"])
    func aBriefThatSaysWhatTheyAreIsNotAskedAgain(cure: String) throws {
        try place.write(
            "brief.yaml",
            """
            name: stock
            data:
              sources: {stock: {path: stock.csv}}
              dataset: |
                SELECT * REPLACE (\(cure)) FROM stock
              label: sold
              key: [nr]
            """)
        #expect(try finding(["check", "brief.yaml"]) == nil)
    }

    @Test func decimalCommasBesideThemTellThatTheyStandBetweenThousands() throws {
        let note = try #require(try finding(["check", "priced.csv"]))
        #expect(note["severity"] == "note")
        #expect(note["message"]?.text?.contains("since the numbers of 'price' have decimal commas") == true)
        let profile = try Binary.run(["profile", "priced.csv", "--json"], in: place.path).json()
        let pieces = try #require(profile["columns"]?.elements.first { $0["name"] == "pieces" })
        #expect(pieces["type"] == "BIGINT")
        #expect((pieces["number"]?["minimum"]?.number ?? 0) > 1_000)
    }

    @Test func aBareRunOfThemLearnsFromWholeNumbers() throws {
        #expect(try finding(["run", "priced.csv", "--label", "sold"])?["severity"] == "note")
    }
}
