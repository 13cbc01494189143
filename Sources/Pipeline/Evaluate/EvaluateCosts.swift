import Evidence
import Foundation
import Framing

/// What wrong decisions cost, as `--costs` has it.
enum EvaluateCosts {
    /// `FP=1,FN=5`.
    case binary(BriefSummary.Costs)
    /// `{TRUE: {DECIDED: 5}}`, as in a brief.
    case classes([ClassCost])

    /// - Throws: `ArgumentError` or `BriefError` where the text cannot be read.
    init(_ text: String) throws {
        if text.drop(while: \.isWhitespace).first == "{" {
            self = .classes(try [ClassCost](argument: text, option: "--costs"))
            return
        }
        var found: [String: Double] = [:]
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        for part in parts {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, let cost = Double(sides[1]), cost.isFinite, cost >= 0 else { continue }
            found[sides[0].uppercased()] = cost
        }
        guard parts.count == 2, found.count == 2, let positive = found["FP"], let negative = found["FN"] else {
            throw ArgumentError(
                "--costs takes two numbers of at least 0, not '\(text)'",
                advice: "write what a false positive and a false negative cost: --costs FP=1,FN=5; of several classes, "
                    + "what deciding one costs where another is true: --costs '{TRUE: {DECIDED: 5}}'")
        }
        self = .binary(BriefSummary.Costs(falsePositive: positive, falseNegative: negative))
    }

    /// By true and decided class.
    ///
    /// - Throws: `ArgumentError` where the costs do not go with the task, or name a class that is not there.
    func matrix(_ task: LearningTask, classes: [String]) throws -> [[Double]] {
        switch (self, task) {
        case (.binary(let costs), .binary): return [[0, costs.falsePositive], [costs.falseNegative, 0]]
        case (.classes(let costs), .multiclass):
            let named = costs.flatMap { [$0.truth, $0.decided] }
            if let stranger = named.first(where: { !classes.contains($0) }) {
                throw ArgumentError(
                    "--costs names a class that is not there: '\(stranger)'",
                    advice: Spelling.nearest(to: stranger, among: classes).map { "did you mean '\($0)'?" }
                        ?? "classes are \(classes.joined(separator: ", "))", code: .unknownClass)
            }
            return costs.matrix(of: classes)
        case (_, .regression):
            throw ArgumentError("--costs has no meaning for a regression task", advice: "leave it out")
        case (.classes, _):
            throw ArgumentError(
                "costs of pairs of classes have a meaning only for a multiclass task", advice: "write --costs FP=1,FN=5"
            )
        case (.binary, _):
            throw ArgumentError(
                "--costs FP=…,FN=… has no meaning for a multiclass task",
                advice: "say what deciding one class costs where another is true: --costs '{TRUE: {DECIDED: 5}}'")
        }
    }
}
