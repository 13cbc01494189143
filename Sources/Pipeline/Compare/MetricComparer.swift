import Columns
import Evaluation
import Evidence
import Scoring
import Warehouse

/// How the figures of the chosen candidates of two runs differ, by the job's own intervals where rows are the same.
struct MetricComparer {
    let before: ComparedRun
    let after: ComparedRun
    let connection: Connection
    let threads: Int

    /// What either of the runs computed, and the usual metrics.
    private var names: [MetricName] {
        let task = after.evidence.brief.task
        let usual = MetricName.usual(for: task)
        return MetricName.all(for: task).filter { name in
            usual.contains(name)
                || [before, after].contains { $0.metrics.candidate($0.metrics.chosen)?.metrics[name] != nil }
        }
    }

    /// - Throws: a `HouseError` where the predictions cannot be read.
    func compare() throws -> (rows: RunDifference.Pairing, metrics: [MetricDifference]) {
        if let reason = reasonBeforeReading { return (.init(same: false, reason: reason), try metrics(nil)) }
        let (old, new) = (try JudgedRows(before, connection), try JudgedRows(after, connection))
        if let reason = reason(old, new) { return (.init(same: false, reason: reason), try metrics(nil)) }
        let differences = try paired(old, new)
        let resampling = after.evidence.evaluation.resampling
        return (
            .init(same: true, resampling: resampling),
            try metrics { name, gain in
                try (name.usesThreshold ? differences.decisions : differences.scores).interval(of: name, around: gain)
            }
        )
    }

    /// Every metric, with differences where `interval` can be asked how far they may be off.
    private func metrics(
        _ interval: ((MetricName, Double) throws -> Choice.PairedInterval?)?
    ) throws -> [MetricDifference] {
        try names.map { name in
            let missing = MetricValue.undefined(reason: "it was not computed")
            let first = before.metrics.candidate(before.metrics.chosen)?.metrics[name] ?? missing
            let second = after.metrics.candidate(after.metrics.chosen)?.metrics[name] ?? missing
            guard let interval, let old = first.number, let new = second.number else {
                return MetricDifference(metric: name, before: first, after: second)
            }
            let bounds = try interval(name, name.greaterIsBetter ? new - old : old - new)
            return MetricDifference(
                metric: name, before: first, after: second, difference: new - old,
                interval: name.greaterIsBetter ? bounds : bounds.map { -$0.upperBound ... -$0.lowerBound })
        }
    }

    // MARK: The same rows

    private var reasonBeforeReading: String? {
        let (old, new) = (before.evidence, after.evidence)
        if (old.split.folds == nil) != (new.split.folds == nil) {
            return "the figures of one run are of a test part, those of the other of folds held out in turn"
        }
        if old.brief.classes != new.brief.classes { return "the label has other classes" }
        if old.brief.key != new.brief.key { return "rows are known by another key" }
        if old.brief.weight != new.brief.weight { return "rows are weighed by another column" }
        return nil
    }

    private func reason(_ old: JudgedRows, _ new: JudgedRows) -> String? {
        let (first, second) = (old.target.rowCount, new.target.rowCount)
        guard first == second else {
            return "the figures are of other rows: \(NumberText.count(first)) before, \(NumberText.count(second)) now"
        }
        guard old.identity.columns.map(\.type) == new.identity.columns.map(\.type) else {
            return "the key has another type"
        }
        guard old.identity == new.identity else {
            return before.key.isEmpty
                ? "the brief names no key, and a row without one is known by its cells and the seed, which differ"
                : "the figures are of other rows, by their keys"
        }
        let others = zip(old.target.values, new.target.values).count { $0 != $1 }
        guard others == 0 else {
            return "the label of \(NumberText.counted(others, "row")) that judged is another"
        }
        guard old.isWeighed, new.isWeighed else { return "the weights of rows without a key cannot be found again" }
        guard old.target.weights == new.target.weights else { return "rows that judged have other weights" }
        guard old.folds == new.folds else { return "rows were held out in other folds" }
        return nil
    }

    // MARK: Intervals

    /// Differences in what looks at scores and in what looks at decisions.
    private func paired(
        _ old: JudgedRows, _ new: JudgedRows
    ) throws -> (scores: PairedDifferences, decisions: PairedDifferences) {
        let cuts = (before.evidence.evaluation.threshold, after.evidence.evaluation.threshold)
        if cuts.0 == cuts.1 {
            let both = try differences(old, new, old.predictions, new.predictions, cuts.0, names)
            return (both, both)
        }
        // Each decides at its own threshold, which is brought to the middle.
        let ranked = { (rows: JudgedRows, cut: Double?) in
            ScoreRanks.ranks(rows.predictions.values, positiveFrom: cut ?? 0.5)
        }
        return (
            try differences(old, new, old.predictions, new.predictions, nil, names.filter { !$0.usesThreshold }),
            try differences(
                old, new, ranked(old, cuts.0), ranked(new, cuts.1), 0.5, names.filter(\.usesThreshold))
        )
    }

    private func differences(
        _ old: JudgedRows, _ new: JudgedRows, _ first: Predictions, _ second: Predictions, _ cut: Double?,
        _ names: [MetricName]
    ) throws -> PairedDifferences {
        guard let numbers = new.folds, let folds = after.evidence.split.folds else {
            let resampling = Resampling(units: old.units, seed: before.evidence.brief.seed, threads: threads)
            return try PairedDifferences(
                second, first, target: old.target, positiveThreshold: cut, names: names, resampling: resampling)
        }
        let held = folds.trainingRows.enumerated().map { place, trainingRows in
            let rows = numbers.indices.filter { numbers[$0] == Int64(place + 1) }
            return PairedDifferences.Fold(
                rows: rows, trainingRows: trainingRows, first: second.selecting(rows), second: first.selecting(rows))
        }
        return try PairedDifferences(folds: held, target: old.target, positiveThreshold: cut, names: names)
    }
}

extension Predictions {
    /// The predictions of some rows, in their order.
    fileprivate func selecting(_ rows: [Int]) -> Predictions {
        Predictions(width: width, values: rows.flatMap { values[$0 * width..<($0 + 1) * width] })
    }
}
