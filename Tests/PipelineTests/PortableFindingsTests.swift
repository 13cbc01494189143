import Evidence
import Framing
import Testing

@testable import Pipeline

/// Files in `checks.json` are named without the folder that they stood in.
struct PortableFindingsTests {
    private func portable(_ file: String?, brief path: String) throws -> String? {
        let brief = try BriefReader.read(
            text: "name: a\ndata: {sources: {a: 's*.csv'}, label: y}\n", file: path)
        let document = ChecksDocument(findings: [Finding(.note, .noRows, "x", file: file)], results: [])
        return document.portable(for: brief).findings.first?.file
    }

    @Test func `the brief is the run's own copy`() throws {
        #expect(try portable("deep/folder/mine.yaml", brief: "deep/folder/mine.yaml") == "brief.yaml")
    }

    @Test func `a file below the brief's folder is named from there`() throws {
        #expect(try portable("deep/folder/sql/a.sql", brief: "deep/folder/mine.yaml") == "sql/a.sql")
    }

    @Test func `any other file is named by its last component`() throws {
        #expect(try portable("/elsewhere/data/a.csv", brief: "deep/folder/mine.yaml") == "a.csv")
    }

    @Test func `no file stays no file`() throws {
        #expect(try portable(nil, brief: "mine.yaml") == nil)
    }
}
