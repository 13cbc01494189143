import Columns
import Scoring
import TestSupport

/// Trees that were drawn, not fitted: every decision that a node may have, at thresholds that rows have.
enum RandomTrees {
    /// Trees over the columns that a plan makes for trees.
    static func over(
        _ plan: FeaturePlan, of table: Table, link: Link, outputs: Int, using generator: inout SeededGenerator
    ) -> TreeModel {
        let columns = plan.treeColumns
        guard let matrix = try? plan.treeMatrix(of: table) else { preconditionFailure("the plan is over the table") }
        var trees = FlatTrees()
        for _ in 0..<outputs * Int.random(in: 1...12, using: &generator) {
            let depth = columns.isEmpty ? 0 : Int.random(in: 0...5, using: &generator)
            trees.roots.append(grow(&trees, matrix, depth: depth, using: &generator))
        }
        return TreeModel(link: link, outputs: outputs, trees: trees)
    }

    private static func grow(
        _ trees: inout FlatTrees, _ matrix: TreeMatrix, depth: Int, using generator: inout SeededGenerator
    ) -> Int32 {
        guard depth > 0 else {
            trees.leafValues.append(Double.random(in: -1...1, using: &generator))
            return ~Int32(trees.leafValues.count - 1)
        }
        let index = trees.nodes.count
        let feature = Int.random(in: 0..<matrix.columns.count, using: &generator)
        trees.nodes.append(node(&trees, matrix, feature, using: &generator))
        trees.nodes[index].left = grow(
            &trees, matrix, depth: Int.random(in: 0..<depth, using: &generator), using: &generator)
        trees.nodes[index].right = grow(
            &trees, matrix, depth: Int.random(in: 0..<depth, using: &generator), using: &generator)
        return Int32(index)
    }

    private static func node(
        _ trees: inout FlatTrees, _ matrix: TreeMatrix, _ feature: Int, using generator: inout SeededGenerator
    ) -> FlatTrees.Node {
        var decision: FlatTrees.Decision = Bool.random(using: &generator) ? .missingLeft : []
        var threshold: Double
        if let levels = matrix.columns[feature].levels {
            decision.insert(.category)
            if Bool.random(using: &generator) { decision.insert(.nanIsMissing) }
            threshold = Double(trees.setCount)
            // Sets without a member, and members beyond the codes that there are, can be read from a file.
            for _ in 0...levels / 32 {
                trees.setWords.append(
                    [0, UInt32.random(in: 0...UInt32.max, using: &generator)].randomElement(using: &generator) ?? 0)
            }
            trees.setOffsets.append(Int32(trees.setWords.count))
        } else {
            let rules: [FlatTrees.Decision] = [[], .nanIsMissing, .zeroIsMissing]
            decision.formUnion(rules.randomElement(using: &generator) ?? [])
            let row = Int.random(in: 0..<matrix.rowCount, using: &generator)
            let value = matrix.values[row * matrix.columns.count + feature]
            threshold = value.isNaN ? generator.pick(0.0, 1e-35, -2) : value
        }
        return FlatTrees.Node(threshold: threshold, feature: Int32(feature), left: 0, right: 0, decision: decision)
    }
}
