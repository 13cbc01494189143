extension FlatTrees {
    /// Rows that pass through a tree before the next one, a multiple of 8: they and the tree stay in a core's cache.
    private static let blockRows = 128

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
        // Rows without columns, and trees without nodes, have no storage; then nothing is read from it.
        let (noValue, noNode) = (0.0, Node(threshold: 0, feature: 0, left: 0, right: 0, decision: []))
        withUnsafePointer(to: noValue) { noValue in
            withUnsafePointer(to: noNode) { noNode in
                nodes.withUnsafeBufferPointer { nodes in
                    leafValues.withUnsafeBufferPointer { leaves in
                        setOffsets.withUnsafeBufferPointer { offsets in
                            setWords.withUnsafeBufferPointer { words in
                                roots.withUnsafeBufferPointer { roots in
                                    guard let scores = scores.baseAddress, let leaves = leaves.baseAddress else {
                                        return
                                    }
                                    let walker = TreeWalker(
                                        roots: roots, nodes: nodes.baseAddress ?? noNode, leaves: leaves,
                                        sides: TreeSides(offsets: offsets, words: words), width: width,
                                        outputs: outputs)
                                    walker.addBlocks(
                                        values.baseAddress ?? noValue, rowCount: rowCount, blockRows: Self.blockRows,
                                        to: scores)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension FlatTrees.Node {
    /// Bytes before ``left``; ``right`` follows it.
    @inline(__always)
    static var childrenOffset: Int { MemoryLayout<Double>.size + MemoryLayout<Int32>.size }
}

/// Finds the leaves of rows.
///
/// A row's way is a chain of loads, each of which waits for the one before it, and no processor can guess which side a
/// row goes to. So eight ways are gone beside each other, and next nodes are looked up instead of branched to.
private struct TreeWalker {
    let roots: UnsafeBufferPointer<Int32>
    let nodes: UnsafePointer<FlatTrees.Node>
    let leaves: UnsafePointer<Double>
    let sides: TreeSides
    let width: Int
    let outputs: Int

    /// Adds the leaves of all rows: eight rows at a time through a tree, the rest through eight trees at a time.
    func addBlocks(
        _ rows: UnsafePointer<Double>, rowCount: Int, blockRows: Int, to scores: UnsafeMutablePointer<Double>
    ) {
        let even = rowCount / 8 * 8
        for start in stride(from: 0, to: even, by: blockRows) {
            let end = min(start + blockRows, even)
            var output = 0
            for root in roots {
                for row in stride(from: start, to: end, by: 8) {
                    add(rows + row * width, from: root, to: scores + row * outputs + output)
                }
                output += 1
                if output == outputs { output = 0 }
            }
        }
        for row in even..<rowCount { add(rows + row * width, to: scores + row * outputs) }
    }

    /// Adds the leaves of eight rows in one tree.
    @inline(__always)
    private func add(_ row: UnsafePointer<Double>, from root: Int32, to score: UnsafeMutablePointer<Double>) {
        var (a, b, c, d, e, f, g, h) = (root, root, root, root, root, root, root, root)
        // Leaves are negative: the sign of what all have in common says whether all have come to one.
        while (a & b & c & d & e & f & g & h) >= 0 {
            a = next(a, row)
            b = next(b, row + width)
            c = next(c, row + 2 * width)
            d = next(d, row + 3 * width)
            e = next(e, row + 4 * width)
            f = next(f, row + 5 * width)
            g = next(g, row + 6 * width)
            h = next(h, row + 7 * width)
        }
        score[0] += leaves[Int(~a)]
        score[outputs] += leaves[Int(~b)]
        score[2 * outputs] += leaves[Int(~c)]
        score[3 * outputs] += leaves[Int(~d)]
        score[4 * outputs] += leaves[Int(~e)]
        score[5 * outputs] += leaves[Int(~f)]
        score[6 * outputs] += leaves[Int(~g)]
        score[7 * outputs] += leaves[Int(~h)]
    }

    /// Adds the leaves of one row in all trees, in their order.
    private func add(_ row: UnsafePointer<Double>, to score: UnsafeMutablePointer<Double>) {
        var tree = 0
        var output = 0
        func take(_ reference: Int32) {
            score[output] += leaves[Int(~reference)]
            output += 1
            if output == outputs { output = 0 }
        }
        while tree + 8 <= roots.count {
            var (a, b, c, d) = (roots[tree], roots[tree + 1], roots[tree + 2], roots[tree + 3])
            var (e, f, g, h) = (roots[tree + 4], roots[tree + 5], roots[tree + 6], roots[tree + 7])
            while (a & b & c & d & e & f & g & h) >= 0 {
                a = next(a, row)
                b = next(b, row)
                c = next(c, row)
                d = next(d, row)
                e = next(e, row)
                f = next(f, row)
                g = next(g, row)
                h = next(h, row)
            }
            take(a)
            take(b)
            take(c)
            take(d)
            take(e)
            take(f)
            take(g)
            take(h)
            tree += 8
        }
        while tree < roots.count {
            var reference = roots[tree]
            while reference >= 0 { reference = next(reference, row) }
            take(reference)
            tree += 1
        }
    }

    /// Where a row goes from a node; from a leaf it goes nowhere.
    @inline(__always)
    private func next(_ reference: Int32, _ row: UnsafePointer<Double>) -> Int32 {
        // A leaf looks at some node all the same, and takes no notice of it.
        let node = nodes + Int(max(reference, 0))
        let value = row[Int(node.pointee.feature)]
        var goesLeft = value <= node.pointee.threshold
        if node.pointee.decision.rawValue & 5 != 0 || value.isNaN { goesLeft = sides.goesLeft(value, node.pointee) }
        let children = UnsafeRawPointer(node) + FlatTrees.Node.childrenOffset
        let child = children.load(fromByteOffset: goesLeft ? 0 : MemoryLayout<Int32>.stride, as: Int32.self)
        return reference < 0 ? reference : child
    }
}

/// Says which side a value goes at a node.
struct TreeSides {
    private let sets: CategorySets
    private let zeroBound = TreeMatrix.zeroBound

    /// Takes the sets of the trees' categories, which must outlive it.
    init(offsets: UnsafeBufferPointer<Int32>, words: UnsafeBufferPointer<UInt32>) {
        sets = CategorySets(offsets: offsets, words: words)
    }

    /// Whether a value goes left at a node.
    @inline(__always)
    func isLeft(_ value: Double, at node: FlatTrees.Node) -> Bool {
        let isPlain = node.decision.rawValue & 5 == 0 && !value.isNaN
        return isPlain ? value <= node.threshold : goesLeft(value, node)
    }

    /// LightGBM's rules for what is missing, zero or a category.
    func goesLeft(_ value: Double, _ node: FlatTrees.Node) -> Bool {
        // Bits of the decision: 1 category, 2 missing goes left, 4 zero is missing, 8 NaN is missing.
        let decision = node.decision.rawValue
        if decision & 1 != 0 { return sets.contains(value, in: Int(node.threshold)) }
        let isZero = value >= -zeroBound && value <= zeroBound
        let isMissing = value.isNaN ? decision & 12 != 0 : decision & 4 != 0 && isZero
        if isMissing { return decision & 2 != 0 }
        return (value.isNaN ? 0 : value) <= node.threshold
    }
}

extension FlatTrees {
    /// Calls `body` with the trees' nodes and their sides, which must not be kept.
    func withSides<Result>(_ body: (UnsafeBufferPointer<Node>, TreeSides) -> Result) -> Result {
        nodes.withUnsafeBufferPointer { nodes in
            setOffsets.withUnsafeBufferPointer { offsets in
                setWords.withUnsafeBufferPointer { words in
                    body(nodes, TreeSides(offsets: offsets, words: words))
                }
            }
        }
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
