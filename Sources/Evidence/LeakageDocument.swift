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
