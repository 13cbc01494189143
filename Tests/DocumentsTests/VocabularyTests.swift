import Documents
import Evidence
import TestSupport
import Testing

/// Whatever stands in data and brief, a page consists of our own elements (I4 of the reliability table).
@Suite struct VocabularyTests {
    private static let vocabulary = Result { try HostileCorpus.vocabulary() }

    @Test func theCorpusHasFiftyStringsAndMore() { #expect(HostileCorpus.strings.count >= 50) }

    @Test(arguments: ReportTests.samples.indices)
    func aReportIsOfOurVocabulary(index: Int) throws {
        let page = try StrictHTML(Report.html(ReportTests.samples[index]).text)
        #expect(page.tags.count > 100)
        #expect(try Self.vocabulary.get().foreign(in: page) == [])
    }

    @Test(arguments: HostileCorpus.strings)
    func hostileTextInEveryPlaceAddsNothing(hostile: String) throws {
        let sample = SampleEvidence(suffix: hostile)
        for evidence in [sample.binary, sample.regression, sample.bare, sample.multiclass] {
            let page = try StrictHTML(Report.html(evidence).text)
            #expect(try Self.vocabulary.get().foreign(in: page) == [])
            #expect(!page.text.unicodeScalars.contains { $0 != "\n" && DisplayText.isActive($0) })
        }
    }

    @Test(arguments: HostileCorpus.strings)
    func hostileTextInMarkdownIsNoMarkup(hostile: String) throws {
        let sample = SampleEvidence(suffix: hostile)
        for evidence in [sample.binary, sample.regression, sample.bare, sample.multiclass] {
            for document in try Documents.all(evidence) where document.name.hasSuffix(".md") {
                let text = String(decoding: document.data, as: UTF8.self)
                #expect(MarkdownLines.problems(in: text) == [], "\(document.name)")
            }
        }
    }

    @Test(arguments: [
        "<p onclick=\"x\">a</p>", "<p style=\"color: red\">a</p>", "<script>x</script>", "<a href=\"http://x\">y</a>",
        "<p class=\"a&quot;b\">c</p>",
    ]) func whatIsNotOursIsFound(markup: String) throws {
        #expect(try Self.vocabulary.get().foreign(in: StrictHTML(markup)) != [])
    }

    @Test(arguments: [
        "<p>a", "<p>a</b>", "a & b", "a > b", "<!-- x -->", "<p a=b>c</p>", "<p class='x'>c</p>", "a &copy; b", "<",
        "<P>a</P></p>", "<style></style><style>x", "<p class=\"a\" class=\"b\">c</p>",
    ]) func whatABrowserWouldForgiveIsAnError(markup: String) {
        #expect(throws: StrictHTML.Malformed.self) { try StrictHTML(markup) }
    }
}
