import Scoring

/// Trees as `TreeEnsemble` of `ai.onnx.ml` 5 holds them, in double precision throughout.
///
/// Node and leaf `i` are those of the ``FlatTrees``; a tree that is but a leaf has a node of its own behind them, both
/// of whose sides are that leaf. What is left there is true here.
struct TreeEnsemble {
    /// How a node decides.
    private enum Mode: UInt8 {
        /// A value is at most the split.
        case atMost = 0
        /// A value is a member of the node's set.
        case member = 6
    }

    private var modes: [UInt8] = []
    private var columns: [Int64] = []
    private var splits: [Double] = []
    private var missingIsTrue: [Int64] = []
    private var trueSides = Sides()
    private var falseSides = Sides()
    /// The members of each set, in the order of the nodes that ask for them, each set ending with NaN.
    private var members: [Double] = []
    private var roots: [Int64] = []
    private let leaves: [Double]
    private let leafOutputs: [Int64]
    private let outputs: Int

    /// Where a side of each node leads.
    private struct Sides {
        var places: [Int64] = []
        var areLeaves: [Int64] = []

        mutating func append(_ reference: Int32) {
            places.append(Int64(reference >= 0 ? reference : ~reference))
            areLeaves.append(reference >= 0 ? 0 : 1)
        }
    }

    /// Takes trees over a matrix.
    ///
    /// - Parameters:
    ///   - model: Trees without a fault.
    ///   - zeroIsMissing: Where a node takes 0 for missing, the column to ask instead of its own: there, 0 is NaN.
    init(_ model: TreeModel, zeroIsMissing: [Int32: Int]) {
        let trees = model.trees
        outputs = model.outputs
        leaves = trees.leafValues
        leafOutputs = trees.leafTrees.map { Int64($0 % model.outputs) }
        for node in trees.nodes { append(node, of: trees, zeroIsMissing: zeroIsMissing) }
        for root in trees.roots {
            if root < 0 {
                roots.append(Int64(modes.count))
                append(.atMost, column: 0, split: 0, missingIsTrue: false, left: root, right: root)
            } else {
                roots.append(Int64(root))
            }
        }
    }

    private mutating func append(_ node: FlatTrees.Node, of trees: FlatTrees, zeroIsMissing: [Int32: Int]) {
        if node.decision.contains(.category) {
            let codes = trees.codes(ofSet: Int(node.threshold))
            // A set without members is one that no value is at most.
            let mode = codes.isEmpty ? Mode.atMost : .member
            if mode == .member { members += codes.map(Double.init) + [.nan] }
            append(
                mode, column: Int(node.feature), split: mode == .member ? 0 : -.infinity, missingIsTrue: false,
                left: node.left, right: node.right)
        } else {
            let ownColumn = Int(node.feature)
            let column = node.decision.contains(.zeroIsMissing) ? zeroIsMissing[node.feature] ?? ownColumn : ownColumn
            append(
                .atMost, column: column, split: node.threshold, missingIsTrue: node.missingGoesLeft, left: node.left,
                right: node.right)
        }
    }

    private mutating func append(
        _ mode: Mode, column: Int, split: Double, missingIsTrue isTrue: Bool, left: Int32, right: Int32
    ) {
        modes.append(mode.rawValue)
        columns.append(Int64(column))
        splits.append(split)
        missingIsTrue.append(isTrue ? 1 : 0)
        trueSides.append(left)
        falseSides.append(right)
    }

    /// What the operator is told.
    var attributes: [Attribute] {
        let sets = members.isEmpty ? [] : [Attribute("membership_values", tensor: Tensor(members))]
        return [
            Attribute("aggregate_function", 1),
            Attribute("leaf_targetids", leafOutputs),
            Attribute("leaf_weights", tensor: Tensor(leaves)),
        ] + sets + [
            Attribute("n_targets", Int64(outputs)),
            Attribute("nodes_falseleafs", falseSides.areLeaves),
            Attribute("nodes_falsenodeids", falseSides.places),
            Attribute("nodes_featureids", columns),
            Attribute("nodes_missing_value_tracks_true", missingIsTrue),
            Attribute("nodes_modes", tensor: Tensor(modes)),
            Attribute("nodes_splits", tensor: Tensor(splits)),
            Attribute("nodes_trueleafs", trueSides.areLeaves),
            Attribute("nodes_truenodeids", trueSides.places),
            Attribute("post_transform", 0),
            Attribute("tree_roots", roots),
        ]
    }
}

extension FlatTrees.Node {
    /// Whether NaN goes left: as the node says where it knows missing values, else as 0 would go.
    fileprivate var missingGoesLeft: Bool {
        let knowsMissing = decision.contains(.nanIsMissing) || decision.contains(.zeroIsMissing)
        return knowsMissing ? decision.contains(.missingLeft) : threshold >= 0
    }
}

extension FlatTrees {
    /// The codes of a set of categories.
    fileprivate func codes(ofSet set: Int) -> [Int] {
        let words = setWords[Int(setOffsets[set])..<Int(setOffsets[set + 1])]
        return words.enumerated().flatMap { index, word in
            (0..<32).filter { word >> UInt32($0) & 1 == 1 }.map { index * 32 + $0 }
        }
    }

    /// The tree of each leaf.
    fileprivate var leafTrees: [Int] {
        var trees = [Int](repeating: 0, count: leafValues.count)
        var pending: [Int32] = []
        for (tree, root) in roots.enumerated() {
            pending.append(root)
            while let reference = pending.popLast() {
                if reference < 0 {
                    trees[Int(~reference)] = tree
                } else {
                    pending += [nodes[Int(reference)].left, nodes[Int(reference)].right]
                }
            }
        }
        return trees
    }
}
