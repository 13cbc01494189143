import Evidence
import Foundation
import Testing

struct ContentHashTests {
    /// FIPS 180-4's example for "abc".
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `bytes in memory hash to the published example`() {
        #expect(ContentHash(of: Data("abc".utf8)).hex == Self.abc)
    }

    @Test func `a file of several blocks hashes as its bytes do`() throws {
        let path = NSTemporaryDirectory() + "hash-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = Data((0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(try ContentHash(ofFile: path) == ContentHash(of: bytes))
    }

    @Test func `a missing file is an error`() {
        #expect(throws: (any Error).self) { try ContentHash(ofFile: "/nowhere/at/all") }
    }

    @Test(arguments: ["", "abc", Self.abc.uppercased(), Self.abc + "0", String(Self.abc.dropLast()) + "g"])
    func `text that is no hash is refused`(text: String) {
        #expect(ContentHash(hex: text) == nil)
    }
}
