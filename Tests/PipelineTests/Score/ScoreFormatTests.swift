import Testing

@testable import Pipeline

/// The forms of scored rows, and how many of them are at work at a time.
@Suite struct ScoreFormatTests {
    @Test(arguments: [
        ("a.parquet", ScoreFormat.parquet), ("A.PQ", .parquet), ("x/a.csv", .csv), ("-", .csv),
        ("a.b.jsonl", .jsonLines),
        ("a.ndjson", .jsonLines),
    ]) func `the ending says the form`(output: String, format: ScoreFormat) throws {
        #expect(try ScoreFormat(output: output) == format)
    }

    @Test(arguments: ["a", "a.txt", "a.csv.gz", "folder/", ""])
    func `another ending is refused`(output: String) {
        #expect(throws: ArgumentError.self) { try ScoreFormat(output: output) }
    }

    @Test func `pieces of wide tables have fewer rows`() {
        #expect(ScoreInput.pieceRows(columns: 0) == 61_440)
        #expect(ScoreInput.pieceRows(columns: 28) == 61_440)
        #expect(ScoreInput.pieceRows(columns: 500) == 8_192)
        #expect(ScoreInput.pieceRows(columns: 5_000) == 2_048)
    }

    @Test func `a bar says how far it is`() {
        #expect(ProgressText.bar(0, of: 10, "row") == "╸···················  0 % · 0 of 10 rows")
        #expect(ProgressText.bar(5, of: 10, "row") == "━━━━━━━━━━╸·········  50 % · 5 of 10 rows")
        #expect(ProgressText.bar(10, of: 10, "row") == "━━━━━━━━━━━━━━━━━━━━  100 % · 10 of 10 rows")
    }
}
