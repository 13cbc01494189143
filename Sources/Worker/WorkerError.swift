package import Evidence

/// Why there is no snapshot.
package struct WorkerError: HouseError, Equatable {
    package let findings: [Finding]
    package let exitStatus: ExitStatus

    /// Wrong sources, SQL or settings: all that was found, at most ``Limits/findingsShown``.
    package init(input findings: [Finding]) {
        self.findings = Array(findings.prefix(Limits.findingsShown))
        exitStatus = .inputWrong
    }

    /// A failure through no fault of the input.
    package init(failure finding: Finding) {
        findings = [finding]
        exitStatus = .failed
    }

    init(findings: [Finding], exitStatus: ExitStatus) {
        self.findings = Array(findings.prefix(Limits.findingsShown))
        self.exitStatus = exitStatus
    }

    static func input(_ finding: Finding) -> WorkerError { WorkerError(input: [finding]) }

    /// The person stopped the job.
    static let interrupted = WorkerError(
        findings: [Finding(.error, .interrupted, "the worker was stopped before the snapshot was written")],
        exitStatus: .interrupted)
}

extension WorkerError {
    /// The child ended by a signal.
    static func died(signal: Int32, at progress: WorkerProgress, diagnostics: String) -> WorkerError {
        WorkerError(
            failure: Finding(
                .error, .workerDied, "the engine died \(progress.activity) (signal \(signal))",
                advice: advice(for: progress), evidence: evidence(progress, diagnostics)))
    }

    /// The child ended without an answer.
    static func leftWithoutAnswer(status: Int32, at progress: WorkerProgress, diagnostics: String) -> WorkerError {
        WorkerError(
            failure: Finding(
                .error, .workerDied, "the engine gave up \(progress.activity) (status \(status))",
                advice: advice(for: progress), evidence: evidence(progress, diagnostics)))
    }

    /// The child gave no sign of life and was ended.
    static func silent(seconds: Double, at progress: WorkerProgress, diagnostics: String) -> WorkerError {
        let shown = seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
        guard !progress.isOfModel else {
            return WorkerError(
                failure: Finding(
                    .error, .engineTimedOut,
                    "the engine did not end \(progress.activity) within \(shown) s and was ended",
                    advice: advice(for: progress), evidence: evidence(progress, diagnostics)))
        }
        return WorkerError(
            failure: Finding(
                .error, .engineTimedOut,
                "the engine gave no sign of life for \(shown) s \(progress.activity) and was ended",
                advice: "check that the disk or network share of the sources answers, then run again",
                evidence: evidence(progress, diagnostics)))
    }

    /// The child reached the limit of its memory.
    static func outOfMemory(at progress: WorkerProgress, limitBytes: Int, detail: String) -> WorkerError {
        WorkerError(
            failure: Finding(
                .error, .engineOutOfMemory,
                "the engine ran out of memory \(progress.activity) (limit \(limitBytes >> 20) MiB)",
                advice: progress.isOfModel
                    ? advice(for: progress)
                    : "select fewer columns or rows in the dataset's SQL, or use a machine with more memory",
                evidence: evidence(progress, detail)))
    }

    private static func advice(for progress: WorkerProgress) -> String {
        switch progress.stage {
        case .reading, .hashing:
            "the file may be damaged: check it, or write it anew, and run again; nothing was kept of this run"
        case .loading, .scoring:
            "the model may be damaged, or ask for more than is given: try it with Python's onnxruntime, or use a smaller one"
        default: "run again; where it repeats, take the dataset's SQL apart to find the part that does it"
        }
    }

    private static func evidence(_ progress: WorkerProgress, _ diagnostics: String) -> [String: JSONValue] {
        var evidence: [String: JSONValue] = ["stage": .string(progress.stage.rawValue)]
        if let subject = progress.subject { evidence["at"] = .string(DisplayText.escaped(subject)) }
        let tail = DisplayText.escaped(String(diagnostics.suffix(2_000)))
        if !tail.isEmpty { evidence["diagnostics"] = .string(tail) }
        return evidence
    }
}

extension WorkerProgress {
    /// Whether the child holds a model from outside.
    fileprivate var isOfModel: Bool { stage == .loading || stage == .scoring }
}
