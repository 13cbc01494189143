import CTreeKernel

/// Trees over numbers, asked node by node for 64 rows at a time: for many rows faster than going each row's way.
///
/// A word keeps the leaves that a row may still come to. A node at which it goes right strikes out the leaves on the
/// left, and when all nodes were asked the first leaf that is left is the row's own. No step depends on the one before,
/// so that rows fill the processor's vectors. After QuickScorer (Lucchese et al., SIGIR 2015).
struct NodewiseTrees: Sendable {
    /// Rows from which the preparation is worth its time.
    static let worthwhileRows = 1_024

    private static let blockRows = Int(TREE_KERNEL_ROWS)

    private let trees: FlatTrees
    private var nodes: [TreeKernelNode] = []
    private var spans: [TreeKernelTree] = []
    private var leaves: [Double] = []

    /// `nil` where a tree asks for a category, takes zero as missing, or has more than 64 leaves.
    init?(_ trees: FlatTrees) {
        self.trees = trees
        for root in trees.roots {
            var tree = Preparation(trees)
            guard tree.visit(root, depth: 0) != nil else { return nil }
            let start = Int32(nodes.count)
            nodes += tree.nanLeft + tree.nanRight
            spans.append(
                TreeKernelTree(
                    nan_left_end: start + Int32(tree.nanLeft.count), end: Int32(nodes.count),
                    first_leaf: Int32(leaves.count)))
            leaves += tree.leaves
        }
    }

    /// Raw scores, the same bits as ``FlatTrees/writeScores(values:rowCount:width:outputs:into:)`` writes.
    func writeScores(
        values: UnsafeBufferPointer<Double>, rowCount: Int, width: Int, outputs: Int,
        into scores: UnsafeMutableBufferPointer<Double>
    ) {
        precondition(values.count >= rowCount * width && scores.count >= rowCount * outputs, "room for rows")
        let even = rowCount / Self.blockRows * Self.blockRows
        let stride = MemoryLayout<Double>.stride * Self.blockRows
        withUnsafeTemporaryAllocation(byteCount: stride * max(width, 1), alignment: stride) { columns in
            withUnsafeTemporaryAllocation(byteCount: stride * outputs, alignment: stride) { sums in
                let (columns, sums) = (columns.bindMemory(to: Double.self), sums.bindMemory(to: Double.self))
                for start in Swift.stride(from: 0, to: even, by: Self.blockRows) {
                    Self.turn(
                        .init(rebasing: values[start * width..<(start + Self.blockRows) * width]), width, into: columns)
                    sums.update(repeating: 0)
                    add(columns, outputs: outputs, to: sums)
                    for row in 0..<Self.blockRows {
                        for output in 0..<outputs {
                            scores[(start + row) * outputs + output] = sums[output * Self.blockRows + row]
                        }
                    }
                }
            }
        }
        trees.writeScores(
            values: .init(rebasing: values[(even * width)...]), rowCount: rowCount - even, width: width,
            outputs: outputs, into: .init(rebasing: scores[(even * outputs)...]))
    }

    private func add(
        _ columns: UnsafeMutableBufferPointer<Double>, outputs: Int, to sums: UnsafeMutableBufferPointer<Double>
    ) {
        nodes.withUnsafeBufferPointer { nodes in
            spans.withUnsafeBufferPointer { spans in
                leaves.withUnsafeBufferPointer { leaves in
                    guard let spansStart = spans.baseAddress, let leavesStart = leaves.baseAddress,
                        let columns = columns.baseAddress, let sums = sums.baseAddress
                    else { return }
                    // Trees without nodes have no storage for them; then nothing is read from it.
                    var none = TreeKernelNode()
                    withUnsafePointer(to: &none) { none in
                        tree_kernel_add(
                            nodes.baseAddress ?? none, spansStart, Int32(spans.count), leavesStart, columns,
                            Int32(outputs), sums)
                    }
                }
            }
        }
    }

    /// Rows that stand one after the other as columns.
    private static func turn(
        _ rows: UnsafeBufferPointer<Double>, _ width: Int, into columns: UnsafeMutableBufferPointer<Double>
    ) {
        for row in 0..<blockRows {
            for column in 0..<width { columns[column * blockRows + row] = rows[row * width + column] }
        }
    }
}

/// One tree on its way to the kernel's form.
private struct Preparation {
    private let trees: FlatTrees
    /// Leaf values from the left.
    var leaves: [Double] = []
    var nanLeft: [TreeKernelNode] = []
    var nanRight: [TreeKernelNode] = []

    init(_ trees: FlatTrees) { self.trees = trees }

    /// Takes a node or leaf and all below it; answers their leaves, or `nil` where the kernel has no form for them.
    mutating func visit(_ reference: Int32, depth: Int) -> Range<Int>? {
        guard reference >= 0 else {
            leaves.append(trees.leafValues[Int(~reference)])
            return leaves.count <= Int(TREE_KERNEL_ROWS) ? leaves.count - 1..<leaves.count : nil
        }
        let node = trees.nodes[Int(reference)]
        guard depth < Int(TREE_KERNEL_ROWS), node.decision.isDisjoint(with: [.category, .zeroIsMissing]),
            let left = visit(node.left, depth: depth + 1), let right = visit(node.right, depth: depth + 1)
        else { return nil }
        let onLeft = (UInt64.max >> UInt64(64 - left.count)) << UInt64(left.lowerBound)
        let question = TreeKernelNode(threshold: node.threshold, leaves_right: ~onLeft, column: node.feature)
        if node.sendsNaNLeft { nanLeft.append(question) } else { nanRight.append(question) }
        return left.lowerBound..<right.upperBound
    }
}

extension FlatTrees.Node {
    /// Where NaN goes at a node that asks for a number; where it is not missing it is taken as 0.
    fileprivate var sendsNaNLeft: Bool {
        decision.contains(.nanIsMissing) ? decision.contains(.missingLeft) : 0 <= threshold
    }
}
