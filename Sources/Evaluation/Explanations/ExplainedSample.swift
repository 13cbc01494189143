import Columns
import Evidence
import Scoring

/// Rows with their predictions and what each source column adds to their raw scores.
struct ExplainedSample {
    let explainer: Explainer
    let model: Model
    let plan: FeaturePlan
    let table: Table
    let target: Target
    let units: ResamplingUnits
    let threads: Int
    let predictions: Predictions
    /// For each output, what each slot adds, row-major.
    let slots: [[Double]]
    /// For each output, what each source adds, row-major.
    let sources: [[Double]]

    init(
        _ explainer: Explainer, model: Model, plan: FeaturePlan, table: Table, target: Target, units: ResamplingUnits,
        threads: Int
    ) throws {
        self.explainer = explainer
        self.model = model
        self.plan = plan
        self.table = table
        self.target = target
        self.units = units
        self.threads = threads
        let bound = try BoundPlan(plan, to: table)
        predictions = model.predict(bound, task: target.task, threads: threads)
        let outputs = explainer.base.count
        let rows = table.rowCount
        slots = (0..<outputs).map { output in
            explainer.attributions(
                bound, chosen: outputs == 1 ? nil : [Int32](repeating: Int32(output), count: rows), threads: threads)
        }
        let (width, count) = (explainer.plan.slots.count, explainer.plan.sources.count)
        sources = slots.map { slots in
            var (sums, all): ([Double], [Double]) = ([Double](repeating: 0, count: count), [])
            all.reserveCapacity(rows * count)
            for row in 0..<rows {
                explainer.plan.addSources(of: slots[row * width..<(row + 1) * width], to: &sums)
                all += sums
            }
            return all
        }
    }

    /// What a source adds to each row's score of an output.
    func values(of source: Int, output: Int) -> [Double] {
        let width = explainer.plan.sources.count
        return (0..<table.rowCount).map { sources[output][$0 * width + source] }
    }

    /// Each source with the mean size of what it adds, the largest first; `nil` where rows weigh nothing.
    var columns: [ExplanationsDocument.Column]? {
        let means = Parallel.map(count: explainer.plan.sources.count, threads: threads) { source in
            var sizes = [Double](repeating: 0, count: table.rowCount)
            for output in sources.indices {
                for (row, value) in values(of: source, output: output).enumerated() { sizes[row] += value.magnitude }
            }
            let outputs = Double(sources.count)
            return RowMean.of(sizes.map { $0 / outputs }, weights: target.weights, units: units)
        }
        let total = CompensatedSum.of(means.compactMap { $0?.value })
        var columns: [ExplanationsDocument.Column] = []
        for (name, mean) in zip(explainer.plan.sources, means) {
            guard var mean else { return nil }
            // A mean of sizes is at least 0.
            mean.lower = mean.lower.map { max(0, $0) }
            columns.append(.init(column: name, mean: mean, share: total > 0 ? mean.value / total : 0))
        }
        return columns.sorted { first, second in
            first.mean.value == second.mean.value
                ? first.column.utf8.lexicographicallyPrecedes(second.column.utf8)
                : first.mean.value > second.mean.value
        }
    }
}
