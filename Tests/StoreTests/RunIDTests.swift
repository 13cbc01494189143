import Store
import Testing

@Suite struct RunIDTests {
    @Test(arguments: [
        ("2026-11-24-late-flights-7f3a", "late-flights", "7f3a", 1), ("2026-11-24-a-0000-2", "a", "0000", 2),
        ("2026-11-24-a-7f3a-1234", "a-7f3a", "1234", 1), ("2026-11-24---7f3a", "-", "7f3a", 1),
        ("10000-01-01-x-abcd-999", "x", "abcd", 999),
    ])
    func idsAreReadFromTheirText(text: String, name: String, digits: String, ordinal: Int) throws {
        let id = try #require(RunID(text))
        #expect(id.text == text)
        #expect(id.name == name)
        #expect(id.digits == digits)
        #expect(id.ordinal == ordinal)
    }

    @Test(arguments: [
        "", "failed", "objects", ".partial-x", "2026-11-24", "2026-11-24-7f3a", "2026-13-24-a-7f3a",
        "2026-11-32-a-7f3a",
        "2026-11-24-a-7F3A", "2026-11-24-A-7f3a", "2026-11-24-a-7f3a-1", "2026-11-24-a-7f3a-02", "2026-11-24-a-7f3",
        "2026-11-24-a-7f3a-", "2026-11-24-a/b-7f3a", "2026-11-24-a-7f3g", "26-11-24-a-7f3a", "2026-11-24--7f3a",
        "2026-11-24-a-7f3a\n", "٢٠٢٦-11-24-a-7f3a", "2026-11-24-../../x-7f3a", "2026-11-24-a-7f3a-+2",
    ])
    func otherTextsAreNoIds(text: String) {
        #expect(RunID(text) == nil)
    }

    @Test func aNameHasAtMostSixtyCharacters() {
        let name = String(repeating: "a", count: 60)
        #expect(RunID(day: "2026-11-24", name: name, digits: "7f3a") != nil)
        #expect(RunID(day: "2026-11-24", name: name + "a", digits: "7f3a") == nil)
    }
}
