import Evidence
import Testing
import Warehouse

@testable import Framing

@Suite struct BriefCanonicalTests {
    private static let plain = """
        name: x
        data:
          sources: {f: data/a.csv, g: data/b.csv}
          dataset: SELECT 1 FROM f
          label: late
        exclude: {a: one, b: two}
        split: {validation: 15%, test: 0.2}
        """

    private func canonical(_ text: String, folder: String = "data") throws -> String {
        let workshop = try Workshop(["\(folder)/a.csv": "a", "\(folder)/b.csv": "a"])
        return try CanonicalJSON.line(try workshop.read(text).canonical)
    }

    @Test func doesNotDependOnCommentsFormattingAndOrder() throws {
        let other = """
            # a comment
            split:
              test: 20%
              validation: 0.15   # the same
            exclude:
              b: "two"
              a: one
            seed: 7
            candidates: [prior, linear, boosted_trees]
            data: {label: 'late', dataset: "SELECT 1 FROM f", sources: {g: data/b.csv, f: {path: data/a.csv}}}
            name: x
            """
        #expect(try canonical(other) == canonical(Self.plain))
    }

    @Test func doesNotDependOnTheFolder() throws {
        let moved = Self.plain.replacing("data/", with: "elsewhere/")
        #expect(try canonical(moved, folder: "elsewhere") == canonical(Self.plain))
    }

    @Test(arguments: [
        ("label: late", "label: early"), ("one", "another"), ("15%", "16%"), ("name: x", "name: y"),
        ("SELECT 1", "SELECT 2"), ("{f: data/a.csv", "{h: data/a.csv"),
    ])
    func dependsOnWhatTheBriefSays(old: String, new: String) throws {
        let changed = Self.plain.replacing(old, with: new)
        #expect(try canonical(changed) != canonical(Self.plain))
    }

    @Test func holdsNoPassword() throws {
        let brief = try Workshop().read(
            """
            data:
              engine: {driver: postgresql, uri: "postgresql://ann:s3cret@h/db?password=s3cret", password: s3cret}
              sources: {f: t}
              label: late
            """)
        #expect(try !CanonicalJSON.line(brief.canonical).contains("s3cret"))
        #expect(try CanonicalJSON.line(brief.canonical).contains("postgresql://h/db"))
    }
}
