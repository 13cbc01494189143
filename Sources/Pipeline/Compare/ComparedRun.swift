import Evidence
import Foundation
import Store

/// A run as far as it is compared with another: what its files say, and where its rows stand.
struct ComparedRun: Sendable {
    /// The run's folder; its files were hashed, or are being written by this process.
    let directory: String
    let evidence: Said
    let metrics: MetricsDocument

    /// What `evidence.json` says of a run, as far as it is compared.
    struct Said: Decodable, Sendable {
        let fingerprint: String
        let brief: BriefSummary
        let data: DataSummary
        let split: SplitSummary
        let evaluation: EvaluationSummary
        let versions: [String: String]
        let canonicalBrief: JSONValue
        let settledBrief: JSONValue?

        /// The brief as it is compared.
        var side: BriefDifference.Side { .init(brief: canonicalBrief, settled: settledBrief) }

        private enum CodingKeys: String, CodingKey {
            case fingerprint, brief, data, split, evaluation, versions
            case canonicalBrief = "canonical_brief"
            case settledBrief = "settled_brief"
        }
    }

    /// A complete run of a store whose files are all as it wrote them.
    ///
    /// - Throws: ``ComparisonError`` where it is not complete, not as written, or of another version of the program;
    ///   `StoreError` where it cannot be read.
    init(_ run: Run) throws {
        guard run.record.status == .complete else {
            throw ComparisonError(
                .runIncomplete, "run \(run.id) \(Self.ending(run.record.status)), and has no figures to compare",
                advice: "name a complete run; 'associate runs list' shows them", file: run.directory)
        }
        let damage = try run.verify()
        guard damage.isEmpty else { throw ComparisonError(damage) }
        directory = run.directory
        do {
            evidence = try CanonicalJSON.decode(Said.self, from: try run.read("evidence.json"))
            metrics = try CanonicalJSON.decode(MetricsDocument.self, from: try run.read("evaluation/metrics.json"))
        } catch is DecodingError {
            throw ComparisonError(
                .runsNotComparable, "run \(run.id) was written in another form, which this version does not read",
                advice: "run its brief again with this version", file: run.directory)
        }
    }

    /// A run that is being written, from its evidence.
    ///
    /// - Throws: `EncodingError` or `DecodingError` where the evidence has no JSON form.
    init(_ evidence: RunEvidence, at directory: String) throws {
        self.directory = directory
        // Numbers become what they are once they were written and read.
        self.evidence = try CanonicalJSON.decode(Said.self, from: CanonicalJSON.encode(evidence))
        metrics = evidence.metrics
    }

    private static func ending(_ status: RunStatus) -> String {
        switch status {
        case .complete: "is complete"
        case .stopped: "was stopped by checks"
        case .failed: "failed"
        case .interrupted: "was interrupted"
        }
    }

    /// Key columns of the dataset; empty where rows are known by their cells.
    var key: [String] { evidence.brief.key }

    /// The parts of the data that were written, as paths.
    var parts: [String] {
        ["train", "validation", "test"].map { directory + "/data/\($0).parquet" }
            .filter { FileManager.default.fileExists(atPath: $0) }
    }

    var testPart: String { directory + "/data/test.parquet" }
    var predictions: String { directory + "/evaluation/predictions.parquet" }

    /// The run in the form in which differences name it.
    var side: RunDifference.Side {
        RunDifference.Side(
            fingerprint: evidence.fingerprint, name: evidence.brief.name, chosen: metrics.chosen,
            recommendation: metrics.recommendation, primary: metrics.primary,
            rows: metrics.candidate(metrics.chosen)?.rows ?? 0, threshold: evidence.evaluation.threshold)
    }

    /// Holds that another run predicts the same.
    ///
    /// - Throws: ``ComparisonError`` with what is another.
    func requireComparable(with other: ComparedRun) throws {
        guard let found = difference(inTaskFrom: other) else { return }
        throw ComparisonError.other(found.what, found.own, found.others)
    }

    /// What two runs predict differently; `nil` where they predict the same.
    func difference(inTaskFrom other: ComparedRun) -> (what: String, own: String, others: String)? {
        let (own, others) = (evidence.brief, other.evidence.brief)
        return [
            (what: "task", own: own.task.rawValue, others: others.task.rawValue),
            (what: "label", own: own.label, others: others.label),
            (what: "positive class", own: own.positive ?? "none", others: others.positive ?? "none"),
        ].first { $0.own != $0.others }
    }
}

/// Runs that cannot be compared as asked.
struct ComparisonError: HouseError {
    let findings: [Finding]
    var exitStatus: ExitStatus { .inputWrong }

    init(_ findings: [Finding]) {
        precondition(!findings.isEmpty, "an error has a finding")
        self.findings = Array(findings.prefix(Limits.findingsShown))
    }

    init(_ code: FindingCode, _ message: String, advice: String, file: String? = nil) {
        self.init([Finding(.error, code, message, advice: advice, file: file)])
    }

    /// Runs that predict something else.
    static func other(_ what: String, _ first: String, _ second: String) -> ComparisonError {
        ComparisonError(
            .runsNotComparable,
            "the runs do not predict the same: the \(what) of one is '\(first)', of the other '\(second)'",
            advice: "compare runs of one task, label and positive class")
    }
}
