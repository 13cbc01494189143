extension FlatTrees: Codable {
    private enum CodingKeys: String, CodingKey {
        case roots, features, thresholds, decisions, left, right, leaves
        case setOffsets = "set_offsets"
        case setWords = "set_words"
        case leafCounts = "leaf_counts"
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(roots, forKey: .roots)
        try fields.encode(nodes.map(\.feature), forKey: .features)
        try fields.encode(nodes.map(\.threshold), forKey: .thresholds)
        try fields.encode(nodes.map(\.decision.rawValue), forKey: .decisions)
        try fields.encode(nodes.map(\.left), forKey: .left)
        try fields.encode(nodes.map(\.right), forKey: .right)
        try fields.encode(leafValues, forKey: .leaves)
        try fields.encode(setOffsets, forKey: .setOffsets)
        try fields.encode(setWords, forKey: .setWords)
        if !leafCounts.isEmpty { try fields.encode(leafCounts, forKey: .leafCounts) }
    }

    /// Reads the arrays; ``firstFault(columns:)`` says whether they hold together.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let features = try fields.decode([Int32].self, forKey: .features)
        let thresholds = try fields.decode([Double].self, forKey: .thresholds)
        let decisions = try fields.decode([UInt8].self, forKey: .decisions)
        let left = try fields.decode([Int32].self, forKey: .left)
        let right = try fields.decode([Int32].self, forKey: .right)
        guard Set([features.count, thresholds.count, decisions.count, left.count, right.count]).count == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .features, in: fields, debugDescription: "the arrays of nodes differ in length")
        }
        self.init(
            roots: try fields.decode([Int32].self, forKey: .roots),
            nodes: features.indices.map {
                Node(
                    threshold: thresholds[$0], feature: features[$0], left: left[$0], right: right[$0],
                    decision: Decision(rawValue: decisions[$0]))
            },
            leafValues: try fields.decode([Double].self, forKey: .leaves),
            setOffsets: try fields.decode([Int32].self, forKey: .setOffsets),
            setWords: try fields.decode([UInt32].self, forKey: .setWords),
            leafCounts: try fields.decodeIfPresent([Int].self, forKey: .leafCounts) ?? [])
    }
}
