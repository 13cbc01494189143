package import Evidence
import Scoring

/// How trees are grown; none of it was chosen by looking at a test part.
package struct TreeSettings: Sendable, Equatable {
    /// How trees of one model go together.
    enum Form: Sendable, Equatable {
        /// Each tree makes the sum of those before it better.
        case boosted
        /// Each tree is grown on rows and columns of its own, and their mean counts.
        case forest
    }

    var form = Form.boosted
    /// What each tree's leaves are shrunk by: LightGBM's default; half of it takes twice the
    /// rounds and is no better.
    var learningRate = 0.1
    /// Leaves of a tree, LightGBM's default: enough for interactions of a few columns.
    var leaves = 31
    /// Rows that a leaf needs.
    var leafRows = 20
    /// The share of the columns that a tree (in a forest: a split) may ask.
    var columnShare = 1.0
    /// The share of the rows that a tree is grown on.
    var rowShare = 1.0
    /// What leaves are shrunk by: the weight of their squares in what is minimised.
    var penalty = 0.0
    /// Rows' worth of the mean that each category is drawn to, LightGBM's default.
    var categorySmoothing = 10.0
    /// Whether several settings are tried over the same bins.
    var sharesBins = false
    /// Rounds without a better validation after which growing ends.
    var patience = 50
    /// Rounds at most, where the brief says nothing else.
    var rounds = BoostedTrees.standardIterations

    /// Rounds where no validation row can choose.
    static let unchosenRounds = 100
    /// Rows under which threads would wait for one another longer than they work.
    static let threadedRows = 10_000

    /// Settings for a number of training rows: a hundredth of them in a leaf, between 5 and LightGBM's default of 20,
    /// so that a small table can be split at all.
    ///
    /// `maximumRounds` is the brief's budget, where it names one.
    init(rows: Int, outputs: Int, maximumRounds: Int? = nil) {
        leafRows = min(max(rows / 100, 5), 20)
        self.rounds = maximumRounds ?? self.rounds
        bound(outputs: outputs)
    }

    /// Keeps a model of these settings within the nodes that one may have.
    mutating func bound(outputs: Int) {
        rounds = min(rounds, max(Limits.treeNodes / (outputs * (leaves - 1)), 1))
    }

    /// The text in which LightGBM takes its parameters, for data and model alike.
    ///
    /// `deterministic` and `force_col_wise` give the same trees at any number of threads.
    func text(_ target: Target, columns: [TreeColumn], monotone: [Int], threads: Int, seed: Int64) -> String {
        let objective =
            switch target.task {
            case .binary: "binary"
            case .multiclass: "multiclass"
            case .regression: "regression"
            }
        let categories = columns.indices.filter { columns[$0].levels != nil }
        var words = [
            "objective=\(objective)", "metric=none", "deterministic=true", "force_col_wise=true",
            "seed=\(seed & 0x7FFF_FFFF)", "num_threads=\(threads)", "verbosity=-1", "learning_rate=\(learningRate)",
            "num_leaves=\(leaves)", "min_data_in_leaf=\(leafRows)",
        ]
        words += extraWords(monotone)
        if target.task == .multiclass { words.append("num_class=\(target.classes.count)") }
        if !categories.isEmpty {
            words.append("categorical_feature=\(categories.map(String.init).joined(separator: ","))")
        }
        return words.joined(separator: " ")
    }

    /// What is not as LightGBM has it by itself.
    private func extraWords(_ monotone: [Int]) -> [String] {
        var words: [String] = []
        switch form {
        case .boosted: if columnShare < 1 { words.append("feature_fraction=\(columnShare)") }
        case .forest: words += ["boosting=rf", "feature_fraction_bynode=\(columnShare)"]
        }
        if rowShare < 1 { words += ["bagging_freq=1", "bagging_fraction=\(rowShare)"] }
        if penalty > 0 { words.append("lambda_l2=\(penalty)") }
        if categorySmoothing != 10 { words.append("cat_smooth=\(categorySmoothing)") }
        // Columns that some setting cannot split may be split by another; and no trial takes all memory for itself.
        if sharesBins { words += ["feature_pre_filter=false", "histogram_pool_size=\(Self.histogramMegabytes)"] }
        if monotone.contains(where: { $0 != 0 }) {
            words.append("monotone_constraints=\(monotone.map(String.init).joined(separator: ","))")
        }
        return words
    }

    /// What the sums of all leaves of a trial may take, in megabytes; what is beyond is computed again.
    static let histogramMegabytes = 1_024

    /// The settings by LightGBM's names, for documents.
    package var parameters: [String: JSONValue] {
        let form = form
        let own: [TreeParameter] =
            form == .forest ? [.leaves, .leafRows, .rowShare] : [.learningRate, .leaves, .leafRows]
        var parameters: [String: JSONValue] = [:]
        for parameter in sharesBins ? TreeParameter.allCases : own {
            let value = self[parameter]
            parameters[parameter.rawValue] = parameter.isWhole ? .integer(Int64(value)) : .number(value)
        }
        if form == .forest { parameters["feature_fraction_bynode"] = .number(columnShare) }
        return parameters
    }

    /// A setting by its name; whole numbers are rounded.
    subscript(parameter: TreeParameter) -> Double {
        get {
            switch parameter {
            case .learningRate: learningRate
            case .leaves: Double(leaves)
            case .leafRows: Double(leafRows)
            case .columnShare: columnShare
            case .rowShare: rowShare
            case .penalty: penalty
            case .categorySmoothing: categorySmoothing
            }
        }
        set {
            switch parameter {
            case .learningRate: learningRate = newValue
            case .leaves: leaves = Int(newValue.rounded())
            case .leafRows: leafRows = Int(newValue.rounded())
            case .columnShare: columnShare = newValue
            case .rowShare: rowShare = newValue
            case .penalty: penalty = newValue
            case .categorySmoothing: categorySmoothing = newValue
            }
        }
    }
}
