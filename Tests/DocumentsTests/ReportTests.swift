import Documents
import Evidence
import Foundation
import Testing

@Suite struct ReportTests {
    static let samples = [
        SampleEvidence().binary, SampleEvidence().regression, SampleEvidence().bare, SampleEvidence().multiclass,
    ]

    private static let plain = Result { try HTMLScanner(Report.html(SampleEvidence().binary).text) }

    /// The JSON files that figures may point into.
    private func files(_ evidence: RunEvidence) throws -> [String: JSONValue] {
        let documents = try Documents.all(evidence)
        let saved = try #require(documents.first { $0.name == "evidence.json" }).data
        var files = [
            "evidence.json": try CanonicalJSON.decode(JSONValue.self, from: saved),
            "evaluation/metrics.json": try CanonicalJSON.jsonValue(of: evidence.metrics),
            "data/checks.json": try CanonicalJSON.jsonValue(of: evidence.checks),
            "data/leakage.json": try CanonicalJSON.jsonValue(of: evidence.leakage),
        ]
        files["evaluation/slices.json"] = try evidence.slices.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/calibration.json"] = try evidence.calibration.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/importance.json"] = try evidence.importance.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/thresholds.json"] = try evidence.thresholds.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/curves.json"] = try evidence.curves.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/found_slices.json"] = try evidence.foundSlices.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/errors.json"] = try evidence.errors.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/ablation.json"] = try evidence.ablation.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/explanations.json"] = try evidence.explanations.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/fairness.json"] = try evidence.fairness.map { try CanonicalJSON.jsonValue(of: $0) }
        files["evaluation/label_errors.json"] = try evidence.labelErrors.map { try CanonicalJSON.jsonValue(of: $0) }
        return files
    }

    private func resolve(_ pointer: Substring, in files: [String: JSONValue]) -> JSONValue? {
        let parts = pointer.split(separator: "#", maxSplits: 1)
        guard parts.count == 2, let root = files[String(parts[0])] else { return nil }
        return parts[1].split(separator: "/").reduce(root as JSONValue?) { value, step in
            let key = String(step).replacing("~1", with: "/").replacing("~0", with: "~")
            if case .array(let elements)? = value, let index = Int(key), elements.indices.contains(index) {
                return elements[index]
            }
            return value?[key]
        }
    }

    @Test(arguments: samples.indices)
    func everyFigurePointsAtItsPlaceInAFile(index: Int) throws {
        let evidence = Self.samples[index]
        let files = try files(evidence)
        let sources = try HTMLScanner(Report.html(evidence).text).tags.compactMap { $0.attributes["data-source"] }
        #expect(sources.count > 5)
        for source in sources {
            for pointer in source.split(separator: " ") {
                // A number, a text that holds some, or the list that is counted.
                switch resolve(pointer, in: files) {
                case .integer?, .number?, .string?, .array?: break
                default: Issue.record("\(pointer) names no figure")
                }
            }
        }
    }

    /// Every number on the page says where it comes from, but for names, code, axes and the words of the page itself.
    @Test(arguments: samples.indices)
    func noFigureIsWithoutASource(index: Int) throws {
        let evidence = Self.samples[index]
        let untraced = try HTMLScanner(Report.html(evidence).text).untracedTexts(allowing: Self.pageWords)
        #expect(untraced == [])
    }

    /// Words of the page that hold a digit and no figure.
    private static let pageWords = ["95 %", "80 %", "f1", "r2", "L2", "SHA-256", "0.5 costs"]

    @Test func theFigureShownIsTheOneInTheFile() throws {
        let html = try Report.html(SampleEvidence().binary).text
        let place = "evaluation/metrics.json#/candidates/1/metrics/roc_auc/value"
        #expect(html.contains("data-source=\"\(place)\" title=\"\(place)\">0.689</span>"))
    }

    @Test func suspectedLabelsAreCountedByPair() throws {
        let text = try HTMLScanner(Report.html(SampleEvidence().multiclass).text).text
        #expect(
            text.contains("5 of 342 labels (1.5 %) look wrong to models that did not see their rows, 4 of them by far.")
        )
        #expect(text.contains("Which label is suspected to be which"))
        #expect(try !Report.html(SampleEvidence().binary).text.contains("Suspected labels"))
    }

    @Test func thePageIsSelfContained() throws {
        let html = try Report.html(SampleEvidence().binary).text
        let scanner = try HTMLScanner(html)
        let outside = scanner.tags.filter { tag in
            ["script", "link", "img", "iframe", "object", "embed", "form", "base"].contains(tag.name)
                || tag.attributes["src"] != nil || tag.attributes["href"].map { !$0.hasPrefix("#") } == true
                || tag.attributes.keys.contains { $0.hasPrefix("on") }
        }
        #expect(outside.isEmpty)
        #expect(!html.contains("url("))
        #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
        #expect(scanner.tags.contains { $0.name == "html" && $0.attributes["lang"] == "en" })
    }

    @Test(arguments: samples.indices)
    func everyTagIsClosed(index: Int) throws {
        var open: [String] = []
        for tag in try HTMLScanner(Report.html(Self.samples[index]).text).tags {
            switch tag.name {
            case "!doctype", "meta", "br", "line", "circle", "polyline", "polygon", "path", "rect": break
            case _ where tag.name.hasPrefix("/"): #expect(open.popLast() == String(tag.name.dropFirst()))
            default: open.append(tag.name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: hostileTexts)
    func hostileTextChangesNoTag(hostile: String) throws {
        let plain = try Self.plain.get()
        let page = try HTMLScanner(Report.html(SampleEvidence(suffix: hostile).binary).text)
        #expect(plain.tags.map(\.name) == page.tags.map(\.name))
        #expect(plain.tags.map { $0.attributes.keys.sorted() } == page.tags.map { $0.attributes.keys.sorted() })
        #expect(page.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }

    @Test func theFirstScreenSaysThatIntervalsAreMissing() throws {
        let text = try HTMLScanner(Report.html(SampleEvidence().binary).text).text
        let before = try #require(text.range(of: "Problem and data")).lowerBound
        #expect(text[..<before].contains("The primary metric has no interval: chance is not ruled out"))
        #expect(text[..<before].contains("Ship linear"))
    }

    /// Evidence in which the prior was kept before a gain that may be chance.
    private var thin: RunEvidence {
        var evidence = SampleEvidence().binary
        evidence.metrics.chosen = "prior"
        evidence.metrics.recommendation = .cannotTell
        evidence.metrics.reasons = [.gainNotRuledOut]
        (evidence.metrics.comparisons[0].lower, evidence.metrics.comparisons[0].upper) = (-0.05, 0.5)
        let gain = evidence.metrics.comparisons[0].difference
        evidence.evaluation.rowsToTell = RowsToTell(
            candidate: "linear", gain: gain, lower: -0.05, unit: .row, judged: 300)
        return evidence
    }

    @Test func theFirstScreenSaysWhyNothingCanBeToldAndWhatWouldTell() throws {
        let text = try HTMLScanner(Report.html(thin).text).text
        let screen = text[..<(try #require(text.range(of: "Problem and data")).lowerBound)]
        #expect(screen.contains("Cannot tell: the gain may be chance"))
        #expect(screen.contains("which may be chance."))
        #expect(!screen.contains("Nothing that was looked at speaks against it"))
        #expect(screen.contains("more to judge by would tell in four runs of five"))
        #expect(!screen.contains("Look for columns"))
    }

    @Test func thePriorIsNoModelToHold() throws {
        var evidence = thin
        evidence.metrics.recommendation = .hold
        evidence.metrics.reasons = [.notBetterThanPrior]
        evidence.evaluation.rowsToTell = nil
        let text = try HTMLScanner(Report.html(evidence).text).text
        #expect(!text.contains("Hold prior"))
        #expect(text.contains("The prior treats all rows alike"))
    }

    @Test func aPerfectAreaIsBoundedAndNotCalledChance() throws {
        var evidence = SampleEvidence().binary
        evidence.metrics.recommendation = .cannotTell
        evidence.metrics.reasons = [.betterThanPrior, .everyRowRight]
        evidence.evaluation.perfectArea = PerfectArea(pairs: 143)
        let text = try HTMLScanner(Report.html(evidence).text).text
        #expect(!text.contains("chance is not ruled out"))
        #expect(text.contains("with 143 rows of the rarer class the true roc_auc is at least 0.975"))
        #expect(text.contains("Cannot tell: every row is right"))
    }

    @Test func aNoisyLabelIsNotCalledWrong() throws {
        var evidence = SampleEvidence().multiclass
        evidence.labelErrors?.reading = .noisy
        let text = try HTMLScanner(Report.html(evidence).text).text
        #expect(text.contains("The label is noisy"))
        #expect(!text.contains("wrong to models"))
    }

    @Test func foldsStandInTheOrderOfTheJob() throws {
        let ids = try HTMLScanner(Report.html(SampleEvidence().binary).text).tags
            .filter { $0.name == "details" }.compactMap { $0.attributes["id"] }
        #expect(
            ids == [
                "data", "checks", "leakage", "split", "features", "candidates", "calibration", "slices", "fairness",
                "errors",
                "explanations",
                "limits", "reproduction",
            ])
    }

    @Test func noPathOfAFindingIsShown() throws {
        #expect(try !Report.html(SampleEvidence().binary).text.contains("/home/ada"))
    }
}
