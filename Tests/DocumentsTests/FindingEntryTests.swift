import Evidence
import Testing

@testable import Documents

/// The document of the findings, as the program reads it.
struct FindingEntryTests {
    @Test func `every code has an entry with all its parts, in the order of the codes`() {
        #expect(FindingEntry.all.map(\.code) == FindingCode.allCases)
        for entry in FindingEntry.all {
            #expect(!entry.meaning.isEmpty && !entry.example.isEmpty && !entry.cure.isEmpty, "\(entry.code)")
            #expect(!entry.cure.contains("**") && !entry.meaning.contains("```"), "\(entry.code)")
        }
    }

    @Test func `paragraphs are joined, an example keeps its lines`() {
        let text = """
            # Findings

            ## no-rows

            One
            line.

            Another.

            ```text
            a: error: b
               1 | c
            ```

            **Cure:** do
            this.

            ## not-a-code

            Passed over.
            """
        #expect(
            FindingEntry.entries(of: text) == [
                FindingEntry(
                    code: .noRows, meaning: "One line.\nAnother.", example: "a: error: b\n   1 | c", cure: "do this.")
            ])
    }
}
