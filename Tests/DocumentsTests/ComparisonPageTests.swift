import Documents
import Evidence
import Foundation
import Testing

/// The page of `associate runs compare --html`.
@Suite struct ComparisonPageTests {
    private static let plain = Result { try HTMLScanner(ComparisonPage.html(SampleDifference().comparison).text) }

    @Test func `every run has its part, the first is the baseline`() throws {
        let text = try Self.plain.get().text
        for words in [
            "3 runs side by side", "2026-11-2a baseline", "2026-11-2a → 2026-11-2b", "2026-11-2a → 2026-11-2c",
            "the same snapshot, 327,346 rows", "column added: gust (DOUBLE)", "exclude.gust", "not given",
            "The same: code.", "Differences are on the same 65,470 rows, of 77 days.",
            "No differences: the figures are of other rows.",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `of two runs the title states what became of the metric that counts`() throws {
        func title(_ judged: MetricDifference) -> String {
            var comparison = SampleDifference().comparison
            comparison.comparisons = [SampleDifference().same]
            comparison.comparisons[0].metrics = [judged]
            let page = ComparisonPage.html(comparison).text
            return String(page.split(separator: "<h1>")[1].prefix { $0 != "<" })
        }
        func metric(_ difference: Double?, _ interval: ClosedRange<Double>?) -> MetricDifference {
            MetricDifference(
                metric: .rocAUC, before: .value(0.5, nil), after: .value(0.7, nil), difference: difference,
                interval: interval)
        }
        #expect(title(metric(0.2, 0.1...0.3)) == "roc_auc is better by 0.200")
        #expect(title(metric(-0.2, -0.3 ... -0.1)) == "roc_auc is worse by 0.200")
        #expect(title(metric(0.2, -0.1...0.3)) == "roc_auc differs by 0.200, which may be chance")
        #expect(title(metric(0, 0...0)) == "roc_auc is the same")
        #expect(title(metric(nil, nil)) == "roc_auc 0.500 and 0.700")
    }

    @Test func `every figure names a number of the JSON`() throws {
        let comparison = SampleDifference().comparison
        let json = try CanonicalJSON.jsonValue(of: comparison)
        let places = try Self.plain.get().tags.compactMap { $0.attributes["data-source"] }
        #expect(places.count > 15)
        for place in places {
            let value = place.split(separator: "/").reduce(Optional(json)) { value, step in
                guard case .array(let elements)? = value, let index = Int(step) else { return value?[String(step)] }
                return elements[index]
            }
            switch value {
            case .integer?, .number?: break
            default: Issue.record("\(place) is no number")
            }
        }
    }

    @Test func `no heading stands over nothing, and no path is shown`() throws {
        let page = try Self.plain.get()
        let names = page.tags.map(\.name)
        for (name, next) in zip(names, names.dropFirst()) where ["/h2", "/h3"].contains(name) {
            #expect(!["h1", "h2", "/main"].contains(next), "\(name) \(next)")
        }
        #expect(!page.text.contains("/home/ada"))
    }

    @Test(arguments: hostileTexts) func `hostile text changes no tag`(hostile: String) throws {
        let plain = try Self.plain.get()
        let page = try HTMLScanner(ComparisonPage.html(SampleDifference(suffix: hostile).comparison).text)
        #expect(plain.tags.map(\.name) == page.tags.map(\.name))
        #expect(plain.tags.map { $0.attributes.keys.sorted() } == page.tags.map { $0.attributes.keys.sorted() })
        #expect(page.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }
}
