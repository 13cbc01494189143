package import Evidence

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
        case .candidateFailed, .internalError: .failed
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

    static func overflow(_ name: String) -> LearningError {
        LearningError(
            .candidateFailed, "'\(name)' came to weights that are not finite",
            advice: "Look for extreme values in the label, the weights and the features.")
    }
}
