import Evidence
import Libraries
import Scoring

/// Gradient-boosted trees, grown by LightGBM (Ke et al., *LightGBM: A Highly Efficient Gradient Boosting Decision
/// Tree*), stopped early by a validation metric of our own.
///
/// Numbers are split as they are, NaN is missing, categories are split as sets. The text form that LightGBM writes is
/// read by `LightGBMText`; the model scores without LightGBM. Results are the same bits at any number of threads
/// and in any order of the validation rows. A weight is no count: rows, not weights, fill bins and leaves.
package struct BoostedTrees: Candidate {
    package let name = "boosted_trees"
    /// Rounds at most, where no budget says otherwise.
    package static let standardIterations = 2_000

    private let folders: [String]
    private let maximumIterations: Int?

    /// Takes the most rounds to grow (at least 1; 2,000 where `nil`), and the folders in which the library is looked
    /// for.
    package init(maximumIterations: Int? = nil, searching folders: [String] = LibraryFolders.all()) {
        precondition(maximumIterations.map { $0 > 0 } ?? true, "at least one round")
        self.maximumIterations = maximumIterations
        self.folders = folders
    }

    /// LightGBM's version, as far as its interface tells it.
    package static var libraryVersion: String { LightGBMLibrary.version }

    /// Where LightGBM's file is, or `nil` where the system's loader has to find it.
    package static func libraryPath(searching folders: [String] = LibraryFolders.all()) -> String? {
        SharedLibrary.path(of: LightGBMLibrary.fileNames, searching: folders)
    }

    /// Checks that the library is there, loads and is new enough, so that a long job need not find it out late.
    ///
    /// - Throws: ``LearningError`` `library-missing`, with the command that installs it.
    package static func requireLibrary(searching folders: [String] = LibraryFolders.all()) throws(LearningError) {
        _ = try LightGBMLibrary(searching: folders)
    }

    package func fit(_ input: TrainingInput) throws(LearningError) -> FittedCandidate {
        let trees = try TreeFit(name, input, searching: folders) { [maximumIterations] rows, outputs in
            TreeSettings(rows: rows, outputs: outputs, maximumRounds: maximumIterations)
        }
        let grower = try TreeGrower(trees.data, trees.settings, input)
        let growth = try grower.grow(input)
        var fitted = try trees.fitted(growth, trees.settings, work: .rounds(growth.rounds))
        fitted.description = description(trees.settings, growth, input)
        fitted.findings = findings(growth, input) + trees.findings
        return fitted
    }

    private func description(
        _ settings: TreeSettings, _ growth: TreeGrower.Growth, _ input: TrainingInput
    ) -> String {
        let choice =
            growth.measure.map { "chosen from \(growth.grown) by \($0) on validation" }
            ?? (input.work == nil
                ? "not chosen: validation has no rows" : "as chosen, grown again on training and validation rows")
        return "boosted trees of \(settings.leaves) leaves, learning rate \(settings.learningRate),"
            + " \(growth.rounds) \(growth.rounds == 1 ? "round" : "rounds"), \(choice)"
    }

    private func findings(_ growth: TreeGrower.Growth, _ input: TrainingInput) -> [Finding] {
        var findings: [Finding] = []
        if !growth.converged {
            findings.append(
                Finding(
                    .warning, .notConverged, "'\(name)' was still getting better after \(growth.grown) rounds",
                    advice: "Take the model as usable, and not as the best that trees can do on this table"
                        + (maximumIterations == nil ? "." : "; a larger budget.iterations lets it go on.")))
        }
        if growth.measure == nil, input.work == nil {
            findings.append(
                Finding(
                    .warning, .emptyPart, "validation has no rows, so the rounds of '\(name)' are not chosen",
                    advice: "Give validation a share of the rows."))
        }
        return findings
    }
}
