import Evidence
import Libraries
import Scoring

/// A random forest (Breiman, *Random Forests*), grown by LightGBM: deep trees, each on rows and columns of its own,
/// whose mean is the score.
///
/// More trees are never worse but for chance, so validation chooses nothing and a fixed number is grown. The mean is
/// part of the leaves: a model of trees is a sum everywhere. Results are the same bits at any number of threads.
package struct RandomForest: Candidate {
    package let name = "random_forest"
    /// Trees for each output, where no budget allows fewer.
    package static let trees = 200

    private let folders: [String]
    private let maximumIterations: Int?

    /// Takes the most trees for each output (at least 1; ``trees`` where `nil`), and the folders in which the library
    /// is looked for.
    package init(maximumIterations: Int? = nil, searching folders: [String] = LibraryFolders.all()) {
        precondition(maximumIterations.map { $0 > 0 } ?? true, "at least one tree")
        self.maximumIterations = maximumIterations
        self.folders = folders
    }

    package func fit(_ input: TrainingInput) throws(LearningError) -> FittedCandidate {
        var fitting = input
        fitting.work = .rounds(input.work?.rounds ?? min(maximumIterations ?? Self.trees, Self.trees))
        fitting.validation.target = input.validation.target.selecting([])
        let columns = fitting.training.trees().columns.count
        let trees = try TreeFit(name, fitting, searching: folders) { rows, outputs in
            TreeSettings(forestOf: rows, columns: columns, outputs: outputs)
        }
        let grower = try TreeGrower(trees.data, trees.settings, fitting)
        let growth = try grower.grow(fitting)
        var fitted = try trees.fitted(growth, trees.settings, work: .rounds(growth.rounds))
        fitted.description =
            "random forest of \(growth.rounds) \(growth.rounds == 1 ? "tree" : "trees")"
            + (trees.data.outputs > 1 ? " a class" : "") + " of at most \(trees.settings.leaves) leaves"
        fitted.findings = trees.findings
        return fitted
    }
}

extension TreeSettings {
    /// Leaves of a forest's tree: each tree may follow the rows far, since their mean forgets what is chance in one.
    private static let forestLeaves = 127

    /// Settings of a forest: about the square root of the columns is asked at a split, and a tree sees two thirds of
    /// the rows, as many as a bootstrap sample has distinct ones.
    init(forestOf rows: Int, columns: Int, outputs: Int) {
        self.init(rows: rows, outputs: outputs)
        form = .forest
        leaves = Self.forestLeaves
        leafRows = min(max(rows / 1_000, 2), 20)
        let width = Double(max(columns, 1))
        columnShare = min(1, max(width.squareRoot(), 2) / width)
        rowShare = 0.632
        // Of one row no sample can be taken; it is its own constant.
        if rows < 2 { (form, rowShare) = (.boosted, 1) }
        bound(outputs: outputs)
    }
}
