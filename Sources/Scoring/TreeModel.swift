package import Evidence

/// Boosted trees over the columns of a ``TreeMatrix``.
package struct TreeModel: Sendable, Equatable {
    package var link: Link
    /// Raw scores a row: 1 for identity and logistic, one a class for softmax.
    ///
    /// Tree `t` belongs to output `t % outputs`.
    package var outputs: Int
    package var trees: FlatTrees

    package init(link: Link, outputs: Int, trees: FlatTrees) {
        self.link = link
        self.outputs = outputs
        self.trees = trees
    }

    /// Trees for each output.
    package var rounds: Int { outputs > 0 ? trees.roots.count / outputs : 0 }

    /// The first thing that keeps the model from being applied to a task and a matrix of these columns, or `nil`.
    package func firstFault(task: LearningTask, classes: Int, columns: [TreeColumn]) -> String? {
        let (expected, expectedOutputs) = Link.expected(task: task, classes: classes)
        guard link == expected else { return "the link '\(link.rawValue)' does not belong to a \(task.rawValue) task" }
        guard outputs == expectedOutputs else { return "\(expectedOutputs) outputs expected, and there are \(outputs)" }
        guard trees.roots.count.isMultiple(of: outputs), !trees.roots.isEmpty else {
            return "\(trees.roots.count) trees for \(outputs) outputs"
        }
        return trees.firstFault(columns: columns)
    }
}

extension TreeModel: Codable {
    private enum CodingKeys: String, CodingKey {
        case link, outputs
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            link: try fields.decode(Link.self, forKey: .link), outputs: try fields.decode(Int.self, forKey: .outputs),
            trees: try FlatTrees(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(link, forKey: .link)
        try fields.encode(outputs, forKey: .outputs)
        try trees.encode(to: encoder)
    }
}

extension Link {
    /// The link of a task, and its raw scores a row.
    static func expected(task: LearningTask, classes: Int) -> (link: Link, outputs: Int) {
        switch task {
        case .binary: (.logistic, 1)
        case .multiclass: (.softmax, classes)
        case .regression: (.identity, 1)
        }
    }
}
