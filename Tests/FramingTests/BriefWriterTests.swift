import Evidence
import Testing
import Warehouse

@testable import Framing

@Suite struct BriefWriterTests {
    @Test func theLateFlightsReadBackTheSame() throws {
        let workshop = try Workshop(Workshop.lateFlights)
        let brief = try workshop.read(lateFlights)
        #expect(try workshop.read(BriefWriter.text(for: brief)) == brief)
    }

    @Test(arguments: 0..<300)
    func anyBriefReadsBackTheSame(seed: UInt64) throws {
        var random = BriefGenerator(seed: seed)
        let brief = random.brief()
        let text = BriefWriter.text(for: brief)
        let workshop = try Workshop(["q.sql": "SELECT 1", "c.yaml": "{}"])
        do {
            let read = try workshop.read(text)
            #expect(read == brief, "\(text)")
            #expect(read.canonical == brief.canonical)
        } catch {
            Issue.record("\(error.findings.map { $0.rendered() }.joined(separator: "\n"))\n\(text)")
        }
    }

    /// A dollar is a character as any other: nothing of the environment is put in its place.
    @Test(arguments: [
        "$9,700.13", "\"$9,700.13\"", "$HOME", "${HOME}", "$$", "€ 1.234,50", "12.5 %", "%Y", "#1", "& x",
    ])
    func namesAndValuesOfMoneyReadBackTheSame(text: String) throws {
        var brief = Brief(
            name: "money",
            data: DataSection(
                sources: [Source(name: "t", location: .files(["t.csv"], table: nil))], label: "late"),
            origin: BriefOrigin(path: "brief.yaml", places: BriefPlaces()))
        brief.data.positive = text
        brief.data.key = [text]
        brief.slices = [text]
        brief.sensitive = [text]
        brief.exclude = [ColumnNote(column: text, text: text)]
        let workshop = try Workshop(["t.csv": ""])
        let read = try workshop.read(BriefWriter.text(for: brief))
        #expect(read.data.positive == text && read.data.key == [text] && read.slices == [text])
        #expect(read.sensitive == [text] && read.exclude == [ColumnNote(column: text, text: text)])
    }

    @Test func aProposedBriefReadsBackTheSameAndSaysWhatTheDataSettled() throws {
        let brief = Brief.inferred(forTable: "tables/Late Flights (2013).csv.gz", label: "late")
        let reason = "the label 'late' is a boolean"
        let text = BriefWriter.text(
            forProposed: brief, settled: [Inference(key: "task", value: "binary", reason: reason)])
        #expect(
            text == """
                # Proposed for a table that came without a brief.
                name: late-flights-2013
                data:
                  sources:
                    late_flights_2013: {path: "tables/Late Flights (2013).csv.gz"}
                  label: late
                seed: 7
                # The data settled the rest; a key above decides otherwise:
                #   task: binary (the label 'late' is a boolean)

                """)
        let workshop = try Workshop(["tables/Late Flights (2013).csv.gz": ""])
        #expect(try workshop.read(text) == brief)
    }

    @Test(arguments: [
        "", "no", "1", "a: b", "- a", "it's \"so\"", "back\\slash", "🙂 ü", " lead", "tab\there", "#", "{a}", "null",
    ])
    func aTextOnOneLineReadsBack(text: String) throws {
        let source = SourceText(file: nil, text: "")
        let root = try #require(YAMLReader.read("a: \(YAMLText.scalar(text))\n", source: source).root)
        guard case .mapping(let entries) = root.content, case .scalar(let read, _) = entries[0].value.content else {
            Issue.record("no text")
            return
        }
        #expect(read == text)
    }
}
