package import Scoring

extension Model {
    /// What the model is, as a noun.
    package var words: String {
        switch self {
        case .prior: "prior"
        case .linear: "linear model"
        case .trees(let trees): "model of \(trees.trees.roots.count) boosted trees"
        }
    }
}
