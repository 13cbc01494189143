package import Evidence

/// `report.html`: one self-contained page that answers first and shows its evidence below.
package enum Report {
    /// The page for a run.
    ///
    /// - Throws: `EncodingError` where the evidence holds a number that has no JSON form.
    package static func html(_ evidence: RunEvidence) throws -> HTML {
        let page = ReportPage(evidence: evidence, figures: Figures(files: try EvidenceFiles(evidence)))
        return page.html
    }
}

/// The evidence with the numbers' reader; the parts of the page are its extensions, one file a group.
struct ReportPage {
    let evidence: RunEvidence
    let figures: Figures

    var brief: BriefSummary { evidence.brief }
    var data: DataSummary { evidence.data }
    var metrics: MetricsDocument { evidence.metrics }

    var html: HTML {
        Page.html(
            title: title, main: [firstScreen] + sections,
            footer: """
                Run \(identity). Every figure comes from a file of the run: point at it, or move to it with the Tab key, \
                to see from which.
                """)
    }

    /// The name and the verdict, for a browser's tab.
    private var title: HTML {
        "\(brief.name): \(Sentences.verdict(evidence))"
    }

    private var identity: HTML { "<code>\(String(evidence.fingerprint.prefix(12)))</code>" }

    /// All that folds, in the order of the job.
    private var sections: [HTML] {
        [
            problemAndData, checks, leakage, split, features, candidates, calibrationAndThresholds, slices, fairness,
            errors,
            explanations,
            limits, reproduction,
        ]
    }

    /// A fold with its gist beside the heading.
    func fold(_ id: StaticString, _ heading: StaticString, gist: HTML, _ content: [HTML]) -> HTML {
        Page.fold(id, heading, gist: gist, content)
    }

    /// A table; columns from `numbersFrom` on hold numbers.
    func table(_ caption: HTML, _ header: [HTML], numbersFrom: Int, _ rows: [[HTML]]) -> HTML {
        Page.table(caption, header, numbers: Set(header.indices.dropFirst(numbersFrom)), rows)
    }

    /// A name from the data or the brief.
    func code(_ name: String) -> HTML { "<code>\(name)</code>" }

    func paragraph(_ text: HTML) -> HTML { "<p>\(text)</p>" }

    func list(_ items: [HTML]) -> HTML {
        if items.isEmpty { return "" }
        return "<ul>\n\(items.map { "<li>\($0)</li>\n" as HTML })</ul>"
    }

    /// The place of a candidate's figures in `evaluation/metrics.json`.
    func candidatePlace(_ name: String) -> Pointer? {
        metrics.candidates.firstIndex { $0.name == name }.map { Pointer.metrics["candidates"][$0] }
    }

    /// The place of one metric of the chosen candidate.
    func chosenPlace(_ metric: MetricName) -> Pointer? {
        candidatePlace(metrics.chosen)?["metrics"][metric.rawValue]
    }
}
