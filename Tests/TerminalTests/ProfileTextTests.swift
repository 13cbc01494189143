import Evidence
import Terminal
import Testing

/// What `associate profile` prints.
struct ProfileTextTests {
    private func document(warnings: Int, isWhole: Bool = true) -> ProfileDocument {
        var number = ProfiledColumn(name: "a", kind: .number, type: "DOUBLE", nulls: 0)
        number.distinct = .init(count: 2_000, isExact: true)
        return ProfileDocument(
            source: .init(name: "t", path: "t.csv", rows: 2_000, columns: 2),
            basis: .init(
                sampleRows: 100, isWhole: isWhole, sample: "100 rows of 2,000", correlatedNumbers: 1,
                correlatedCategories: 0, notRead: []),
            columns: [number, ProfiledColumn(name: "b", kind: .text, type: "VARCHAR", nulls: 5)],
            correlations: .init(numbers: [], categories: []),
            missingness: .init(completeRows: 1_995, patterns: [.init(columns: ["b"], rows: 5)], more: 0),
            duplicates: .init(distinctRows: 2_000, repeatedRows: 0, mostFrequent: 1),
            time: .init(
                column: "at", reason: nil, unit: .month,
                periods: [.init(start: "2024-01-01", rows: 900), .init(start: "2024-02-01", rows: 1_100)],
                emptyPeriods: 0, drift: []),
            label: .init(
                column: "b", rows: 1_995, measure: .cramersV, classes: [],
                associations: [.init(column: "a", strength: 0.25)]),
            warnings: (0..<warnings).map {
                ProfileWarning(.loses, extent: 0.5, Finding(.warning, .missingValues, "column \($0) lacks values"))
            })
    }

    @Test func theShapeTheDearestWarningsAndTheFilesAreSaid() {
        let lines = ProfileText(document(warnings: 12), page: "t-profile.html", out: "t.json").lines(.plain)
        #expect(lines.first == "  t.csv · 2,000 rows · 2 columns")
        for line in [
            "  · 1 of numbers, 1 of texts", "  · 1,995 of 2,000 rows have a value in every column",
            "  · by 'at' from 2024-01-01 to 2024-02-01, by month", "  goes with 'b'  Cramér's V",
            "  a                   0.250", "  Worth your attention, the dearest first",
            "  ! column 0 lacks values [missing-values]",
            "    … and 2 more", "  Page    t-profile.html", "  JSON    t.json",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!lines.contains { $0.contains("column 10 ") || $0.contains("sampled") })
    }

    @Test func whatIsSampledIsSaidAndNothingStandsOutWithoutWarnings() {
        let lines = ProfileText(document(warnings: 0, isWhole: false), page: nil, out: nil).lines(.plain)
        #expect(lines.contains("  · what is sampled rests on 100 rows of 2,000"))
        #expect(lines.contains("  Nothing stands out."))
        #expect(lines.last == "  Next    show it to others: --html profile.html")
    }

    @Test func personalDataStandsFirstAndEachLineHasItsCure() {
        var profile = document(warnings: 1)
        profile.privacy = .init(
            sampleRows: 300,
            findings: [Finding(.warning, .personalData, "column 'b' holds email addresses", advice: "exclude it")])
        let lines = ProfileText(profile, page: nil, out: nil).lines(.plain)
        let first = lines.firstIndex(of: "  Personal data, whose values are shown nowhere") ?? 0
        #expect(lines[first + 1].hasPrefix("  ! column 'b' holds email addresses"))
        #expect(lines[first + 2] == "    exclude it")
        #expect(lines.firstIndex(of: "  Worth your attention, the dearest first") ?? 0 > first)
        profile.privacy = .init(sampleRows: 300, findings: [])
        #expect(
            ProfileText(profile, page: nil, out: nil).lines(.plain)
                .contains("  No personal data found in a sample of 300 rows."))
    }
}
