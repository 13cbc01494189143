package import Evidence
package import Foundation

/// All documents of a run, rendered from its evidence.
package enum Documents {
    /// The report, the five documents, and `evidence.json`, which holds what no other file of the run does.
    ///
    /// The report's figures point into `evidence.json`, `evaluation/metrics.json`, `data/checks.json`,
    /// `evaluation/slices.json`, `…/calibration.json`, `…/thresholds.json`, `…/importance.json` and `…/curves.json`:
    /// those that the evidence holds must be written beside it as ``CanonicalJSON`` of the same values.
    ///
    /// - Parameters:
    ///   - evidence: of the run.
    ///   - previous: the release that this one would replace, or `nil`. It must not depend on what else is in the
    ///     store, or two runs of one brief differ.
    /// - Returns: names inside the run with their bytes, in a fixed order.
    /// - Throws: `EncodingError` where the evidence holds a number that has no JSON form.
    package static func all(_ evidence: RunEvidence, previous: PreviousRelease? = nil) throws -> [(
        name: String, data: Data
    )] {
        let files = try EvidenceFiles(evidence)
        let markdown: [(String, Markdown)] = [
            ("data/dataset_note.md", DatasetNote.markdown(evidence)),
            ("model_card.md", ModelCard.markdown(evidence)),
            ("experiment_summary.md", ExperimentSummary.markdown(evidence)),
            ("runbook.md", Runbook.markdown(evidence)),
            ("release_notes.md", ReleaseNotes.markdown(evidence, previous: previous)),
        ]
        return [
            ("evidence.json", try CanonicalJSON.encode(files.values[.evidence])),
            ("report.html", Data(try Report.html(evidence).text.utf8)),
        ] + markdown.map { ($0.0, Data(($0.1.text + "\n").utf8)) }
    }
}

/// What is known of the release that a run would replace.
package struct PreviousRelease: Codable, Sendable, Equatable {
    package var fingerprint: String
    package var chosen: String
    package var primary: MetricName
    package var value: Double?
    package var snapshot: ContentHash
    package var brief: ContentHash?
    /// Versions by name, as in `RunEvidence.versions`.
    package var versions: [String: String]

    package init(
        fingerprint: String, chosen: String, primary: MetricName, value: Double?, snapshot: ContentHash,
        brief: ContentHash? = nil, versions: [String: String]
    ) {
        self.fingerprint = fingerprint
        self.chosen = chosen
        self.primary = primary
        self.value = value
        self.snapshot = snapshot
        self.brief = brief
        self.versions = versions
    }
}
