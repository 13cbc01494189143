import Scoring
import Warehouse

/// A tree as a CASE expression.
///
/// Of the two sides of a node, the one that needs the less nesting stands behind THEN and the other goes on in the same
/// CASE. So the nesting grows with the logarithm of the leaves, not with the depth: a tree as deep as it has leaves is
/// one flat CASE.
struct TreeCase {
    private let trees: FlatTrees
    private let view: TreeView
    /// The nesting of the CASE that begins at each node; leaves have none.
    private let ranks: [Int]

    init(_ trees: FlatTrees, _ view: TreeView) {
        self.trees = trees
        self.view = view
        ranks = trees.ranks
    }

    /// The leaf that a row comes to from a node or leaf on.
    func value(from reference: Int32) -> SQL {
        guard reference >= 0 else { return leaf(reference) }
        var branches: [SQL] = ["CASE"]
        var reference = reference
        while reference >= 0 {
            let node = trees.nodes[Int(reference)]
            let takesLeft = rank(node.left) <= rank(node.right)
            let (inner, next) = takesLeft ? (node.left, node.right) : (node.right, node.left)
            branches.append("WHEN \(side(of: node, left: takesLeft)) THEN \(value(from: inner))")
            reference = next
        }
        branches.append("ELSE \(leaf(reference)) END")
        return SQL(branches, separatedBy: " ")
    }

    private func leaf(_ reference: Int32) -> SQL { "\(Literal(trees.leafValues[Int(~reference)]))" }

    private func rank(_ reference: Int32) -> Int { reference >= 0 ? ranks[Int(reference)] : 0 }

    /// True for the rows that a node sends to a side; false or NULL for the others.
    private func side(of node: FlatTrees.Node, left: Bool) -> SQL {
        let input = view[node.feature]
        let name: SQL = "\(input.name)"
        if node.decision.contains(.category) {
            let levels = (0..<(input.levels ?? 0))
            let set = levels.filter { trees.contains($0, inSet: Int(node.threshold)) }
            // What is missing is in no set.
            return membership(name, set, of: levels, inside: left, orMissing: !left)
        }
        let missing = node.decision.contains(.missingLeft) == left
        if node.decision.contains(.zeroIsMissing) {
            let zero: SQL = "\(Literal(0.0))"
            return missing
                ? "\(comparison(name, node, left)) OR \(name) = \(zero) OR \(name) IS NULL"
                : "\(comparison(name, node, left)) AND \(name) <> \(zero)"
        }
        // Where NaN is not said to be missing it is taken as 0.
        let takesNull = node.decision.contains(.nanIsMissing) ? missing : (0 <= node.threshold) == left
        return takesNull ? "\(comparison(name, node, left)) OR \(name) IS NULL" : comparison(name, node, left)
    }

    private func comparison(_ name: SQL, _ node: FlatTrees.Node, _ left: Bool) -> SQL {
        left ? "\(name) <= \(Literal(node.threshold))" : "\(name) > \(Literal(node.threshold))"
    }

    /// Whether a code is in a set of categories, or outside of it; the shorter list is written.
    private func membership(
        _ name: SQL, _ set: [Int], of levels: Range<Int>, inside: Bool, orMissing: Bool
    ) -> SQL {
        let others = levels.filter { !set.contains($0) }
        let wanted = inside ? set : others
        let unwanted = inside ? others : set
        let known: SQL =
            wanted.isEmpty
            ? "1 = 0"
            : unwanted.isEmpty
                ? "\(name) IS NOT NULL"
                : wanted.count <= unwanted.count
                    ? SQL.isAmong(name, wanted) : "NOT (\(SQL.isAmong(name, unwanted)))"
        return orMissing ? "\(known) OR \(name) IS NULL" : known
    }
}

extension FlatTrees {
    /// Whether a code is in a set of categories.
    fileprivate func contains(_ code: Int, inSet set: Int) -> Bool {
        let word = Int(setOffsets[set]) + code / 32
        return word < Int(setOffsets[set + 1]) && setWords[word] >> UInt32(code % 32) & 1 == 1
    }

    /// For each node, the nesting of the CASE that begins at it.
    fileprivate var ranks: [Int] {
        var ranks = [Int](repeating: 0, count: nodes.count)
        // Parents before their children; read backwards, children come first.
        var order: [Int] = []
        order.reserveCapacity(nodes.count)
        var pending = roots.filter { $0 >= 0 }
        while let reference = pending.popLast() {
            let node = nodes[Int(reference)]
            order.append(Int(reference))
            pending += [node.left, node.right].filter { $0 >= 0 }
        }
        for index in order.reversed() {
            let sides = [nodes[index].left, nodes[index].right].map { $0 >= 0 ? ranks[Int($0)] : 0 }
            ranks[index] = max(sides.max() ?? 0, (sides.min() ?? 0) + 1)
        }
        return ranks
    }
}
