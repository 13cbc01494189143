import Testing

@testable import Evidence

/// The word that was probably meant.
struct SpellingTests {
    private static let words = [
        "sources", "dataset", "label", "key", "time", "weight", "fresh_within", "engine",
    ]

    @Test(arguments: [
        ("lable", "label"), ("lbel", "label"), ("labell", "label"), ("LABEL", "label"), ("tmie", "time"),
        ("sorces", "sources"), ("fresh_witin", "fresh_within"), ("fre", "fresh_within"),
    ])
    func `the nearest word is found`(word: String, nearest: String) {
        #expect(Spelling.nearest(to: word, among: Self.words) == nearest)
    }

    @Test(arguments: ["", "xyz", "we", "description", String(repeating: "a", count: 1000)])
    func `nothing that is far away is found`(word: String) {
        #expect(Spelling.nearest(to: word, among: Self.words) == nil)
    }

    @Test(arguments: [
        ("", "abc", 3), ("abc", "abc", 0), ("abcd", "acbd", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
    ])
    func `edits are counted`(first: String, second: String, edits: Int) {
        #expect(Spelling.distance(Array(first.unicodeScalars), Array(second.unicodeScalars)) == edits)
    }
}
