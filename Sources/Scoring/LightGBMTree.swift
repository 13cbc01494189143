import Evidence

/// One tree of the text form, as it is written.
struct LightGBMTree {
    let features: [Int32]
    let thresholds: [Double]
    let decisions: [UInt8]
    let left: [Int32]
    let right: [Int32]
    let leafValues: [Double]
    let leafCounts: [Int]
    let nodeCounts: [Int]
    /// What each split makes better; 0 where it is beyond all numbers.
    let gains: [Double]
    let setOffsets: [Int32]
    let setWords: [UInt32]

    private static let keys: Set = [
        "num_leaves", "num_cat", "split_feature", "split_gain", "threshold", "decision_type", "left_child",
        "right_child", "leaf_value", "leaf_weight", "leaf_count", "internal_value", "internal_weight",
        "internal_count", "is_linear", "shrinkage",
    ]
    private static let categoryKeys: Set = ["cat_boundaries", "cat_threshold"]

    /// Reads the lines from `Tree=index` to the second blank line behind the tree.
    init(_ lines: inout TextLines, index: Int) throws(ScoringError) {
        try lines.expect("Tree=\(index)")
        var fields: [String: Substring] = [:]
        while let line = lines.next(), !line.isEmpty {
            guard let field = line.field, Self.keys.union(Self.categoryKeys).contains(field.key) else {
                throw .unreadableText("a line of a tree that is not known here", line: lines.number)
            }
            guard fields.updateValue(field.value, forKey: field.key) == nil else {
                throw .unreadableText("'\(field.key)' stands twice", line: lines.number)
            }
        }
        try lines.expect("")
        let line = lines.number
        func list<Value>(_ key: String, _ count: Int, _ convert: (Substring) -> Value?) throws(ScoringError) -> [Value]
        {
            guard let text = fields[key], let values = TextNumber.list(text, convert), values.count == count else {
                throw .unreadableText("'\(key)' of tree \(index) is no list of \(count) numbers", line: line)
            }
            return values
        }
        guard let leaves = fields["num_leaves"].flatMap(TextNumber.integer), (1...Limits.treeNodes).contains(leaves),
            let sets = fields["num_cat"].flatMap(TextNumber.integer), (0..<leaves).contains(sets),
            fields["is_linear"] == "0", fields["shrinkage"].flatMap(TextNumber.double) != nil,
            Set(fields.keys) == (sets > 0 ? Self.keys.union(Self.categoryKeys) : Self.keys)
        else { throw .unreadableText("tree \(index) is of a kind that is not known here", line: line) }
        let nodes = leaves - 1
        features = try list("split_feature", nodes) { TextNumber.integer($0).flatMap(Int32.init(exactly:)) }
        thresholds = try list("threshold", nodes, TextNumber.threshold)
        decisions = try list("decision_type", nodes) { TextNumber.integer($0).flatMap(UInt8.init(exactly:)) }
        left = try list("left_child", nodes) { TextNumber.integer($0).flatMap(Int32.init(exactly:)) }
        right = try list("right_child", nodes) { TextNumber.integer($0).flatMap(Int32.init(exactly:)) }
        leafValues = try list("leaf_value", leaves, TextNumber.double)
        leafCounts = try list("leaf_count", leaves, TextNumber.integer)
        nodeCounts = try list("internal_count", nodes, TextNumber.integer)
        gains = try list("split_gain", nodes) { max(TextNumber.double($0) ?? 0, 0) }
        // Weights are of no use here and may be beyond all numbers; that they are there is enough.
        for key in ["internal_value", "internal_weight"] { _ = try list(key, nodes) { $0 } }
        _ = try list("leaf_weight", leaves == 1 && fields["leaf_weight"]?.isEmpty == true ? 0 : leaves) { $0 }
        guard sets > 0 else {
            (setOffsets, setWords) = ([0], [])
            return
        }
        setOffsets = try list("cat_boundaries", sets + 1) { TextNumber.integer($0).flatMap(Int32.init(exactly:)) }
        guard setOffsets.first == 0, zip(setOffsets, setOffsets.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .unreadableText("'cat_boundaries' of tree \(index) do not follow each other", line: line)
        }
        setWords = try list("cat_threshold", Int(setOffsets.last ?? 0)) {
            TextNumber.integer($0).flatMap(UInt32.init(exactly:))
        }
    }
}

/// Trees of the text form, put behind each other.
struct LightGBMTrees {
    private(set) var trees = FlatTrees()
    /// Nodes that ask each column.
    private(set) var splits: [Int]
    /// What these nodes make better, summed.
    private(set) var gains: [Double]

    init(columnCount: Int) {
        splits = [Int](repeating: 0, count: columnCount)
        gains = [Double](repeating: 0, count: columnCount)
    }

    mutating func append(_ tree: LightGBMTree, index: Int) throws(ScoringError) {
        let (firstNode, firstLeaf) = (trees.nodes.count, trees.leafValues.count)
        let (nodes, leaves) = (tree.features.count, tree.leafValues.count)
        guard firstNode + nodes <= Limits.treeNodes, firstLeaf + leaves <= Limits.treeNodes * 2 else {
            throw .unreadableText("more than \(Limits.treeNodes) nodes")
        }
        func reference(_ child: Int32, of node: Int) throws(ScoringError) -> (Int32, rows: Int) {
            if child >= 0 {
                // Children are made after their parents.
                guard Int(child) > node, Int(child) < nodes else {
                    throw .unreadableText("tree \(index), node \(node): there is no child \(child)")
                }
                return (child + Int32(firstNode), tree.nodeCounts[Int(child)])
            }
            guard Int(~child) < leaves else {
                throw .unreadableText("tree \(index), node \(node): there is no leaf \(~child)")
            }
            return (~(~child + Int32(firstLeaf)), tree.leafCounts[Int(~child)])
        }
        let firstSet = trees.setCount
        trees.roots.append(nodes > 0 ? Int32(firstNode) : ~Int32(firstLeaf))
        for node in 0..<nodes {
            let (left, leftRows) = try reference(tree.left[node], of: node)
            let (right, rightRows) = try reference(tree.right[node], of: node)
            let (sum, overflow) = leftRows.addingReportingOverflow(rightRows)
            guard !overflow, leftRows >= 0, rightRows >= 0, sum == tree.nodeCounts[node] else {
                throw .unreadableText("tree \(index), node \(node): its rows are not those of its children")
            }
            let column = Int(tree.features[node])
            guard splits.indices.contains(column) else {
                throw .unreadableText("tree \(index), node \(node): there is no column \(column)")
            }
            splits[column] += 1
            gains[column] = min(gains[column] + tree.gains[node], TreeModel.gainBound)
            let decision = FlatTrees.Decision(rawValue: tree.decisions[node])
            var threshold = tree.thresholds[node]
            if decision.contains(.category) {
                guard let set = Int(exactly: threshold), set >= 0, set < tree.setOffsets.count - 1 else {
                    throw .unreadableText("tree \(index), node \(node): there is no set \(threshold)")
                }
                threshold = Double(set + firstSet)
            }
            trees.nodes.append(
                FlatTrees.Node(
                    threshold: threshold, feature: tree.features[node], left: left, right: right, decision: decision))
        }
        trees.leafValues += tree.leafValues
        trees.leafCounts += tree.leafCounts
        let words = Int32(trees.setWords.count)
        trees.setOffsets += tree.setOffsets.dropFirst().map { $0 + words }
        trees.setWords += tree.setWords
    }
}
