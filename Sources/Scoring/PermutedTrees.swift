import Columns

/// The columns of the view for trees that read one source, with its values dealt anew.
struct TreePatch: Sendable {
    /// Columns of the whole view.
    let columns: [Int]
    /// For each order, row-major, `rows × columns.count`.
    let values: [[Double]]

    /// `nil` where no node asks for the source.
    init?(of trees: TreeModel, plan: FeaturePlan, source: String, table: Table, orders: [[Int]])
        throws(ScoringError)
    {
        let places = plan.places(reading: source)
        var columns: [Int] = []
        var next = 0
        for (place, feature) in plan.features.enumerated() {
            let width = FeaturePlan(features: [feature]).treeColumns.count
            if places.contains(place) { columns += next..<next + width }
            next += width
        }
        let wanted = Set(columns.map(Int32.init))
        guard trees.trees.nodes.contains(where: { wanted.contains($0.feature) }) else { return nil }
        self.columns = columns
        let part = FeaturePlan(features: places.map { plan.features[$0] })
        let own = table.selecting(part.sourceColumns)
        values = try orders.map { (order) throws(ScoringError) in
            try part.treeMatrix(of: own.permuting(source, by: order)).values
        }
    }
}

/// Trees over rows of which one source at a time is dealt anew.
///
/// Each row goes down each tree once. For every source on its path it goes down again from the first node that asks
/// for it, once an order, and the difference of the two leaves is what the order changes.
struct PermutedTrees {
    private static let blockRows = 512

    let model: TreeModel
    let matrix: TreeMatrix
    let patches: [TreePatch?]

    func predictions(threads: Int) -> PermutedPredictions {
        let outputs = model.outputs
        let used = patches.compactMap(\.self)
        let orders = used.first?.values.count ?? 0
        let sources = SourceColumns(used, width: matrix.columns.count)
        let blocks = Parallel.blocks(of: matrix.rowCount, size: Self.blockRows)
        let found = Parallel.map(count: blocks.count, threads: threads) { changes(blocks[$0], used, sources, orders) }
        var whole: [Double] = []
        var changed = [[Double]](repeating: [], count: used.count * orders)
        for (block, (scores, changes)) in zip(blocks, found) {
            whole += scores
            let size = block.count * outputs
            for place in changed.indices {
                changed[place] += zip(scores, changes[place * size..<(place + 1) * size]).map { $0 + $1 }
            }
        }
        var next = 0
        return PermutedPredictions(
            whole: model.link.predictions(whole, width: outputs),
            permuted: patches.map { patch in
                guard patch != nil else { return nil }
                defer { next += orders }
                return changed[next..<next + orders].map { model.link.predictions($0, width: outputs) }
            })
    }

    /// The scores of some rows, and what each source and order changes in them.
    private func changes(
        _ rows: Range<Int>, _ used: [TreePatch], _ sources: SourceColumns, _ orders: Int
    ) -> (scores: [Double], changes: [Double]) {
        let (width, outputs) = (matrix.columns.count, model.outputs)
        let size = rows.count * outputs
        var scores = [Double](repeating: 0, count: size)
        var changes = [Double](repeating: 0, count: used.count * orders * size)
        var path = [Int32](repeating: 0, count: max(1, model.trees.nodes.count))
        var stamps = [Int](repeating: -1, count: used.count)
        let leaves = model.trees.leafValues
        model.trees.withSides { nodes, sides in
            matrix.values.withUnsafeBufferPointer { values in
                var stamp = 0
                for (tree, root) in model.trees.roots.enumerated() {
                    let output = tree % outputs
                    for row in rows {
                        let place = (row - rows.lowerBound) * outputs + output
                        var (reference, depth) = (root, 0)
                        while reference >= 0 {
                            path[depth] = reference
                            depth += 1
                            let node = nodes[Int(reference)]
                            let isLeft = sides.isLeft(values[row * width + Int(node.feature)], at: node)
                            reference = isLeft ? node.left : node.right
                        }
                        let leaf = leaves[Int(~reference)]
                        scores[place] += leaf
                        stamp += 1
                        for step in 0..<depth {
                            let column = Int(nodes[Int(path[step])].feature)
                            for source in sources.reading(column) where stamps[source] != stamp {
                                stamps[source] = stamp
                                let patch = used[source]
                                let stride = patch.columns.count
                                for order in 0..<orders {
                                    let own = patch.values[order]
                                    var reference = path[step]
                                    while reference >= 0 {
                                        let node = nodes[Int(reference)]
                                        let local = sources.local(Int(node.feature), of: source)
                                        let value =
                                            local < 0
                                            ? values[row * width + Int(node.feature)] : own[row * stride + local]
                                        reference = sides.isLeft(value, at: node) ? node.left : node.right
                                    }
                                    changes[(source * orders + order) * size + place] += leaves[Int(~reference)] - leaf
                                }
                            }
                        }
                    }
                }
            }
        }
        return (scores, changes)
    }
}

/// Which sources stand behind which columns of the view for trees.
private struct SourceColumns: Sendable {
    private let width: Int
    /// The place of a column among those of a source, at `source × width + column`; -1 where it is none of them.
    private let locals: [Int32]
    private let readers: [[Int]]

    init(_ patches: [TreePatch], width: Int) {
        self.width = width
        var locals = [Int32](repeating: -1, count: patches.count * width)
        var readers = [[Int]](repeating: [], count: width)
        for (source, patch) in patches.enumerated() {
            for (place, column) in patch.columns.enumerated() {
                locals[source * width + column] = Int32(place)
                readers[column].append(source)
            }
        }
        self.locals = locals
        self.readers = readers
    }

    /// The sources that a column reads: one, or two where it counts the time between them.
    func reading(_ column: Int) -> [Int] { readers[column] }

    func local(_ column: Int, of source: Int) -> Int { Int(locals[source * width + column]) }
}
