import Documents
import Evidence
import Testing

/// The dataset note says what was looked for, how far, and what was found, in every kind of task.
struct DatasetNoteTests {
    private static let sections = ["Checks", "Leakage", "Personal data", "Proposals not taken"]

    private func note(_ evidence: RunEvidence) throws -> String {
        let file = try #require(try Documents.all(evidence).first { $0.name == "data/dataset_note.md" })
        return String(decoding: file.data, as: UTF8.self)
    }

    @Test func everyTaskHasEverySection() throws {
        for evidence in [SampleEvidence().binary, SampleEvidence().multiclass, SampleEvidence().regression] {
            let note = try note(evidence)
            for section in Self.sections { #expect(note.contains("\n## \(section)\n\n")) }
        }
    }

    @Test func itSaysHowFarItLookedForPersonalData() throws {
        let note = try note(SampleEvidence().binary)
        #expect(note.contains("The names of 24 columns were read, and their values in a sample of 2,000 rows"))
        #expect(note.contains("- note `pilot`: column 'pilot' holds names of persons; it is no feature"))
        #expect(try self.note(SampleEvidence().regression).contains("Nobody looked for personal data."))
        var clean = SampleEvidence().regression
        clean.checks.privacy = .init(sampleRows: 40, columns: 3, personal: [], protected: [])
        #expect(try self.note(clean).contains("Nothing was found."))
    }

    @Test func aMomentThatIsAssumedIsAnAssumptionForTheOwner() throws {
        var evidence = SampleEvidence().binary
        evidence.brief.time = "scheduled_departure"
        #expect(try !note(evidence).contains("assumption"))
        evidence.brief.timeAssumed = "its name speaks of a moment"
        let note = try note(evidence)
        #expect(note.contains("_An assumption, for the owner to confirm_: its name speaks of a moment."))
        let report = try Report.html(evidence).text
        #expect(report.contains("assumed, for the owner to confirm"))
    }

    @Test func whatItSaysHasNoEscapesWithinNames() throws {
        let note = try note(SampleEvidence().binary)
        #expect(note.contains("No row was replayed: that takes `known_at` in the brief") || note.contains("replay"))
        #expect(!note.contains("\\`"))
        #expect(!note.contains(".Nothing"))
    }

    @Test func itListsProposals() throws {
        let note = try note(SampleEvidence().binary)
        #expect(note.contains("| `data.sources.planes` | add known\\_at: year | a guess |"))
        #expect(try self.note(SampleEvidence().regression).contains("None was made."))
    }

    @Test func expectationsThatDoNotHoldAreListed() throws {
        var evidence = SampleEvidence().regression
        evidence.checks = ChecksDocument(
            findings: [],
            results: [
                ExpectationResult(
                    type: "expect_column_values_to_be_unique", kwargs: ["column": "id"], success: false, elements: 9,
                    unexpected: 2),
                ExpectationResult(type: "expect_table_row_count_to_be_between", kwargs: [:], success: true),
            ])
        let note = try note(evidence)
        #expect(note.contains("1 of 2 expectations hold"))
        #expect(note.contains("| `expect_column_values_to_be_unique` | `id` | 2 of 9 |"))
    }
}
