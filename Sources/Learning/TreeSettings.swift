import Evidence
import Scoring

/// How trees are grown; none of it was chosen by looking at a test part.
struct TreeSettings: Sendable, Equatable {
    /// What each tree's leaves are shrunk by: LightGBM's default; half of it takes twice the
    /// rounds and is no better.
    var learningRate = 0.1
    /// Leaves of a tree, LightGBM's default: enough for interactions of a few columns.
    var leaves = 31
    /// Rows that a leaf needs.
    var leafRows = 20
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
        rounds = min(maximumRounds ?? rounds, max(Limits.treeNodes / (outputs * (leaves - 1)), 1))
    }

    /// The text in which LightGBM takes its parameters, for data and model alike.
    ///
    /// `deterministic` and `force_col_wise` give the same trees at any number of threads.
    func text(_ target: Target, columns: [TreeColumn], threads: Int, seed: Int64) -> String {
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
        if target.task == .multiclass { words.append("num_class=\(target.classes.count)") }
        if !categories.isEmpty {
            words.append("categorical_feature=\(categories.map(String.init).joined(separator: ","))")
        }
        return words.joined(separator: " ")
    }

    /// The settings by LightGBM's names, for documents.
    var parameters: [String: JSONValue] {
        [
            "learning_rate": .number(learningRate), "num_leaves": .integer(Int64(leaves)),
            "min_data_in_leaf": .integer(Int64(leafRows)),
        ]
    }
}
