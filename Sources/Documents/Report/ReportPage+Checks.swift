import Evidence

extension ReportPage {
    var checks: HTML {
        let findings = evidence.checks.findings.enumerated().map {
            findingItem($0.element, at: Pointer.checks["findings"][$0.offset])
        }
        let found: HTML =
            findings.isEmpty ? paragraph("Nothing was found.") : "<ul class=\"findings\">\n\(findings)</ul>"
        return fold(
            "checks", "Checks",
            gist: figures.counting(
                Pointer.checks["results"], Pointer.checks["findings"], words: Sentences.checks(evidence)),
            [found, further, expectations])
    }

    /// What takes more than a run's glance.
    private var further: HTML {
        paragraph(
            "Near copies of rows and damaged texts are looked for by <code>associate check</code> and by <code>associate run --audit</code>."
        )
    }

    /// The verdict of the leakage audit with its coverage, and what it found.
    var leakage: HTML {
        let findings = evidence.leakage.findings.enumerated().map {
            findingItem($0.element, at: Pointer.leakage["findings"][$0.offset])
        }
        let found: HTML = findings.isEmpty ? "" : "<ul class=\"findings\">\n\(findings)</ul>"
        let coverage = Pointer.leakage["coverage"]
        let verdict = figures.sentence(
            Sentences.leakage(evidence.leakage), at: coverage["cuts"], coverage["share"], coverage["columns"])
        return fold(
            "leakage", "Leakage",
            gist: figures.words(
                evidence.leakage.words, at: coverage["cuts"], coverage["share"], coverage["columns"],
                Pointer.leakage["findings"]),
            ["<p>\(verdict)</p>\n", found])
    }

    /// One finding with its sign, place, count and cure.
    func findingItem(_ finding: Finding, at pointer: Pointer) -> HTML {
        let sign: HTML =
            switch finding.severity {
            case .error: "<span class=\"sign error\" title=\"error\">×</span>"
            case .warning: "<span class=\"sign warning\" title=\"warning\">!</span>"
            case .note: "<span class=\"sign note\" title=\"note\">·</span>"
            }
        let place: HTML = Sentences.place(finding).map { " \(code($0))" } ?? ""
        let advice: HTML = finding.advice.map { "<br><span class=\"aside\">\(cure($0, of: finding))</span>" } ?? ""
        let count: HTML =
            finding.countToAdd == nil
            ? "" : " (\(figures.counted(pointer["count"], "case")))"
        let message = figures.words(finding.message, at: pointer["message"])
        return
            "<li>\(sign) <span class=\"aside\">\(finding.severity.rawValue)</span>\(place): \(message)\(count)\(advice)</li>\n"
    }

    /// An advice, in which backticks mark code unless a name in it has some of its own.
    private func cure(_ text: String, of finding: Finding) -> HTML {
        let names = [finding.source, finding.column].compactMap(\.self)
        return names.contains { $0.contains("`") } ? "\(text)" : "\(words: text)"
    }

    private var expectations: HTML {
        let results = evidence.checks.results
        if results.isEmpty { return "" }
        let rows = results.enumerated().map { index, result -> [HTML] in
            let place = Pointer.checks["results"][index]["result"]
            let config = Pointer.checks["results"][index]["expectation_config"]["kwargs"]
            let (bounds, keys) = (result.expectationConfig.bounds, result.expectationConfig.boundKeys)
            let expected: HTML = bounds.isEmpty ? "" : figures.words(bounds, from: keys.map { config[$0] })
            let counted = ["unexpected_count"] + (result.result.elementCount == nil ? [] : ["element_count"])
            let places = counted.map { place[$0] } + keys.filter { $0 == "mostly" }.map { config[$0] }
            let unexpected: HTML = result.unexpectedText.map { figures.words($0, from: places) } ?? "–"
            let state: HTML =
                result.success ? "<span class=\"ship\">✓ held</span>" : "<span class=\"hold\">× broken</span>"
            return [code(result.expectationConfig.type), code(column(of: result)), expected, state, unexpected]
        }
        return "<h3>Expectations</h3>\n"
            + table(
                "Each was held against all rows", ["expectation", "column", "expected", "result", "unexpected"],
                numbersFrom: 4,
                rows)
    }

    private func column(of result: ExpectationResult) -> String {
        switch result.expectationConfig.kwargs["column"] ?? result.expectationConfig.kwargs["column_list"] {
        case .string(let name)?: name
        case .array(let names)?:
            names.compactMap { if case .string(let name) = $0 { name } else { nil } }.joined(separator: ", ")
        default: "–"
        }
    }
}
