extension FlatTrees {
    /// Rows that pass through a tree before the next one: they and the tree stay in a core's cache.
    private static let blockRows = 512

    /// Raw scores: for each row and output, the sum of its trees' leaves in the order of the trees, from 0 on.
    ///
    /// Tree `t` belongs to output `t % outputs`. One row's score depends on that row alone, and the order of its sum
    /// is LightGBM's: the same bits everywhere. Nothing is allocated.
    ///
    /// `values` is row-major, `rowCount × width`; `scores` receives `rowCount × outputs` numbers, row-major. The trees
    /// hold together over `width` columns (``firstFault(columns:)``).
    func writeScores(
        values: UnsafeBufferPointer<Double>, rowCount: Int, width: Int, outputs: Int,
        into scores: UnsafeMutableBufferPointer<Double>
    ) {
        precondition(values.count >= rowCount * width && scores.count >= rowCount * outputs, "room for rows")
        for index in 0..<rowCount * outputs { scores[index] = 0 }
        // A row without columns has no storage, and trees without columns ask nothing of it.
        let spare = 0.0
        withUnsafePointer(to: spare) { spare in
            let rows = values.baseAddress ?? spare
            nodes.withUnsafeBufferPointer { nodes in
                leafValues.withUnsafeBufferPointer { leaves in
                    setOffsets.withUnsafeBufferPointer { offsets in
                        setWords.withUnsafeBufferPointer { words in
                            let walker = TreeWalker(nodes: nodes, sets: CategorySets(offsets: offsets, words: words))
                            for start in stride(from: 0, to: rowCount, by: Self.blockRows) {
                                let end = min(start + Self.blockRows, rowCount)
                                var output = 0
                                for root in roots {
                                    for row in start..<end {
                                        let leaf = walker.leaf(of: rows + row * width, from: root)
                                        scores[row * outputs + output] += leaves[leaf]
                                    }
                                    output += 1
                                    if output == outputs { output = 0 }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension FlatTrees {
    /// Calls `body` with the trees' walker, which must not be kept.
    func withWalker<Result>(_ body: (TreeWalker) -> Result) -> Result {
        nodes.withUnsafeBufferPointer { nodes in
            setOffsets.withUnsafeBufferPointer { offsets in
                setWords.withUnsafeBufferPointer { words in
                    body(TreeWalker(nodes: nodes, sets: CategorySets(offsets: offsets, words: words)))
                }
            }
        }
    }
}

/// Finds the leaf of a row.
struct TreeWalker {
    let nodes: UnsafeBufferPointer<FlatTrees.Node>
    fileprivate let sets: CategorySets

    fileprivate init(nodes: UnsafeBufferPointer<FlatTrees.Node>, sets: CategorySets) {
        self.nodes = nodes
        self.sets = sets
    }

    /// Whether a value goes left at a node.
    @inline(__always)
    func isLeft(_ value: Double, at node: FlatTrees.Node) -> Bool {
        let isPlain = node.decision.rawValue & 5 == 0 && !value.isNaN
        return isPlain ? value <= node.threshold : goesLeft(value, node)
    }

    @inline(__always)
    func leaf(of row: UnsafePointer<Double>, from root: Int32) -> Int {
        var reference = root
        while reference >= 0 {
            let node = nodes[Int(reference)]
            reference = isLeft(row[Int(node.feature)], at: node) ? node.left : node.right
        }
        return Int(~reference)
    }

    /// LightGBM's rules for what is missing, zero or a category.
    private func goesLeft(_ value: Double, _ node: FlatTrees.Node) -> Bool {
        let decision = node.decision
        if decision.contains(.category) { return sets.contains(value, in: Int(node.threshold)) }
        let isMissing =
            value.isNaN
            ? !decision.isDisjoint(with: [.zeroIsMissing, .nanIsMissing])
            : decision.contains(.zeroIsMissing) && value.magnitude <= TreeMatrix.zeroBound
        if isMissing { return decision.contains(.missingLeft) }
        return (value.isNaN ? 0 : value) <= node.threshold
    }
}

/// Sets of categories as bits.
private struct CategorySets {
    let offsets: UnsafeBufferPointer<Int32>
    let words: UnsafeBufferPointer<UInt32>

    /// Whether a code is in a set; what is missing, negative or past the bits is not.
    func contains(_ value: Double, in set: Int) -> Bool {
        // The fraction of a code is cut off, as LightGBM does; NaN fails both comparisons.
        guard value > -1, value < 0x1p31 else { return false }
        let code = Int(value)
        let word = Int(offsets[set]) + code / 32
        return word < Int(offsets[set + 1]) && words[word] >> UInt32(code % 32) & 1 == 1
    }
}
