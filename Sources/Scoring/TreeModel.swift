package import Evidence

/// Boosted trees over the columns of a ``TreeMatrix``.
package struct TreeModel: Sendable, Equatable {
    package var link: Link
    /// Raw scores a row: 1 for identity and logistic, one a class for softmax.
    ///
    /// Tree `t` belongs to output `t % outputs`.
    package var outputs: Int
    package var trees: FlatTrees
    /// The total gain of the splits of each column of the matrix, in units of the training loss; empty where it is
    /// not known.
    package var gains: [Double]
    /// What is done to the scores; the model document keeps it.
    package var recalibration: Recalibration?

    /// The largest total gain that is told.
    static let gainBound = 1e300

    package init(link: Link, outputs: Int, trees: FlatTrees, gains: [Double] = []) {
        self.link = link
        self.outputs = outputs
        self.trees = trees
        self.gains = gains
    }

    /// Trees for each output.
    package var rounds: Int { outputs > 0 ? trees.roots.count / outputs : 0 }

    /// Predicts rows that lie in memory, through the link, without allocating anything: one row or many.
    ///
    /// `values` is row-major, `rowCount × width`, as a ``TreeMatrix`` holds rows; `predictions` receives
    /// `rowCount × outputs` numbers, row-major. The trees have no fault over `width` columns.
    package func predict(
        _ values: UnsafeBufferPointer<Double>, rowCount: Int, width: Int,
        into predictions: UnsafeMutableBufferPointer<Double>
    ) {
        trees.writeScores(values: values, rowCount: rowCount, width: width, outputs: outputs, into: predictions)
        let own = UnsafeMutableBufferPointer(rebasing: predictions[..<(rowCount * outputs)])
        link.apply(to: own, width: outputs, recalibration)
    }

    /// The same predictions by the form for many rows, where there is one.
    func predict(
        _ values: UnsafeBufferPointer<Double>, rowCount: Int, width: Int, _ nodewise: NodewiseTrees?,
        into predictions: UnsafeMutableBufferPointer<Double>
    ) {
        guard let nodewise else { return predict(values, rowCount: rowCount, width: width, into: predictions) }
        nodewise.writeScores(values: values, rowCount: rowCount, width: width, outputs: outputs, into: predictions)
        let own = UnsafeMutableBufferPointer(rebasing: predictions[..<(rowCount * outputs)])
        link.apply(to: own, width: outputs, recalibration)
    }

    /// The first thing that keeps the model from being applied to a task and a matrix of these columns, or `nil`.
    package func firstFault(task: LearningTask, classes: Int, columns: [TreeColumn]) -> String? {
        let (expected, expectedOutputs) = Link.expected(task: task, classes: classes)
        guard link == expected else { return "the link '\(link.rawValue)' does not belong to a \(task.rawValue) task" }
        guard outputs == expectedOutputs else { return "\(expectedOutputs) outputs expected, and there are \(outputs)" }
        guard trees.roots.count.isMultiple(of: outputs), !trees.roots.isEmpty else {
            return "\(trees.roots.count) trees for \(outputs) outputs"
        }
        guard gains.isEmpty || columns.isEmpty || gains.count == columns.count,
            gains.allSatisfy({ $0 >= 0 && $0.isFinite })
        else {
            return "gains that do not fit the columns"
        }
        return trees.firstFault(columns: columns)
    }
}

extension TreeModel: Codable {
    private enum CodingKeys: String, CodingKey {
        case link, outputs, gains
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            link: try fields.decode(Link.self, forKey: .link), outputs: try fields.decode(Int.self, forKey: .outputs),
            trees: try FlatTrees(from: decoder),
            gains: try fields.decodeIfPresent([Double].self, forKey: .gains) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(link, forKey: .link)
        try fields.encode(outputs, forKey: .outputs)
        if !gains.isEmpty { try fields.encode(gains, forKey: .gains) }
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
