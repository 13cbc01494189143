import Documents
import Evidence
import Foundation
import Testing

@Suite struct DocumentsTests {
    private static let plain = Result { try markdown(SampleEvidence().binary) }

    private static func markdown(_ evidence: RunEvidence, difference: RunDifference? = nil) throws -> [(
        name: String, text: String
    )] {
        try Documents.all(evidence, difference: difference).filter { $0.name.hasSuffix(".md") }
            .map { ($0.name, String(decoding: $0.data, as: UTF8.self)) }
    }

    @Test func theDocumentsOfTheContractAreThere() throws {
        #expect(
            try Documents.all(SampleEvidence().binary).map(\.name) == [
                "evidence.json", "report.html", "data/dataset_note.md", "model_card.md", "experiment_summary.md",
                "runbook.md", "release_notes.md",
            ])
    }

    @Test(arguments: ReportTests.samples.indices)
    func noHeadingIsEmpty(index: Int) throws {
        let evidence = ReportTests.samples[index]
        let documents =
            try Self.markdown(evidence) + Self.markdown(evidence, difference: SampleDifference().same)
            + Self.markdown(evidence, difference: SampleDifference().other)
        for document in documents {
            let lines = document.text.split(separator: "\n")
            for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("#") {
                #expect(!next.hasPrefix("#"), "\(document.name): \(line)")
            }
            #expect(lines.last?.hasPrefix("#") == false)
        }
    }

    @Test func theModelCardHasItsSections() throws {
        let card = try #require(try Self.markdown(SampleEvidence().binary).first { $0.name == "model_card.md" }).text
        let headings = card.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3) }
        #expect(
            headings == [
                "Model details", "Intended use", "Factors", "Metrics", "Evaluation data", "Training data",
                "Quantitative analyses", "Ethical considerations", "Caveats and recommendations",
            ])
    }

    @Test func whatIsUnknownSaysWhoFillsItIn() throws {
        let card = try #require(try Self.markdown(SampleEvidence().bare).first { $0.name == "model_card.md" }).text
        #expect(card.contains("- Contact: _Unknown: to be filled in by the lead_ (`owner` in the brief)"))
        #expect(card.contains("- Problem: _Unknown: to be filled in by the owner_ (`problem` in the brief)"))
    }

    @Test func theNoteAccountsForEveryRow() throws {
        let note = try #require(try Self.markdown(SampleEvidence().binary).first { $0.name == "data/dataset_note.md" })
            .text
        for line in [
            "| source `flights` | 336,776 |", "| result of the SQL | 336,776 |",
            "| left out: without a label | 9,430 |",
            "| worked on | 327,346 |", "| part `test` | 65,470 |",
        ] {
            #expect(note.contains(line))
        }
    }

    @Test func onlyCommandsOfThisVersionAreNamed() throws {
        let known = [
            "associate check", "associate run", "associate runs list", "associate runs show", "associate runs compare",
            "associate reproduce",
        ]
        for document in try Documents.all(SampleEvidence().binary) where document.name != "evidence.json" {
            let text = String(decoding: document.data, as: UTF8.self)
            for range in text.ranges(of: "associate ") {
                let rest = text[range.lowerBound...].prefix(40)
                let isVersion = rest.hasPrefix("associate 0.")
                #expect(isVersion || known.contains { rest.hasPrefix($0) }, "\(document.name): \(rest)")
            }
        }
    }

    @Test func documentsNameTheRunByItsFingerprint() throws {
        let evidence = SampleEvidence().binary
        for document in try Self.markdown(evidence) {
            #expect(document.text.contains(evidence.fingerprint), "\(document.name)")
            #expect(!document.text.contains("/home/"))
        }
    }

    @Test func theSameEvidenceGivesTheSameBytes() throws {
        let first = try Documents.all(SampleEvidence().binary).map(\.data)
        for _ in 0..<5 { #expect(try Documents.all(SampleEvidence().binary).map(\.data) == first) }
    }

    @Test(arguments: hostileTexts)
    func hostileTextChangesNoLineAndNoCell(hostile: String) throws {
        let plain = try Self.plain.get()
        let others = try Self.markdown(SampleEvidence(suffix: hostile).binary)
        for (one, other) in zip(plain, others) where one.name != "data/dataset_note.md" {
            let lines = one.text.split(separator: "\n", omittingEmptySubsequences: false)
            let hostileLines = other.text.split(separator: "\n", omittingEmptySubsequences: false)
            try #require(lines.count == hostileLines.count, "\(one.name)")
            for (line, hostileLine) in zip(lines, hostileLines) {
                #expect(line.hasPrefix("#") == hostileLine.hasPrefix("#"))
                #expect(!hostileLine.contains("<"))
                if line.hasPrefix("|") {
                    #expect(MarkdownTests.cells(String(line)) == MarkdownTests.cells(String(hostileLine)))
                }
            }
        }
    }

    @Test(arguments: hostileTexts)
    func hostileSQLDoesNotLeaveItsFence(hostile: String) throws {
        let note = try #require(try Self.markdown(SampleEvidence(suffix: hostile).binary).first).text
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
        let open = try #require(lines.firstIndex { $0.hasPrefix("```") && $0.hasSuffix("sql") })
        let fence = lines[open].prefix { $0 == "`" }
        let close = try #require(lines[(open + 1)...].firstIndex { $0 == fence })
        #expect(lines[(close + 1)...].contains("## Known limits"))
    }

    @Test func everyRequiredFieldThatIsOpenSaysWhoFillsItInWhereItIsSaid() throws {
        var evidence = SampleEvidence().bare
        (evidence.brief.purpose, evidence.brief.userFacing) = (nil, nil)
        let documents = Dictionary(uniqueKeysWithValues: try Self.markdown(evidence).map { ($0.name, $0.text) })
        let missing = Completeness(of: evidence.brief).missing
        #expect(missing.map(\.field) == RequiredField.allCases)
        for field in missing {
            for name in documents.keys.sorted() {
                let says = documents[name]?.contains(
                    "_Unknown: to be filled in by the \(field.filledBy)_ (`\(field.field.rawValue)` in the brief)")
                #expect(says == field.documents.contains(name), "\(name): \(field.field)")
            }
        }
    }

    @Test func evidenceJSONHoldsNothingTwice() throws {
        let data = try #require(try Documents.all(SampleEvidence().binary).first).data
        guard case .object(let fields) = try CanonicalJSON.decode(JSONValue.self, from: data) else {
            Issue.record("not an object")
            return
        }
        #expect(
            fields.keys.sorted() == [
                "brief", "candidates", "data", "evaluation", "features", "fingerprint", "proposals", "split", "version",
                "versions",
            ])
    }
}
