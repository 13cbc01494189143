import Columns
import Evidence
import Scoring

extension ExplainedSample {
    /// How attributions and predictions follow the values of a column.
    ///
    /// The partial dependence is the mean prediction of all rows, each of which is given the value of a row of the level,
    /// and so keeps what the values of a bin are like. A moment moves whole.
    func dependence(
        of column: String, classes: [String], task: LearningTask, seed: Int64
    ) throws -> ExplanationsDocument.Dependence? {
        guard let source = explainer.plan.sources.firstIndex(of: column) else { return nil }
        let outputs = sources.indices.map { values(of: source, output: $0) }
        let output = AttributionPlan.strongest(outputs.map { size(of: $0) }) ?? 0
        guard let slot = strongestSlot(of: source, output: output),
            let levels = DependenceLevels(source: column, part: slot.part, table: table)
        else { return nil }
        let orders = levels.orders(rows: table.rowCount, seed: seed)
        let dealt = try model.predictPermuted(
            plan, table: table, sources: [column], orders: orders, task: task, threads: threads
        ).permuted[0]
        let found = Parallel.map(count: levels.places.count, threads: threads) { level in
            self.level(level, of: levels, outputs[output], dealt?[level] ?? predictions, output: output)
        }
        return ExplanationsDocument.Dependence(
            column: column, part: levels.part, className: classes.isEmpty ? nil : classes[output],
            levels: found.compactMap(\.self))
    }

    private func level(
        _ level: Int, of levels: DependenceLevels, _ values: [Double], _ dealt: Predictions, output: Int
    ) -> ExplanationsDocument.Level? {
        let places = levels.places[level]
        let own = RowMean.of(
            places.map { values[$0] }, weights: target.weights.map { weights in places.map { weights[$0] } },
            units: units.selecting(places))
        let predicted = RowMean.of(
            (0..<dealt.rowCount).map { dealt.values[$0 * dealt.width + min(output, dealt.width - 1)] },
            weights: target.weights, units: units)
        guard let own, let predicted else { return nil }
        return ExplanationsDocument.Level(
            label: levels.labels[level], position: levels.positions[level], rows: places.count, attribution: own,
            prediction: predicted)
    }

    private func size(of values: [Double]) -> Double { CompensatedSum.of(values.lazy.map(\.magnitude)) }

    /// The slot of a source that adds most, up or down, over all rows.
    private func strongestSlot(of source: Int, output: Int) -> AttributionPlan.Slot? {
        let all = explainer.plan.slots
        var best: (slot: AttributionPlan.Slot, size: Double)?
        for (place, slot) in all.enumerated() where slot.source == source {
            let size = size(of: (0..<table.rowCount).map { slots[output][$0 * all.count + place] })
            if size > best?.size ?? -1 { best = (slot, size) }
        }
        return best?.slot
    }
}
