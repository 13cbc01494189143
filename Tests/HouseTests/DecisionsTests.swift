import Testing

/// Decisions are numbered without gaps, listed, and built alike.
struct DecisionsTests {
    private static func decisions() throws -> [String] {
        try Repository.documents().filter { $0.hasPrefix("docs/decisions/") && !$0.hasSuffix("/README.md") }
    }

    @Test func `numbers run from 1 without gaps and titles bear them`() throws {
        for (place, path) in try Self.decisions().enumerated() {
            let digits = String(place + 1)
            let number = String(repeating: "0", count: 4 - digits.count) + digits
            #expect(path.hasPrefix("docs/decisions/\(number)-"), "\(path) should be number \(number)")
            #expect(try Repository.text(path).hasPrefix("# \(place + 1). "), "\(path) begins with its number")
        }
    }

    @Test func `the index lists each of them`() throws {
        let index = try Repository.text("docs/decisions/README.md")
        for path in try Self.decisions() {
            let name = path.dropFirst("docs/decisions/".count)
            #expect(index.contains("(\(name))"), "\(name) is not in the index")
        }
    }

    @Test(arguments: ["## Context", "## Decision", "## What follows"])
    func `each says why, what and what follows`(heading: String) throws {
        for path in try Self.decisions() {
            #expect(try Repository.text(path).contains("\n\(heading)\n"), "\(path) has no '\(heading)'")
        }
    }
}
