import Evidence

extension FlatTrees {
    /// Leaf values beyond ± this bound are refused: with `Limits.treeNodes` no sum of them overflows.
    package static let leafBound = 1e150

    /// The first thing in the trees that cannot be, or `nil`: trees without one score any row without a trap.
    ///
    /// `columns` are those of the matrix.
    package func firstFault(columns: [TreeColumn]) -> String? {
        guard nodes.count <= Limits.treeNodes, leafValues.count <= Limits.treeNodes * 2 else {
            return "more than \(Limits.treeNodes) nodes"
        }
        if let fault = setFault ?? valueFault ?? countFault { return fault }
        for (index, node) in nodes.enumerated() {
            if let fault = fault(of: node, columns: columns) { return "node \(index): \(fault)" }
        }
        return structureFault
    }

    private var setFault: String? {
        guard let first = setOffsets.first, first == 0, setOffsets.last.map(Int.init) == setWords.count,
            zip(setOffsets, setOffsets.dropFirst()).allSatisfy({ $0 < $1 })
        else { return "sets of categories that do not follow each other" }
        return nil
    }

    private var valueFault: String? {
        leafValues.allSatisfy { $0.magnitude <= Self.leafBound }
            ? nil : "a leaf is not a number of at most \(Self.leafBound)"
    }

    /// The largest count of a leaf: sums of all of them stay exact.
    private static var countBound: Int { 1 << 40 }

    private var countFault: String? {
        guard !leafCounts.isEmpty else { return nil }
        guard leafCounts.count == leafValues.count, leafCounts.allSatisfy({ (0...Self.countBound).contains($0) }) else {
            return "rows of leaves that cannot be"
        }
        return nil
    }

    private func fault(of node: Node, columns: [TreeColumn]) -> String? {
        guard columns.indices.contains(Int(node.feature)) else { return "there is no column \(node.feature)" }
        guard node.decision.isPossible else { return "there is no decision \(node.decision.rawValue)" }
        guard node.threshold.isFinite else { return "the threshold is not finite" }
        guard node.decision.contains(.category) == (columns[Int(node.feature)].levels != nil) else {
            return "the decision does not fit the column \(node.feature)"
        }
        guard node.decision.contains(.category) else { return nil }
        guard let set = Int(exactly: node.threshold), set >= 0, set < setCount else {
            return "there is no set \(node.threshold)"
        }
        return nil
    }

    /// Every node and leaf is reached once, from one root: then there is no cycle and nothing is shared or loose.
    private var structureFault: String? {
        var nodeSeen = [Bool](repeating: false, count: nodes.count)
        var leafSeen = [Bool](repeating: false, count: leafValues.count)
        var (nodesReached, leavesReached) = (0, 0)
        var pending: [Int32] = []
        for root in roots {
            pending.append(root)
            while let reference = pending.popLast() {
                if reference >= 0 {
                    let index = Int(reference)
                    guard index < nodes.count else { return "there is no node \(index)" }
                    guard !nodeSeen[index] else { return "node \(index) is reached twice" }
                    nodeSeen[index] = true
                    nodesReached += 1
                    pending.append(nodes[index].right)
                    pending.append(nodes[index].left)
                } else {
                    let index = Int(~reference)
                    guard index < leafValues.count else { return "there is no leaf \(index)" }
                    guard !leafSeen[index] else { return "leaf \(index) is reached twice" }
                    leafSeen[index] = true
                    leavesReached += 1
                }
            }
        }
        guard nodesReached == nodes.count, leavesReached == leafValues.count else { return "a part of no tree" }
        return nil
    }
}
