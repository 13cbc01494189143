package import Evidence
import Libraries

/// Why nothing was fitted.
package struct LearningError: HouseError, Equatable {
    package let findings: [Finding]

    init(_ code: FindingCode, _ message: String, advice: String, count: Int? = nil) {
        findings = [Finding(.error, code, message, advice: advice, count: count)]
    }

    /// What happened; the code of the first finding.
    package var code: FindingCode { findings.first?.code ?? .internalError }

    package var exitStatus: ExitStatus {
        switch code {
        case .interrupted: .interrupted
        case .candidateFailed, .libraryMissing, .internalError: .failed
        default: .inputWrong
        }
    }
}

extension LearningError {
    static let cancelled = LearningError(
        .interrupted, "the fit was cancelled", advice: "Start the job again; nothing was kept of this fit.")

    static func unknownCandidate(_ name: String) -> LearningError {
        LearningError(
            .argumentInvalid, "there is no candidate '\(name)'",
            advice: "Choose from \(Candidates.names.joined(separator: ", ")).")
    }

    static let noTrainingRows = LearningError(
        .emptyPart, "the training part has no rows", advice: "Give more data, or smaller validation and test parts.")

    static let noWeight = LearningError(
        .emptyPart, "all training rows weigh 0", advice: "Give at least some training rows a positive weight.")

    static func oneClass(_ name: String?) -> LearningError {
        LearningError(
            .oneClass, "the training part holds one class only" + (name.map { ", '\($0)'" } ?? ""),
            advice: "Split in another way (by: random is stratified), or give rows of the other classes.")
    }

    static func labelUnfit(_ what: String) -> LearningError {
        LearningError(.labelUnfit, what, advice: "Check the label and the weight column of these rows.")
    }

    static func notFinite(_ count: Int) -> LearningError {
        LearningError(
            .nonFiniteValues, "the features hold \(count) values that are not finite or larger than 1e100",
            advice: "Fit the feature plan again: it replaces and scales such values.", count: count)
    }

    static func misfit(_ what: String) -> LearningError {
        LearningError(.internalError, what, advice: "Report this with the brief: it is a fault of Associate.")
    }

    /// LightGBM is not there or does not load.
    static func library(_ failure: SharedLibrary.Failure) -> LearningError {
        let (message, advice) =
            switch failure {
            case .missing:
                ("LightGBM is not installed", "Run scripts/bootstrap, or leave boosted_trees out of the candidates.")
            case .unloadable(let reason):
                (
                    "LightGBM was found but does not load: \(withoutFolders(reason))",
                    reason.contains("libgomp")
                        ? "Install the OpenMP runtime (Debian and Ubuntu: apt install libgomp1)."
                        : "Run scripts/bootstrap again, or leave boosted_trees out of the candidates."
                )
            }
        return LearningError(.libraryMissing, message, advice: advice)
    }

    static let libraryTooOld = LearningError(
        .libraryMissing, "the LightGBM that was found is older than \(LightGBMLibrary.version)",
        advice: "Run scripts/bootstrap, which installs the version that fits.")

    /// LightGBM refused something.
    static func native(_ message: String, of candidate: String? = nil) -> LearningError {
        LearningError(
            .candidateFailed, "LightGBM failed: \(withoutFolders(message))",
            advice: "Leave \(candidate ?? "boosted_trees") out of the candidates, and report this with the brief.")
    }

    /// Growing would take more memory than there is for it, so it was not begun.
    ///
    /// How much there is goes with the moment, and is not said: what is said stands in the run's files.
    static func outOfMemory(needed: Int) -> LearningError {
        LearningError(
            .candidateFailed,
            "growing takes about \(NumberText.bytes(needed)) of memory, more than this process may have",
            advice: "Leave columns out of the dataset, raise the limit of memory, or use a machine with more of it.")
    }

    /// No trial of a search could be grown.
    static func noTrial(of candidate: String, _ count: Int, first: String) -> LearningError {
        LearningError(
            .candidateFailed, "none of \(count) trials of '\(candidate)' could be grown; the first: \(first)",
            advice: "Bound its settings by candidates: [{\(candidate): {space: …}}], or leave it out.")
    }

    /// A search was cancelled on its way.
    static func searchCancelled(_ candidate: String, done: Int, of count: Int) -> LearningError {
        LearningError(
            .interrupted, "the search of '\(candidate)' was cancelled after \(done) of \(count) trials",
            advice: "Start the job again: the same trials are made from the first one on; nothing was kept of these.")
    }

    /// The search space leaves nothing that could be grown on these rows.
    static func spaceTooNarrow(_ candidate: String, leafRows: Int, rows: Int) -> LearningError {
        LearningError(
            .impossibleValue,
            "'\(candidate)' may only try leaves of at least \(leafRows) rows, and \(rows) training rows cannot fill two",
            advice: "Lower min_data_in_leaf under its space to at most \(max(rows / 2, 1)).")
    }

    /// Words without the folders of the files that they name.
    private static func withoutFolders(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            guard word.first == "/", let slash = word.lastIndex(of: "/") else { return String(word) }
            return String(word[word.index(after: slash)...])
        }.joined(separator: " ")
    }

    static func overflow(_ name: String) -> LearningError {
        LearningError(
            .candidateFailed, "'\(name)' came to weights that are not finite",
            advice: "Look for extreme values in the label, the weights and the features.")
    }
}
