import Documents
import Evidence
import Foundation
import Testing

/// What `release_notes.md` says of an earlier run, and without one.
@Suite struct ReleaseNotesTests {
    private func notes(_ difference: RunDifference?) throws -> String {
        let documents = try Documents.all(SampleEvidence().binary, difference: difference)
        return String(decoding: try #require(documents.first { $0.name == "release_notes.md" }).data, as: UTF8.self)
    }

    @Test func `what changed, by how much, and how to go back`() throws {
        let difference = SampleDifference().same
        let notes = try notes(difference)
        for words in [
            "- Before: run `\(difference.before.fingerprint)`", "- Model: `linear` instead of `prior`",
            "- Data: the same snapshot, 327,346 rows", "- The same: brief, seed, code, libraries",
            "Differences are on the same 65,470 rows, of 77 days. Brackets hold 95 % intervals.",
            "| `roc_auc` | 0.500 | 0.700 \\[0.690, 0.710\\] | +0.200 \\[+0.180, +0.220\\] | better |",
            "| `log_loss` | 0.500 | 0.510 | +0.010 \\[−0.010, +0.030\\] | may be chance |",
            "Predictions become better: `roc_auc` 0.700",
            "Use the folder of run `\(difference.before.fingerprint)` again; its name holds `bbbb`.",
        ] {
            #expect(notes.contains(words), "\(words)")
        }
    }

    @Test func `data, brief and versions line by line, and no difference on other rows`() throws {
        let notes = try notes(SampleDifference().other)
        for words in [
            "- Data: 327,346 → 330,000 rows: 2,700 added, 46 removed, 12 changed, by key",
            "- Data: column added: gust (DOUBLE)", "- Data: column removed: tailnum (VARCHAR)",
            "- Data: column retyped: temp, BIGINT → DOUBLE", "| `exclude.gust` | not given | leaks |",
            "| `seed` | 7 | 8 |", "| `duckdb` | 1.5.4 | 1.5.5 |", "- The same: code",
            "No differences: the figures are of other rows.", "It cannot be told: `roc_auc`",
        ] {
            #expect(notes.contains(words), "\(words)")
        }
    }

    @Test func `the comparison is written beside the notes, and only then`() throws {
        let difference = SampleDifference().other
        let with = try Documents.all(SampleEvidence().binary, difference: difference)
        let without = try Documents.all(SampleEvidence().binary)
        let data = try #require(with.first { $0.name == "comparison.json" }).data
        #expect(try CanonicalJSON.decode(RunDifference.self, from: data) == difference)
        #expect(!without.contains { $0.name == "comparison.json" })
        // No other document speaks of the earlier run.
        for document in without where document.name != "release_notes.md" {
            #expect(with.first { $0.name == document.name }?.data == document.data, "\(document.name)")
        }
    }

    @Test func `without an earlier run that is said`() throws {
        let notes = try notes(nil)
        #expect(notes.contains("compared with no earlier one"))
        #expect(notes.contains("There is no earlier run to go back to"))
        #expect(!notes.contains("## Metrics"))
    }

    @Test(arguments: hostileTexts) func `hostile text changes no line`(hostile: String) throws {
        let plain = try notes(SampleDifference().other).split(separator: "\n", omittingEmptySubsequences: false)
        let other = try notes(SampleDifference(suffix: hostile).other)
        let lines = other.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.count == plain.count)
        for (line, hostileLine) in zip(plain, lines) {
            #expect(line.hasPrefix("#") == hostileLine.hasPrefix("#"))
            #expect(!hostileLine.contains("<"))
            if line.hasPrefix("|") {
                #expect(MarkdownTests.cells(String(line)) == MarkdownTests.cells(String(hostileLine)))
            }
        }
    }
}
