import Foundation
import Testing

/// Each room has a page that says what it promises and what it never does; `scripts/docs` builds them.
struct RoomPagesTests {
    private static func rooms() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.root.appendingPathComponent("Sources").path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test func `every room has a page with both halves`() throws {
        for room in try Self.rooms() {
            let page = "Sources/\(room)/\(room).docc/\(room).md"
            try #require(Repository.holds(page), "\(page) is missing")
            let text = try Repository.text(page)
            #expect(text.hasPrefix("# \(room)\n") || text.hasPrefix("# ``\(room)``\n"), "\(page)")
            for heading in ["## Promises", "## Never does"] {
                let items = text.components(separatedBy: "\n\(heading)\n\n").dropFirst().first ?? ""
                #expect(items.hasPrefix("- "), "\(page) has no '\(heading)'")
            }
        }
    }

    @Test func `the suite builds the pages`() throws {
        #expect(try Repository.text("scripts/test").contains("\nscripts/docs"))
    }
}
