import Evidence
import Testing
import Warehouse

@testable import Framing

@Suite struct BriefInferredTests {
    @Test(arguments: [
        ("data/Late Flights.csv", "late-flights", "late_flights"), ("2013.parquet", "2013", "t_2013"),
        ("x/*.csv", "job", "source"), ("ÜBER.csv", "uber", "uber"),
        ("Rücksendungen à Größe.csv", "rucksendungen-a-grosse", "rucksendungen_a_grosse"), ("a.b.csv.gz", "a-b", "a_b"),
        (
            String(repeating: "n", count: 300) + ".csv", String(repeating: "n", count: 58),
            String(repeating: "n", count: 58)
        ),
    ])
    func namesAreMadeToFit(path: String, name: String, source: String) {
        let brief = Brief.inferred(forTable: path, label: "y")
        #expect(brief.name == name)
        #expect(BriefName.isValid(brief.name))
        #expect(brief.data.sources.map(\.name) == [source])
        #expect(brief.data.sources.map(\.paths) == [[path]])
        #expect(brief.data.label == "y")
    }

    @Test func findingsOfAnInferredBriefHaveNoFile() {
        let finding = Brief.inferred(forTable: "a.csv", label: "y")
            .finding(.columnNotFound, at: "data.label", "no such column", column: "y")
        #expect(finding.place == "y")
        #expect(finding.excerpt == nil)
    }
}
