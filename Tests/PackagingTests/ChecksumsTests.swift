import Foundation
import Packaging
import Testing

@Suite("Checksums")
struct ChecksumsTests {
    @Test("a line a file, sorted, in the form of sha256sum")
    func lines() {
        let text = Checksums.text(of: [
            .init(name: "b", data: Data("abc".utf8)), .init(name: "a/é", text: ""),
        ])
        #expect(
            text == """
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/é
                ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b

                """)
    }
}
