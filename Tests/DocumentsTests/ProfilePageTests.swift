import Documents
import Evidence
import Foundation
import Testing

/// The page of `associate profile`.
@Suite struct ProfilePageTests {
    private static let plain = Result { try HTMLScanner(ProfilePage.html(SampleProfile().document).text) }

    @Test func `it says what to look at first, and has a part for everything`() throws {
        let text = try Self.plain.get().text
        for words in [
            "100 rows, 6 columns", "alone tells, and 5 more things to look at", "Worth your attention",
            "Columns", "≈ 90", "median", "Values", "Correlations", "Missing values", "Time", "Copies", "Label",
            "What the figures rest on", "Not read: column 5",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `every figure names its place in the JSON`() throws {
        let document = SampleProfile().document
        let json = try CanonicalJSON.jsonValue(of: document)
        let places = try Self.plain.get().tags.compactMap { $0.attributes["data-source"] }
        #expect(places.count > 60)
        for place in Set(places) {
            let value = place.split(separator: "/").reduce(Optional(json)) { value, step in
                guard case .array(let elements)? = value, let index = Int(step) else { return value?[String(step)] }
                return elements.indices.contains(index) ? elements[index] : nil
            }
            switch value {
            case .integer?, .number?, .string?: break
            default: Issue.record("\(place) is no figure")
            }
        }
    }

    @Test func `four thousand columns make a page of at most two megabytes`() {
        let page = ProfilePage.html(SampleProfile(columns: 4_000, suffix: String(repeating: "n", count: 300)).document)
        #expect(page.text.utf8.count <= 2_000_000)
        #expect(page.text.contains("of 4,000 columns; the JSON has all"))
    }

    @Test func `nothing is reached for`() {
        let page = ProfilePage.html(SampleProfile().document).text
        for word in ["<script", "://", "url(", "src=", "@import"] { #expect(!page.contains(word), "\(word)") }
    }

    @Test(arguments: hostileTexts) func `hostile text changes no tag`(hostile: String) throws {
        let plain = try Self.plain.get()
        let page = try HTMLScanner(ProfilePage.html(SampleProfile(suffix: hostile).document).text)
        #expect(plain.tags.map(\.name) == page.tags.map(\.name))
        #expect(plain.tags.map { $0.attributes.keys.sorted() } == page.tags.map { $0.attributes.keys.sorted() })
        #expect(page.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }
}
