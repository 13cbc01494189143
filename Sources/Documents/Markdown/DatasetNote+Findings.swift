import Evidence

/// What was looked for in the dataset, how far, and what was found.
extension DatasetNote {
    /// How many expectations hold, and those that do not.
    static func checks(_ checks: ChecksDocument) -> Markdown {
        let failed = checks.results.filter { !$0.success }
        let count = checks.results.count
        let head: Markdown = """
            \(NumberText.count(count - failed.count)) of \(NumberText.counted(count, "expectation")) hold; \
            `data/checks.json` lists them.
            """
        guard !failed.isEmpty else { return head }
        let rows = failed.map { result -> [Markdown] in
            [
                "\(code: result.expectationConfig.type)", "\(code: column(of: result))",
                "\(result.unexpectedText ?? "–")",
            ]
        }
        return .blocks([head, .table(["expectation", "column", "unexpected"], numbersFrom: 2, rows)])
    }

    private static func column(of result: ExpectationResult) -> String {
        if case .string(let name)? = result.expectationConfig.kwargs["column"] { name } else { "–" }
    }

    /// The verdict with its coverage, then what was found.
    static func leakage(_ evidence: RunEvidence) -> Markdown {
        let verdict: Markdown = "\(words: Sentences.leakage(evidence.leakage))"
        return listed(verdict, evidence.leakage.findings)
    }

    /// How far the look for personal data went, then what was found.
    static func personal(_ checks: ChecksDocument) -> Markdown {
        guard let privacy = checks.privacy else { return "Nobody looked for personal data." }
        let findings = checks.findings.filter { [.personalData, .protectedAttribute].contains($0.code) }
        let found: Markdown = findings.isEmpty ? " Nothing was found." : ""
        let names: Markdown = "The names of \(NumberText.counted(privacy.columns, "column")) were read, and "
        let values: Markdown =
            privacy.sampleRows > 0
            ? "their values in a sample of \(NumberText.counted(privacy.sampleRows, "row")); rows outside of it may hold more."
            : "by the ranges of their values none can hold a number of a person."
        return listed("\(names)\(values)\(found)", findings)
    }

    /// What a person may take up.
    static func proposals(_ proposals: [Proposal]) -> Markdown {
        if proposals.isEmpty { return "None was made. `associate run --audit` proposes a suite of checks." }
        return .table(
            ["about", "proposal", "reason"], numbersFrom: 3,
            proposals.map { ["\(code: $0.subject)", "\($0.proposal)", "\($0.reason)"] })
    }

    /// What the checks found, but for what has a section of its own.
    static func limits(_ checks: ChecksDocument) -> Markdown {
        let findings = checks.findings.filter { ![.personalData, .protectedAttribute].contains($0.code) }
            .map { finding -> Markdown in
                let place: Markdown = Sentences.place(finding).map { " \(code: $0)" } ?? ""
                let count: Markdown = finding.countToAdd.map { " (\(NumberText.count($0)))" } ?? ""
                return "- \(finding.severity.rawValue)\(place): \(words: finding.message)\(count)"
            }
        if findings.isEmpty { return "The checks found nothing." }
        return .lines(findings)
    }

    private static func listed(_ head: Markdown, _ findings: [Finding]) -> Markdown {
        let lines = findings.map { finding -> Markdown in
            let place: Markdown = Sentences.place(finding).map { " \(code: $0)" } ?? ""
            let advice: Markdown = finding.advice.map { "; \(words: $0)" } ?? ""
            return "- \(finding.severity.rawValue)\(place): \(words: finding.message)\(advice)"
        }
        return lines.isEmpty ? head : .blocks([head, .lines(lines)])
    }
}
