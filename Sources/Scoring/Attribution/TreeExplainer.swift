/// Says how much each column adds to the raw score of a row: exact, path-dependent TreeSHAP.
///
/// An attribution is a Shapley value of the game in which a node whose column is not known sends a row down both
/// sides, weighed by the training rows that went there. LightGBM's `pred_contrib` and SHAP's
/// `tree_path_dependent` are defined so.
///
/// It is worked out as an integral. A leaf of value v, whose path asks the columns i, gives column i
///
///     v (oᵢ − zᵢ) ∫ ∏ (oⱼ t + zⱼ (1 − t)) dt  over the other columns j, for t from 0 to 1,
///
/// where zⱼ is the share of training rows that j sends along the path, and oⱼ is 1 where the row's own value goes
/// there, else 0. The integrand is a polynomial, so that Gauss and Legendre's points make the integral exact, and its
/// terms are positive, so that nothing cancels. The product is carried from the root to all leaves at once and the
/// sums back: a tree takes time in proportion to its nodes. What a node multiplies by depends on the row only by
/// which of three ways it goes; those factors are laid out beforehand, and a row divides by nothing.
package struct TreeExplainer: Sendable {
    /// Columns of the rows.
    package let width: Int
    /// Raw scores a row.
    package let outputs: Int
    /// For each output, the score that is expected of a row of which nothing is known: attributions are counted from it.
    package let base: [Double]
    let trees: [Tree]
    /// Nodes of all trees, each before its children.
    let steps: [Step]
    /// For each tree, group of points, node and way: ``Factors`` as four vectors.
    let factors: [Points]
    /// The weights of each group of points, by the number of groups of a tree.
    let weights: [[Points]]
    let model: TreeModel

    /// Points go four at a time.
    typealias Points = SIMD4<Double>

    /// A tree that has a node.
    struct Tree {
        let output: Int32
        /// Groups of points: the more columns a path asks, the more.
        let groups: Int32
        let steps: Range<Int>
        /// Where the tree's factors begin.
        let factors: Int
    }

    /// A node: what it asks, and where what comes from it goes.
    struct Step {
        /// `left` and `right` are slots: nodes in their order, then leaves.
        let node: FlatTrees.Node
        /// The place of the answer that the last node on the path with the same column gave; 0 where there is none.
        let before: Int32
    }

    /// Which of its sides a row goes at a node.
    ///
    /// A row goes no side where its own values left the path of the node's column before.
    enum Way: Int, CaseIterable {
        case left, right, neither
    }

    /// Vectors for each node and way.
    static let vectors = 4

    /// Lays out the factors of a model; `nil` where the rows of its leaves are not known.
    ///
    /// The model has no fault over `width` columns.
    package init?(_ model: TreeModel, width: Int) {
        var layout = TreeLayout(model)
        guard layout.append(all: model.trees.roots) else { return nil }
        self.width = width
        self.model = model
        outputs = model.outputs
        base = layout.base
        trees = layout.trees
        steps = layout.steps
        factors = layout.factors
        weights = layout.weights
    }
}
