package import Columns
package import Evidence
package import Scoring

/// What each source column adds to the scores of rows that judge: exact attributions of the chosen model, with
/// intervals, how they follow the columns' values, and examples.
package struct Explanations: Sendable {
    private static let sampleMark: Int64 = 0x5348_4150
    private static let dealMark: Int64 = 0x5044_504C

    let candidate: String
    let model: Model
    let plan: FeaturePlan
    let task: LearningTask
    /// The positive class, or all; empty for regression.
    let classes: [String]
    let seed: Int64
    let threads: Int

    /// - Parameters:
    ///   - candidate: the name of the chosen candidate.
    ///   - model: its model.
    ///   - plan: the features that it reads.
    ///   - target: the task and its classes.
    ///   - seed: of the sample and of what is dealt.
    ///   - threads: at most so many; they change no bit.
    package init(
        candidate: String, model: Model, plan: FeaturePlan, target: Target, seed: Int64, threads: Int
    ) {
        self.candidate = candidate
        self.model = model
        self.plan = plan
        task = target.task
        classes =
            switch target.task {
            case .binary: [target.classes[1]]
            case .multiclass: target.classes
            default: []
            }
        self.seed = seed
        self.threads = threads
    }

    /// `evaluation/explanations.json`.
    ///
    /// - Parameters:
    ///   - table: the dataset.
    ///   - rows: the rows of the table that judge, which the model did not see.
    ///   - target: their truth, in their order.
    ///   - units: their independent units, in their order.
    ///   - threshold: the score at or above which a row is positive (binary).
    ///   - costs: by true and decided class (multiclass); `nil` where the likeliest class is decided.
    ///   - key: the columns of the key, which name an example.
    ///   - masked: columns whose values are not shown.
    /// - Returns: every source column of the plan with its mean, and what is shown of the largest.
    /// - Throws: `ScoringError` where the table lacks a column of the plan.
    package func document(
        table: Table, rows: [Int], target: Target, units: ResamplingUnits, threshold: Double?,
        costs: [[Double]]? = nil, key: [String], masked: Set<String>
    ) throws -> ExplanationsDocument {
        let explainer: Explainer
        do {
            explainer = try Explainer(model, plan: plan, task: task)
        } catch {
            return nothing(error.findings.first?.message ?? "attributions cannot be computed", units: units)
        }
        if case .prior = model { return nothing("\(candidate) reads no column", units: units) }
        if plan.features.isEmpty { return nothing("there is no feature", units: units) }
        let places = sample(rows.count, slots: explainer.plan.slots.count)
        let wanted = plan.sourceColumns + key.filter { !plan.sourceColumns.contains($0) }
        let sampled = Table(
            wanted.compactMap { name in table[name].map { (name, $0.selecting(places.map { rows[$0] })) } },
            rowCount: places.count)
        let sample = try ExplainedSample(
            explainer, model: model, plan: plan, table: sampled, target: target.selecting(places),
            units: units.selecting(places), threads: threads)
        guard let columns = sample.columns else { return nothing("all weights are 0", units: units) }
        var document = ExplanationsDocument(
            candidate: candidate, unit: task.isClassification ? .logOdds : .label, rows: places.count,
            interval: method(sample.units), classes: classes, base: explainer.base, columns: columns)
        let followed = columns.filter { $0.mean.value > 0 && !masked.contains($0.column) }
            .prefix(Limits.dependenceColumns)
        document.dependence = try followed.compactMap { column in
            try sample.dependence(of: column.column, classes: classes, task: task, seed: seed ^ Self.dealMark)
        }
        document.examples = sample.examples(threshold: threshold, costs: costs, key: key, masked: masked)
        return document
    }

    private func nothing(_ reason: String, units: ResamplingUnits) -> ExplanationsDocument {
        Self.none(candidate: candidate, task: task, reason: reason, units: units)
    }

    /// The document of a candidate of which there is nothing to explain.
    package static func none(
        candidate: String, task: LearningTask, reason: String, units: ResamplingUnits
    ) -> ExplanationsDocument {
        ExplanationsDocument(
            candidate: candidate, unit: task.isClassification ? .logOdds : .label, reason: reason, rows: 0,
            interval: .init(level: RowMean.level, unit: units.kind, units: units.count), classes: [], base: [])
    }

    private func method(_ units: ResamplingUnits) -> ExplanationsDocument.Method {
        .init(level: RowMean.level, unit: units.kind, units: units.count)
    }

    /// Places of the sample in ascending order; fewer where attributions are many or trees are large.
    private func sample(_ count: Int, slots: Int) -> [Int] {
        let outputs = model.outputWidth(task: task)
        var parts = slots * outputs
        if case .trees(let trees) = model { parts = max(parts, trees.trees.nodes.count) }
        let size = min(count, Limits.explainedRows, max(100, Limits.explainedParts / max(1, parts)))
        guard size < count else { return Array(0..<count) }
        var draws = SeededDraws(seed: seed ^ Self.sampleMark, replicate: 0)
        return draws.order(of: count).prefix(size).sorted()
    }
}
