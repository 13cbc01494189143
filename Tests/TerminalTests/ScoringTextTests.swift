import Evidence
import Terminal
import Testing

/// What a person reads of a scoring.
@Suite struct ScoringTextTests {
    private var summary: ScoringSummary {
        ScoringSummary(
            model: "2026-11-24-churn-7f3a", task: .binary, input: ["new.csv"], output: "scores.csv", rows: 1_200,
            columns: ["id", "prediction", "score"], decisions: ["no": 900, "yes": 300],
            scores: .init(minimum: 0.01, maximum: 0.97), unseen: ["plan": 3],
            findings: [
                Finding(.warning, .unseenValues, "3 of 1,200 rows hold values of 'plan' that training did not see")
            ])
    }

    @Test func `rows, decisions, scores, what to look at, and where they are`() {
        let lines = ScoringText(summary, seconds: 1.26).lines(.plain)
        #expect(lines[0].hasPrefix("  ✓ scored         1,200 rows by 2026-11-24-churn-7f3a"))
        #expect(lines[0].hasSuffix("1.3 s"))
        #expect(lines[1] == "  · read as it is: the input holds what the model reads")
        #expect(lines[2] == "  · decided: no 900 (75.0 %), yes 300 (25.0 %)")
        #expect(lines[3] == "  · scores from 0.0100 to 0.970")
        #expect(lines[4] == "  ! 3 of 1,200 rows hold values of 'plan' that training did not see")
        #expect(lines.suffix(2) == ["", "  Scores  scores.csv"])
    }

    @Test func `a warning says what to do about it`() {
        var summary = summary
        summary.findings = [
            Finding(.warning, .schemaChanged, "'amount' has a fraction in 2 rows", advice: "take the dot out"),
            Finding(.note, .unseenValues, "1 row lies outside", advice: "nothing to do"),
        ]
        let lines = ScoringText(summary).lines(.plain)
        #expect(lines.contains("    take the dot out"))
        #expect(!lines.contains { $0.contains("nothing to do") })
    }

    @Test func `rows that went through the SQL say which sources it read`() {
        var summary = summary
        summary.readAs = .sources
        summary.sources = [
            .init(name: "orders", files: ["new.csv"], rows: 1_200, missing: ["churned"], isGiven: true),
            .init(name: "shops", files: ["data/shops.csv"], rows: 1, missing: [], isGiven: false),
        ]
        #expect(
            ScoringText(summary).lines(.plain).contains(
                "  · read through the brief's SQL: orders 1,200 rows, shops 1 row (as the brief names it) → 1,200 predictions"
            ))
    }

    @Test func `standard output is no file to look at`() {
        var summary = summary
        summary.output = "-"
        #expect(ScoringText(summary).lines(.plain).contains { $0.contains("Scores") } == false)
    }
}
