package import Evidence

/// The page that `associate profile` writes: one file, no script, no network, at most 2 MB.
package enum ProfilePage {
    /// The page of a profile.
    package static func html(_ document: ProfileDocument) -> HTML { ProfileSections(document: document).page }
}

/// The parts of the page; every number names its place in what `--json` prints.
struct ProfileSections {
    let document: ProfileDocument

    var source: ProfileDocument.Source { document.source }
    var rows: Int { source.rows }

    /// What is listed, so that the page stays small whatever the table is like.
    enum Room {
        static let columns = 400
        static let charts = 120
        static let warnings = 40
        static let pairs = 40
        static let associations = 40
        static let drifts = 40
    }

    var page: HTML {
        Page.html(
            title: "\(source.name): a profile", main: [header, personal, warnings, columns] + folds,
            footer: """
                Every figure stands in what <code>associate profile --json</code> prints: point at it, or move to it with \
                the Tab key, to see where.
                """)
    }

    private var folds: [HTML] {
        [labelFold, valuesFold, correlationsFold, missingnessFold, timeFold, duplicatesFold, basisFold]
    }

    private var header: HTML {
        """
        <header>
        <p class="over">\(source.path)</p>
        <h1>\(number(NumberText.counted(rows, "row"), "/source/rows")), \
        \(number(NumberText.counted(source.columns, "column"), "/source/columns"))</h1>
        <p class="lead">\(lead)</p>
        </header>
        """
    }

    private var lead: HTML {
        guard let worst = document.warnings.first else { return "Nothing stands out." }
        return "\(worst.finding.message)\(others)."
    }

    private var others: HTML {
        let count = document.warnings.count - 1
        return count > 0 ? ", and \(NumberText.counted(count, "more thing")) to look at" : ""
    }

    /// What to look at, ranked by what it would cost a model.
    private var warnings: HTML {
        guard !document.warnings.isEmpty else { return "" }
        let items = document.warnings.prefix(Room.warnings).enumerated().map { index, warning -> HTML in
            let advice: HTML = warning.finding.advice.map { ": \($0)" } ?? ""
            let cost = number(NumberText.metric(warning.cost), "/warnings/\(index)/cost")
            return """
                <li><span class="sign warning" aria-hidden="true">!</span> \(warning.finding.message) \
                <span class="aside">\(warning.harm.words) (\(cost))\(advice)</span></li>

                """
        }
        let more = document.warnings.count - Room.warnings
        let rest: HTML = more > 0 ? "<p>… and \(NumberText.count(more)) more in the JSON.</p>" : ""
        return """
            <h2>Worth your attention</h2>
            <p class="aside">The dearest first: what it would do to a model, times the share of rows, values or columns.</p>
            <ul class="findings">
            \(items)</ul>
            \(rest)
            """
    }

    /// Columns that are personal, or may be; no value of them is on the page.
    private var personal: HTML {
        guard let privacy = document.privacy else { return "" }
        let sample: HTML =
            "a sample of \(number(NumberText.counted(privacy.sampleRows, "row"), "/privacy/sample_rows"))"
        guard !privacy.findings.isEmpty else { return "<p class=\"aside\">No personal data found in \(sample).</p>" }
        let items = privacy.findings.prefix(Room.warnings).map { finding -> HTML in
            let advice: HTML = finding.advice.map { ": \($0)" } ?? ""
            return """
                <li><span class="sign warning" aria-hidden="true">!</span> \(finding.message)\
                <span class="aside">\(advice)</span></li>

                """
        }
        return """
            <h2>Personal data</h2>
            <p class="aside">Looked for in \(sample); values of these columns are shown nowhere.</p>
            <ul class="findings">
            \(items)</ul>
            """
    }

    // MARK: Pieces

    func number(_ text: String, _ place: String) -> HTML { Page.number(text, at: place) }

    /// A count with its share of the rows; a dash for none.
    func share(_ count: Int, _ place: String) -> HTML {
        guard count > 0 else { return "<span class=\"none\">–</span>" }
        return number(NumberText.percent(Double(count) / Double(max(1, rows))), place)
    }

    /// What of a list is shown, where that is not all.
    func shown(_ count: Int, of all: Int, _ what: String) -> HTML {
        count < all ? "<p>\(NumberText.count(count)) of \(NumberText.counted(all, what)); the JSON has all.</p>" : ""
    }
}

extension ProfileWarning.Harm {
    /// What a model would suffer, in words.
    fileprivate var words: String {
        switch self {
        case .misleads: "makes figures look better than they are"
        case .decays: "would make a model worse in use"
        case .loses: "leaves less to learn from"
        case .burdens: "carries what says nothing"
        }
    }
}
