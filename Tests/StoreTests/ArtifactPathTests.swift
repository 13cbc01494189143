import Store
import Testing

@Suite struct ArtifactPathTests {
    @Test(arguments: [
        "brief.yaml", "data/train.parquet", "a/b/c/d.json", "evaluation/metrics.json", "ünï.json", ".hidden", "a b.txt",
        "...", "a..b", "x~",
    ])
    func relativeNamesAreTaken(name: String) throws {
        #expect(try ArtifactPath(name).text == name)
    }

    static let hostile: [String] = [
        "", "/", "/etc/passwd", "//etc/passwd", "..", "../x", "../../../../etc/passwd", "a/../b", "a/..", "a/../../b",
        ".", "./a", "a/.", "a/./b", "a//b", "a/", "/a", "a\u{0}", "\u{0}", "a\u{0}.json", "..\\x", "a\\b",
        "\\\\host\\x",
        "C:\\x", "C:/x", "c:x", "file:///etc/passwd", "file:x", "%2e%2e/x", "..%2fx", "%252e%252e%252f", "a%00", "%",
        "..%5cx", "%c0%ae%c0%ae/x", "~", "~/x", "~root/x", "a\nb", "a\rb", "a\tb", "\u{1B}[2J", "a\u{7F}", "a\u{85}b",
        "e\u{301}.json", "u\u{308}/x", "a/\u{0}/b", "http://host/x", "x/../../runs", String(repeating: "a", count: 256),
        Array(repeating: "abcdefgh", count: 128).joined(separator: "/"), String(repeating: "a/", count: 3_000) + "a",
        "../" + String(repeating: "a", count: 5_000), "a/ /../b", "....//..", "a/..//b",
    ]

    @Test(arguments: hostile)
    func namesThatCouldLeadElsewhereAreRefused(name: String) {
        let error = #expect(throws: StoreError.self) { try ArtifactPath(name) }
        #expect(error?.code == .pathRefused)
    }

    @Test func theRefusalShowsNoControlCharacter() {
        let error = #expect(throws: StoreError.self) { try ArtifactPath("a\u{1B}[2J\nb") }
        #expect(error?.message.unicodeScalars.allSatisfy { $0.value >= 32 } == true)
    }

    @Test func longestComponentIsTaken() throws {
        #expect(try ArtifactPath(String(repeating: "a", count: 255)).components.count == 1)
    }
}
