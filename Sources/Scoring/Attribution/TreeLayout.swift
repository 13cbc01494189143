/// Lays trees out for ``TreeExplainer``.
struct TreeLayout {
    private(set) var base: [Double]
    private(set) var trees: [TreeExplainer.Tree] = []
    private(set) var steps: [TreeExplainer.Step] = []
    private(set) var factors: [TreeExplainer.Points] = []
    private(set) var weights: [[TreeExplainer.Points]] = []
    private let model: TreeModel
    /// Points in (0, 1), by the number of groups.
    private var points: [[TreeExplainer.Points]] = []

    init(_ model: TreeModel) {
        self.model = model
        base = [Double](repeating: 0, count: model.outputs)
    }

    /// A place on a path: the last edge of a column before a node.
    fileprivate struct Edge {
        /// Where the row's answer to it stands: one more than the slot of its lower end.
        var place: Int32
        /// The share of rows that the column sends down the path as far as here.
        var share: Double
    }

    /// A node on the way to be laid out.
    fileprivate struct Split {
        let node: FlatTrees.Node
        let before: Edge
        /// Shares of the node's rows, left and right.
        let shares: (left: Double, right: Double)
    }

    /// Lays all trees out; `false` where a node has a side without training rows, or rows are not known.
    mutating func append(all roots: [Int32]) -> Bool {
        guard model.trees.leafCounts.count == model.trees.leafValues.count else { return false }
        for (index, root) in roots.enumerated() {
            let output = index % model.outputs
            guard root >= 0 else {
                base[output] += model.trees.leafValues[Int(~root)]
                continue
            }
            guard append(root, output: output) else { return false }
        }
        return true
    }

    private mutating func append(_ root: Int32, output: Int) -> Bool {
        let (order, rows) = reach(root)
        guard let total = rows[root], rows.values.allSatisfy({ $0 > 0 }) else { return false }
        var slots: [Int32: Int32] = [:]
        for (slot, reference) in order.enumerated() { slots[reference] = Int32(slot) }
        var splits: [Split] = []
        var edges: [Int32: [Int32: Edge]] = [root: [:]]
        var longest = 0
        // Parents stand before their children in the order.
        for reference in order where reference >= 0 {
            let node = model.trees.nodes[Int(reference)]
            guard let path = edges.removeValue(forKey: reference), let all = rows[reference],
                let leftRows = rows[node.left], let rightRows = rows[node.right],
                let left = slots[node.left], let right = slots[node.right]
            else { return false }
            let before = path[node.feature] ?? Edge(place: 0, share: 1)
            let shares = (Double(leftRows) / Double(all), Double(rightRows) / Double(all))
            var moved = node
            (moved.left, moved.right) = (left, right)
            splits.append(Split(node: moved, before: before, shares: shares))
            for (child, slot, share) in [(node.left, left, shares.0), (node.right, right, shares.1)] {
                var path = path
                path[node.feature] = Edge(place: slot + 1, share: before.share * share)
                longest = max(longest, path.count)
                if child >= 0 {
                    edges[child] = path
                } else {
                    base[output] += model.trees.leafValues[Int(~child)] * (Double(rows[child] ?? 0) / Double(total))
                }
            }
        }
        let leaves = order.drop { $0 >= 0 }.map { model.trees.leafValues[Int(~$0)] }
        write(splits, leaves: leaves, longest: longest, output: output)
        return true
    }

    /// Nodes of a tree, each before its children, then its leaves, and the training rows of each.
    private func reach(_ root: Int32) -> (order: [Int32], rows: [Int32: Int]) {
        var nodes: [Int32] = []
        var leaves: [Int32] = []
        var pending = [root]
        while let reference = pending.popLast() {
            guard reference >= 0 else {
                leaves.append(reference)
                continue
            }
            nodes.append(reference)
            pending.append(model.trees.nodes[Int(reference)].right)
            pending.append(model.trees.nodes[Int(reference)].left)
        }
        var rows: [Int32: Int] = [:]
        for leaf in leaves { rows[leaf] = model.trees.leafCounts[Int(~leaf)] }
        for reference in nodes.reversed() {
            let node = model.trees.nodes[Int(reference)]
            rows[reference] = (rows[node.left] ?? 0) + (rows[node.right] ?? 0)
        }
        return (nodes + leaves, rows)
    }

    /// Writes a tree with the factors of its nodes, group by group.
    private mutating func write(_ splits: [Split], leaves: [Double], longest: Int, output: Int) {
        // The polynomial of a path of n columns has the degree n − 1; n / 2 points are enough.
        let groups = max(1, (longest + 7) / 8)
        preparePoints(groups: groups)
        let first = steps.count
        trees.append(
            TreeExplainer.Tree(
                output: Int32(output), groups: Int32(groups), steps: first..<first + splits.count,
                factors: factors.count))
        for split in splits { steps.append(TreeExplainer.Step(node: split.node, before: split.before.place)) }
        // A leaf's value goes into the factor of the edge to it.
        func value(_ slot: Int32) -> Double { Int(slot) < splits.count ? 1 : leaves[Int(slot) - splits.count] }
        for group in points[groups] {
            for split in splits {
                for way in TreeExplainer.Way.allCases {
                    let sides = split.sides(way, at: group)
                    factors += [
                        sides.left.factor * value(split.node.left), sides.right.factor * value(split.node.right),
                        sides.left.gain, sides.right.gain,
                    ]
                }
            }
        }
    }

    private mutating func preparePoints(groups: Int) {
        while points.count <= groups {
            guard points.count > 0 else {
                points.append([])
                weights.append([])
                continue
            }
            let count = points.count * TreeExplainer.Points.scalarCount
            let rule = GaussLegendre(count: count)
            func grouped(_ numbers: [Double]) -> [TreeExplainer.Points] {
                stride(from: 0, to: count, by: TreeExplainer.Points.scalarCount).map {
                    TreeExplainer.Points(numbers[$0..<$0 + TreeExplainer.Points.scalarCount])
                }
            }
            weights.append(grouped(rule.weights))
            points.append(grouped(rule.points))
        }
    }
}

extension TreeLayout.Split {
    /// What an edge does to a row at some points.
    typealias Side = (factor: TreeExplainer.Points, gain: TreeExplainer.Points)

    /// The factors of both sides for a way.
    ///
    /// With o and z of the column down to this edge, the product gains o t + z (1 − t) and loses what the column's last
    /// edge gave; the column's part, (o − z) / (o t + z (1 − t)), takes the place of the last edge's in the same way.
    fileprivate func sides(_ way: TreeExplainer.Way, at points: TreeExplainer.Points) -> (left: Side, right: Side) {
        let rest = 1 - points
        func side(_ share: Double, goes: Bool) -> Side {
            let after = before.share * share
            // Off the path o is 0 before and after: z (1 − t) changes by the share, and the part stays −1 / (1 − t).
            guard way != .neither else { return (TreeExplainer.Points(repeating: share), .zero) }
            let last = points + before.share * rest
            let part = (1 - before.share) / last
            let own = goes ? points + after * rest : after * rest
            return (own / last, (goes ? (1 - after) / own : -1 / rest) - part)
        }
        return (side(shares.left, goes: way == .left), side(shares.right, goes: way == .right))
    }
}
