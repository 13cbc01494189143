import Evidence
import Foundation
import Testing

@testable import Pipeline

/// What names a run depends on all that the run depends on, and on nothing else.
struct FingerprintTests {
    private let usual = Fingerprint(
        brief: ["name": "a"], snapshot: ContentHash(of: Data("x".utf8)), versions: ["associate": "1", "duckdb": "2"],
        work: ["linear": 3])

    @Test func `it is 64 hexadecimal digits, and the same for the same facts`() throws {
        let text = try usual.text()
        #expect(ContentHash(hex: text) != nil)
        #expect(try usual.text() == text)
    }

    @Test func `each fact changes it`() throws {
        var others = [usual, usual, usual, usual]
        others[0].brief = ["name": "b"]
        others[1].snapshot = ContentHash(of: Data("y".utf8))
        others[2].versions["duckdb"] = "3"
        others[3].work["linear"] = 4
        let texts = try ([usual] + others).map { try $0.text() }
        #expect(Set(texts).count == 5)
    }
}
