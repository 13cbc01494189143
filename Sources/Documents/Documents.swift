package import Evidence
package import Foundation

/// All documents of a run, rendered from its evidence.
package enum Documents {
    /// The report, the five documents, and `evidence.json`, which holds what no other file of the run does.
    ///
    /// The report's figures point into `evidence.json`, `evaluation/metrics.json`, `data/checks.json`,
    /// `evaluation/slices.json`, `…/calibration.json`, `…/thresholds.json`, `…/importance.json`, `…/curves.json`,
    /// `…/label_errors.json`, `…/found_slices.json`, `…/fairness.json` and `…/errors.json`: those that the evidence holds must be written beside it as ``CanonicalJSON`` of the same values.
    ///
    /// - Parameters:
    ///   - evidence: of the run.
    ///   - difference: what changed against an earlier run, or `nil`. It is written as `comparison.json`, and
    ///     `release_notes.md` alone speaks of it.
    /// - Returns: names inside the run with their bytes, in a fixed order.
    /// - Throws: `EncodingError` where the evidence holds a number that has no JSON form.
    package static func all(_ evidence: RunEvidence, difference: RunDifference? = nil) throws -> [(
        name: String, data: Data
    )] {
        let files = try EvidenceFiles(evidence)
        let markdown: [(String, Markdown)] = [
            ("data/dataset_note.md", DatasetNote.markdown(evidence)),
            ("model_card.md", ModelCard.markdown(evidence)),
            ("experiment_summary.md", ExperimentSummary.markdown(evidence)),
            ("runbook.md", Runbook.markdown(evidence)),
            ("release_notes.md", ReleaseNotes.markdown(evidence, difference: difference)),
        ]
        let comparison = try difference.map { ("comparison.json", try CanonicalJSON.encode($0)) }
        return [
            ("evidence.json", try CanonicalJSON.encode(files.values[.evidence])),
            ("report.html", Data(try Report.html(evidence).text.utf8)),
        ] + [comparison].compactMap(\.self) + markdown.map { ($0.0, Data(($0.1.text + "\n").utf8)) }
    }
}
