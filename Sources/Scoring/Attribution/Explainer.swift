import Columns
package import Evidence

/// How much each source column adds to a row's raw score, for any model.
package struct Explainer: Sendable {
    package let plan: AttributionPlan
    private let method: Method

    private enum Method {
        /// Every row has the same score, and no column adds to it.
        case constant([Double])
        case linear(LinearExplainer)
        case trees(TreeExplainer)
    }

    /// Prepares the explanations of a model.
    ///
    /// - Throws: ``ScoringError`` (`explanation-unavailable`) where the document lacks what they are counted from,
    ///   since an earlier version wrote it.
    package init(_ document: ModelDocument) throws(ScoringError) {
        try self.init(document.model, plan: document.plan, task: document.task)
    }

    /// Prepares the explanations of a model that reads a plan.
    ///
    /// - Throws: ``ScoringError`` (`explanation-unavailable`).
    package init(_ model: Model, plan features: FeaturePlan, task: LearningTask) throws(ScoringError) {
        plan = AttributionPlan(features)
        switch model {
        case .prior(let prior): method = .constant(task == .binary ? [prior.values[1]] : prior.values)
        case .linear(let model):
            guard let linear = LinearExplainer(model, of: features, plan) else { throw Self.unavailable }
            method = .linear(linear)
        case .trees(let model):
            guard let trees = TreeExplainer(model, width: features.treeColumns.count) else {
                throw Self.unavailable
            }
            method = .trees(trees)
        }
    }

    private static let unavailable = ScoringError([
        Finding(
            .error, .explanationUnavailable,
            "the model does not say what its training rows were like, which explanations are counted from",
            advice: "run the brief again, or score without explanations")
    ])

    /// The raw score that attributions are counted from, by output: for a classification in units of log-odds.
    package var base: [Double] {
        switch method {
        case .constant(let values): values
        case .linear(let linear): linear.base
        case .trees(let trees): trees.base
        }
    }

    /// The attributions of all rows of a table: what each slot of the ``plan`` adds to the raw score of an output.
    ///
    /// With the output's ``base`` they add up to the row's raw score.
    ///
    /// - Parameters:
    ///   - bound: the document's plan with the table's columns.
    ///   - chosen: the output to explain of each row; the only one where `nil`.
    ///   - threads: at most this many at a time.
    /// - Returns: row-major, rows × slots.
    package func attributions(_ bound: BoundPlan, chosen: [Int32]? = nil, threads: Int = 1) -> [Double] {
        let (rows, slots) = (bound.rowCount, plan.slots.count)
        let blocks = Parallel.blocks(of: rows, size: 1_024)
        return [Double](unsafeUninitializedCapacity: rows * slots) { sums, count in
            sums.initialize(repeating: 0)
            nonisolated(unsafe) let sums = sums
            _ = Parallel.map(count: blocks.count, threads: threads) { index in
                let block = blocks[index]
                let target = UnsafeMutableBufferPointer(
                    rebasing: sums[block.lowerBound * slots..<block.upperBound * slots])
                guard let chosen else { return add(bound, block, chosen: nil, to: target) }
                chosen.withUnsafeBufferPointer { add(bound, block, chosen: .init(rebasing: $0[block]), to: target) }
            }
            count = rows * slots
        }
    }

    private func add(
        _ bound: BoundPlan, _ rows: Range<Int>, chosen: UnsafeBufferPointer<Int32>?,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        switch method {
        case .constant: break
        case .linear(let linear): add(linear, bound, rows, chosen: chosen, to: sums)
        case .trees(let trees): add(trees, bound, rows, chosen: chosen, to: sums)
        }
    }

    private func add(
        _ linear: LinearExplainer, _ bound: BoundPlan, _ rows: Range<Int>, chosen: UnsafeBufferPointer<Int32>?,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        let (width, blocks) = (bound.plan.denseWidth, bound.plan.blockWidths.count)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count * width) { dense in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows.count * blocks) { levels in
                bound.writeLinear(.run(rows), dense: dense, levels: levels)
                linear.add(
                    dense: .init(dense), levels: .init(levels), rowCount: rows.count, chosen: chosen, to: sums)
            }
        }
    }

    private func add(
        _ trees: TreeExplainer, _ bound: BoundPlan, _ rows: Range<Int>, chosen: UnsafeBufferPointer<Int32>?,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        let (width, slots) = (trees.width, plan.slots.count)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count * width) { values in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count * width) { parts in
                bound.writeTrees(.run(rows), into: values)
                trees.write(
                    .init(values), rowCount: rows.count, chosen: trees.outputs > 1 ? chosen : nil, into: parts)
                for row in 0..<rows.count {
                    for column in 0..<width {
                        sums[row * slots + plan.treeSlots[column]] += parts[row * width + column]
                    }
                }
            }
        }
    }
}
