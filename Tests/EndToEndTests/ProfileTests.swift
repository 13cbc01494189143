import Evidence
import Foundation
import TestSupport
import Testing

/// `associate profile`: one page and JSON of a table, and nothing written to it.
struct ProfileTests {
    private let place: Workspace

    init() throws {
        place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
    }

    private func profile(_ arguments: String...) throws -> Binary.Result {
        try Binary.run(["profile"] + arguments, in: place.path)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: place.path + "/" + name, encoding: .utf8)
    }

    @Test func aTableHasAPageAndASummaryAndStaysAsItWas() throws {
        let before = try text("customers.csv")
        let result = try profile("customers.csv")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("customers.csv · 300 rows"))
        #expect(result.output.contains("customers-profile.html"))
        let page = try text("customers-profile.html")
        #expect(page.utf8.count <= 2_000_000)
        #expect(!page.contains("<script") && !page.contains("://"))
        #expect(try text("customers.csv") == before)
    }

    @Test func jsonFollowsItsSchemaAndDoesNotDependOnThreads() throws {
        let one = try profile("customers.csv", "--label", "region", "--json", "--threads", "1")
        #expect(one.status == 0, "\(one.errors)")
        #expect(try JSONSchema(named: "profile").problems(withJSON: Data(one.output.utf8)) == [])
        #expect(try profile("customers.csv", "--label", "region", "--json", "--threads", "2").output == one.output)
        #expect(!FileManager.default.fileExists(atPath: place.path + "/customers-profile.html"))
        let written = try profile("customers.csv", "--label", "region", "--out", "profile.json", "--quiet")
        #expect(written.status == 0 && written.output.isEmpty)
        #expect(try text("profile.json") == one.output)
    }

    @Test func aPageOrJSONNeverTakesThePlaceOfTheSource() throws {
        let before = try text("customers.csv")
        try FileManager.default.createSymbolicLink(
            atPath: place.path + "/link.html", withDestinationPath: place.path + "/customers.csv")
        for arguments in [["--html", "customers.csv"], ["--out", "./customers.csv"], ["--html", "link.html"]] {
            let result = try Binary.run(["profile", "customers.csv"] + arguments, in: place.path)
            #expect(result.status == 2)
            #expect(result.errors.contains("would overwrite the source"))
        }
        #expect(try text("customers.csv") == before)
    }

    @Test(arguments: [
        (["--label", "regoin"], "did you mean 'region'?"),
        (["--time", "region"], "name a column of dates or timestamps"),
        (["--html", "nowhere/page.html"], "make the folder"), (["--html", "a.html", "--out", "a.html"], "name two"),
    ])
    func wrongArgumentsEndWithStatus2AndACure(_ arguments: [String], _ cure: String) throws {
        let result = try Binary.run(["profile", "customers.csv"] + arguments, in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains(cure), "\(result.errors)")
    }

    @Test func sourcesThatCannotBeReadEndWithStatus2() throws {
        try place.write("ragged.csv", "a,b\n1,2\n3\n")
        try place.write("brief.yaml", SampleData.customersBrief)
        for source in ["missing.csv", "ragged.csv", "brief.yaml", "."] {
            let result = try profile(source)
            #expect(result.status == 2, "\(source): \(result.errors)")
            #expect(!result.errors.isEmpty)
        }
    }

    @Test func namesWithMarksAndEmojiStandAsTheyAre() throws {
        let long = String(repeating: "ü", count: 120)
        try place.write(
            "odd.csv",
            "\"a \"\"b\"\"\",c.d,😀,<script>alert(1)</script>,\(long)\n"
                + (0..<40).map { "\($0),x\($0 % 2),\($0 % 3 == 0 ? "" : "1"),<b>,2\n" }.joined())
        let result = try profile("odd.csv", "--label", "c.d", "--json", "--html", "odd.html")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json()["columns"]?.elements.compactMap { $0["name"]?.text }.contains("a \"b\"") == true)
        let page = try text("odd.html")
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;") && page.contains("😀"))
    }
}
