/// `data/leakage.json` (contracts, section 6): whether a feature knows what was not known when it was predicted.
package struct LeakageDocument: Codable, Sendable, Equatable {
    /// What the audit says as a whole.
    package enum Verdict: String, Codable, Sendable, CaseIterable {
        /// A finding is an error.
        case leak
        /// No error; the coverage says how far the replay looked.
        case noneFound = "none_found"
        /// No error, and no row was replayed, so that little is said by it.
        case notReplayed = "not_replayed"
    }

    /// How far the replay looked.
    package struct Coverage: Codable, Sendable, Equatable {
        /// Moments at which the sources were cut.
        package var cuts: Int
        /// Rows of the dataset that were compared.
        package var rows: Int
        /// Features that were compared.
        package var columns: Int
        /// `rows` as a share of the dataset's rows.
        package var share: Double

        package init(cuts: Int = 0, rows: Int = 0, columns: Int = 0, share: Double = 0) {
            self.cuts = cuts
            self.rows = rows
            self.columns = columns
            self.share = share
        }
    }

    package var version = 1
    package var verdict: Verdict
    package var coverage: Coverage
    package var findings: [Finding]

    package init(coverage: Coverage, findings: [Finding]) {
        let leaks = findings.contains { $0.severity == .error }
        verdict = leaks ? .leak : coverage.rows > 0 ? .noneFound : .notReplayed
        self.coverage = coverage
        self.findings = findings
    }
}

extension LeakageDocument {
    /// Findings without those that say the same of a column again.
    package static func merged(_ findings: [Finding]) -> [Finding] {
        var said: Set<String> = []
        return findings.filter { finding in
            guard let column = finding.column else { return true }
            return said.insert("\(finding.code.rawValue)\0\(finding.severity.rawValue)\0\(column)").inserted
        }
    }

    /// What was covered and found, on one line.
    package var words: String {
        var parts: [String] = []
        if coverage.rows > 0 {
            parts.append(
                "\(NumberText.counted(coverage.cuts, "cut")) · \(NumberText.percent(coverage.share)) of the rows · "
                    + NumberText.counted(coverage.columns, "column"))
        } else {
            parts.append("no replay")
        }
        let errors = findings.count { $0.severity == .error }
        let warnings = findings.count { $0.severity == .warning }
        let notes = findings.count { $0.severity == .note }
        parts.append(errors == 0 ? "no leak found" : NumberText.counted(errors, "leak"))
        if warnings > 0 { parts.append(NumberText.counted(warnings, "warning")) }
        if notes > 0 { parts.append(NumberText.counted(notes, "note")) }
        return parts.joined(separator: " · ")
    }
}
