import Evidence
import Foundation
import Testing
import Warehouse

@testable import Framing

/// Row F7 of the reliability table: texts that are made to hurt a YAML reader.
@Suite(.serialized) struct HostileBriefTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpus/briefs")

    /// The first finding of each file of the corpus.
    private static let expected: [String: String] = [
        "alias.yaml": "3:10 yaml-feature-refused",
        "anchor-on-mapping.yaml": "1:7 yaml-feature-refused",
        "bidi-in-column.yaml": "3:11 impossible-value",
        "billion-laughs.yaml": "1:4 yaml-feature-refused",
        "bom-only.yaml": "1:1 missing-key",
        "control-character.yaml": "3:10 yaml-invalid",
        "directive-tag.yaml": "3:1 yaml-feature-refused",
        "duplicate-keys.yaml": "4:1 duplicate-key",
        "duplicate-quoted-key.yaml": "4:3 duplicate-key",
        "escape-sequence.yaml": "3:10 impossible-value",
        "invalid-utf8.yaml": "3:11 yaml-invalid",
        "latin1.yaml": "1:13 yaml-invalid",
        "merge-key.yaml": "3:3 unknown-key",
        "nul.yaml": "3:11 yaml-invalid",
        "python-object.yaml": "1:7 yaml-feature-refused",
        "python-object-apply.yaml": "3:10 yaml-feature-refused",
        "self-reference.yaml": "1:1 yaml-feature-refused",
        "tab-indent.yaml": "2:1 yaml-invalid",
        "three-documents.yaml": "4:1 yaml-feature-refused",
        "truncated-flow.yaml": "2:1 yaml-invalid",
        "two-documents.yaml": "4:1 yaml-feature-refused",
        "unclosed-quote.yaml": "4:1 yaml-invalid",
        "unindented.yaml": "3:2 yaml-invalid",
        "utf16.yaml": "1:1 yaml-invalid",
    ]

    @Test func theCorpusIsTheTable() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".yaml")
        }
        #expect(files.sorted() == Self.expected.keys.sorted())
    }

    @Test(arguments: expected.keys.sorted())
    func aHostileFileIsAFindingWithItsPlace(file: String) throws {
        let path = Self.folder.appendingPathComponent(file).path
        let error = try #require(throws: BriefError.self) { try BriefReader.read(contentsOf: path) }
        let finding = try #require(error.findings.first)
        #expect("\(finding.line ?? 0):\(finding.columnNumber ?? 0) \(finding.code.rawValue)" == Self.expected[file])
        #expect(finding.file == path)
        #expect(finding.advice != nil)
    }

    @Test(arguments: [7, 9, 12, 60])
    func anAliasBombIsRefusedAtOnce(levels: Int) throws {
        var text = "a0: &a0 lol\n"
        for level in 1...levels {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        text += "data: {sources: {f: *a\(levels)}, label: y}\n"
        let findings = try Self.promptly { try Workshop().findings(text) }
        #expect(findings.first?.code == .yamlFeatureRefused)
        #expect(findings.count <= Limits.findingsShown)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "])
    func deepNestingIsRefusedAtOnce(opening: String) throws {
        let text = String(repeating: opening, count: 20_000)
        let findings = try Self.promptly { try Workshop().findings(text) }
        #expect(findings.contains { $0.message.contains("levels of nesting") }, "\(findings.map(\.message))")
        #expect(findings.allSatisfy { $0.line == 1 })
    }

    @Test func nestingOverManyLinesIsRefusedAtOnce() throws {
        let text = (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        let findings = try Self.promptly { try Workshop().findings(text) }
        #expect(findings.map(\.line) == [Limits.briefDepth + 1])
    }

    @Test func nestingUpToTheLimitIsRead() throws {
        let depth = Limits.briefDepth
        for (levels, code) in [(depth - 1, FindingCode.unknownKey), (depth, .yamlFeatureRefused)] {
            let text = "x: " + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
            let findings = try Workshop().findings(text + "\ndata: {sources: {f: data/flights.csv}, label: y}")
            #expect(findings.map(\.code) == [code])
        }
    }

    @Test func fiftyMegabytesAreRefusedBeforeTheyAreRead() throws {
        let workshop = try Workshop()
        let path = workshop.path + "/huge.yaml"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.truncate(atOffset: 50 << 20)
        try file.close()
        let error = try Self.promptly {
            try #require(throws: BriefError.self) { try BriefReader.read(contentsOf: path) }
        }
        #expect(error.findings.map(\.code) == [.briefTooLarge])
    }

    @Test func aBriefMayHaveAMebibyteAndNoMore() throws {
        let brief = "data: {sources: {f: data/flights.csv}, label: late}\n#"
        let limit = Limits.briefBytes
        for (bytes, isRead) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
            let text = brief + String(repeating: "x", count: bytes - brief.utf8.count)
            let brief = try? Workshop().read(text)
            #expect((brief != nil) == isRead)
        }
    }

    @Test func aMebibyteOfKeysIsReadPromptly() throws {
        let keys = (0..<60_000).map { "k\($0): 1\n" }.joined()
        #expect(try Self.promptly { try Workshop().findings(keys) }.count == Limits.findingsShown)
    }

    @Test func aMebibyteOfNamesOnOneLineIsReadPromptly() throws {
        let names = (0..<120_000).map { "c\($0)" }.joined(separator: ",")
        let text = "slices: [\(names),c1,c2]\ndata: {sources: {f: data/flights.csv}, label: y}"
        let findings = try Self.promptly { try Workshop().findings(text) }
        #expect(findings.map(\.message) == ["'c1' stands twice in 'slices'", "'c2' stands twice in 'slices'"])
    }

    @Test func aMebibyteInOneKeyIsShownShort() throws {
        let text =
            "? " + String(repeating: "x", count: 900_000) + "\n: 1\ndata: {sources: {f: data/flights.csv}, label: y}"
        let findings = try Self.promptly { try Workshop().findings(text) }
        let finding = try #require(findings.first)
        #expect(finding.code == .unknownKey)
        #expect(finding.rendered().count < 2_000)
    }

    @Test(arguments: ["folder", "nothing"])
    func whatIsNoFileIsSaid(kind: String) throws {
        let workshop = try Workshop()
        let path = kind == "folder" ? workshop.path : workshop.path + "/nothing.yaml"
        let error = try #require(throws: BriefError.self) { try BriefReader.read(contentsOf: path) }
        #expect(error.findings.map(\.code) == [.briefUnreadable])
    }

    @Test func nothingActiveReachesTheTerminal() throws {
        let findings = try Workshop().findings(
            "\"a\\e[31m\\u202Eb\": 1\ndata: {sources: {f: data/flights.csv}, label: y}")
        let text = findings.map { $0.rendered() }.joined()
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }

    /// Runs a reading that may take a fifth of a second (ten times that where tests share a busy machine).
    private static func promptly<Result>(_ body: () throws -> Result) rethrows -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        #expect(clock.now - start < .seconds(2))
        return result
    }
}
