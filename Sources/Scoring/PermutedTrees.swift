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
/// Each row goes down each tree once. At every node of its path the new values of the sources that the node asks for
/// are tried: only where one of them turns the other way does the row go down again from there, and the difference of
/// the two leaves is what the order changes.
struct PermutedTrees {
    private static let blockRows = 512

    let model: TreeModel
    let matrix: TreeMatrix
    let patches: [TreePatch?]

    func predictions(threads: Int) -> PermutedPredictions {
        let outputs = model.outputs
        let used = patches.compactMap(\.self)
        let orders = used.first?.values.count ?? 0
        let dealt = DealtColumns(used, rows: matrix.rowCount, width: matrix.columns.count, orders: orders)
        let blocks = Parallel.blocks(of: matrix.rowCount, size: Self.blockRows)
        let found = Parallel.map(count: blocks.count, threads: threads) { changes(blocks[$0], dealt) }
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
            whole: model.link.predictions(whole, width: outputs, model.recalibration),
            permuted: patches.map { patch in
                guard patch != nil else { return nil }
                defer { next += orders }
                return changed[next..<next + orders].map {
                    model.link.predictions($0, width: outputs, model.recalibration)
                }
            })
    }

    /// The scores of some rows, and what each source and order changes in them.
    private func changes(_ rows: Range<Int>, _ dealt: DealtColumns) -> (scores: [Double], changes: [Double]) {
        let size = rows.count * model.outputs
        var scores = [Double](repeating: 0, count: size)
        var changes = [Double](repeating: 0, count: dealt.sources * dealt.orders * size)
        var turned = [Int](repeating: -1, count: dealt.sources * dealt.orders)
        model.trees.withSides { nodes, sides in
            matrix.values.withUnsafeBufferPointer { values in
                dealt.withPointers { dealt in
                    model.trees.leafValues.withUnsafeBufferPointer { leaves in
                        scores.withUnsafeMutableBufferPointer { scores in
                            changes.withUnsafeMutableBufferPointer { changes in
                                turned.withUnsafeMutableBufferPointer { turned in
                                    var descent = Descent(
                                        nodes: nodes, sides: sides, values: values, dealt: dealt, leaves: leaves,
                                        scores: scores,
                                        changes: changes, turned: turned, first: rows.lowerBound)
                                    for (tree, root) in model.trees.roots.enumerated() {
                                        for row in rows {
                                            let place =
                                                (row - rows.lowerBound) * model.outputs + tree % model.outputs
                                            descent.run(row, from: root, place: place)
                                        }
                                    }
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

/// Sends rows down trees.
private struct Descent {
    let nodes: UnsafeBufferPointer<FlatTrees.Node>
    let sides: TreeSides
    let values: UnsafeBufferPointer<Double>
    let dealt: DealtColumns.Pointers
    let leaves: UnsafeBufferPointer<Double>
    let scores: UnsafeMutableBufferPointer<Double>
    let changes: UnsafeMutableBufferPointer<Double>
    /// The last row and tree in which a source and order turned the other way.
    let turned: UnsafeMutableBufferPointer<Int>
    let first: Int
    private var count = 0
    /// Turns of this row in this tree: the place of the source and order, and the leaf that they come to.
    private var turns: [(place: Int, leaf: Double)] = []

    init(
        nodes: UnsafeBufferPointer<FlatTrees.Node>, sides: TreeSides, values: UnsafeBufferPointer<Double>,
        dealt: DealtColumns.Pointers,
        leaves: UnsafeBufferPointer<Double>, scores: UnsafeMutableBufferPointer<Double>,
        changes: UnsafeMutableBufferPointer<Double>, turned: UnsafeMutableBufferPointer<Int>, first: Int
    ) {
        self.nodes = nodes
        self.sides = sides
        self.values = values
        self.dealt = dealt
        self.leaves = leaves
        self.scores = scores
        self.changes = changes
        self.turned = turned
        self.first = first
        turns.reserveCapacity(turned.count)
    }

    /// Adds the leaf of a row of one tree to its score, and what each source and order would change.
    mutating func run(_ row: Int, from root: Int32, place: Int) {
        let width = dealt.width
        count += 1
        turns.removeAll(keepingCapacity: true)
        var reference = root
        while reference >= 0 {
            let node = nodes[Int(reference)]
            let column = Int(node.feature)
            let isLeft = sides.isLeft(values[row * width + column], at: node)
            for reader in Int(dealt.starts[column])..<Int(dealt.starts[column + 1]) {
                let source = Int(dealt.readers[reader])
                let local = Int(dealt.locals[reader])
                let stride = Int(dealt.strides[source])
                for order in 0..<dealt.orders where turned[source * dealt.orders + order] != count {
                    let own = Int(dealt.offsets[source]) + (order * dealt.rows + row) * stride
                    guard sides.isLeft(dealt.values[own + local], at: node) != isLeft else { continue }
                    turned[source * dealt.orders + order] = count
                    let other = leaf(row, from: isLeft ? node.right : node.left, source: source, own: own)
                    turns.append((source * dealt.orders + order, other))
                }
            }
            reference = isLeft ? node.left : node.right
        }
        let leaf = leaves[Int(~reference)]
        scores[place] += leaf
        let size = scores.count
        for turn in turns { changes[turn.place * size + place] += turn.leaf - leaf }
    }

    /// The value of the leaf that a row comes to with the new values of one source, which begin at `own`.
    private func leaf(_ row: Int, from start: Int32, source: Int, own: Int) -> Double {
        let width = dealt.width
        var reference = start
        while reference >= 0 {
            let node = nodes[Int(reference)]
            let column = Int(node.feature)
            var value = values[row * width + column]
            for reader in Int(dealt.starts[column])..<Int(dealt.starts[column + 1])
            where Int(dealt.readers[reader]) == source {
                value = dealt.values[own + Int(dealt.locals[reader])]
            }
            reference = sides.isLeft(value, at: node) ? node.left : node.right
        }
        return leaves[Int(~reference)]
    }
}

/// The new values of all sources, and which of them stand behind which columns of the view for trees.
private struct DealtColumns: Sendable {
    let sources: Int
    let orders: Int
    private let rows: Int
    private let width: Int
    /// By source from its offset on: by order, row-major.
    private let values: [Double]
    private let offsets: [Int32]
    private let strides: [Int32]
    /// The sources of column `c` are `readers[starts[c] ..< starts[c + 1]]`: one, or two where it counts the time
    /// between them.
    private let starts: [Int32]
    private let readers: [Int32]
    /// The place of the column among those of each reader.
    private let locals: [Int32]

    init(_ patches: [TreePatch], rows: Int, width: Int, orders: Int) {
        sources = patches.count
        self.orders = orders
        self.rows = rows
        self.width = width
        values = patches.flatMap { $0.values.flatMap(\.self) }
        strides = patches.map { Int32($0.columns.count) }
        var (offsets, next): ([Int32], Int) = ([], 0)
        var behind = [[(source: Int32, place: Int32)]](repeating: [], count: width)
        for (source, patch) in patches.enumerated() {
            offsets.append(Int32(next))
            next += patch.columns.count * rows * orders
            for (place, column) in patch.columns.enumerated() {
                behind[column].append((Int32(source), Int32(place)))
            }
        }
        precondition(next <= Int(Int32.max), "so many values as fit in memory")
        self.offsets = offsets
        readers = behind.flatMap { $0.map(\.source) }
        locals = behind.flatMap { $0.map(\.place) }
        starts = behind.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
    }

    /// The same as pointers, which the walk reads without counting references.
    struct Pointers {
        let orders: Int
        let rows: Int
        let width: Int
        let values: UnsafeBufferPointer<Double>
        let offsets: UnsafeBufferPointer<Int32>
        let strides: UnsafeBufferPointer<Int32>
        let locals: UnsafeBufferPointer<Int32>
        let starts: UnsafeBufferPointer<Int32>
        let readers: UnsafeBufferPointer<Int32>
    }

    func withPointers(_ body: (Pointers) -> Void) {
        values.withUnsafeBufferPointer { values in
            offsets.withUnsafeBufferPointer { offsets in
                strides.withUnsafeBufferPointer { strides in
                    locals.withUnsafeBufferPointer { locals in
                        starts.withUnsafeBufferPointer { starts in
                            readers.withUnsafeBufferPointer { readers in
                                body(
                                    Pointers(
                                        orders: orders, rows: rows, width: width, values: values, offsets: offsets,
                                        strides: strides, locals: locals, starts: starts, readers: readers))
                            }
                        }
                    }
                }
            }
        }
    }
}
