import Columns
import Evidence

extension TaskSettler {
    /// Share of the positive class under which `average_precision` says more than `roc_auc`.
    private static let rareShare = 0.05

    /// The positive class of two.
    mutating func positive() -> String? {
        let classes = label.distinct
        if let given = brief.data.positive {
            if let exact = classes.first(where: { $0.text == given }) { return exact.text }
            // `Yes` in a CSV file has become true, and `true` may stand for 1.
            let canonical = ClassNames(type: label.type).canonical(given)
            if let same = classes.first(where: { $0.text == canonical }) { return same.text }
            report(
                .impossibleValue, at: "data.positive", "\(quoted(given)) is no class of the label",
                "The classes are \(listed(classes.map { quoted($0.text) })).")
            return nil
        }
        if let yes = AffirmativeClass(among: classes.map(\.text)) {
            infer("data.positive", yes.name, yes.reason)
            return yes.name
        }
        guard classes.count == 2 else { return nil }
        let (first, second) = (classes[0], classes[1])
        let rarer = first.rows < second.rows ? first : second
        let reason =
            first.rows == second.rows
            ? "both classes have \(first.rows) rows, and this one is the last in order"
            : "it is the rarer class: \(rarer.rows) of \(label.rows) rows"
        infer("data.positive", rarer.text, reason)
        return rarer.text
    }

    /// Reports costs of pairs that are no classes, or that decide nothing.
    private mutating func checkClassCosts(of task: LearningTask) {
        let costs = brief.metric.classCosts
        guard !costs.isEmpty else { return }
        guard task == .multiclass else {
            report(
                .impossibleValue, at: "metric.costs",
                "costs of pairs of classes have a meaning only for a multiclass task, not for \(task.rawValue)",
                task == .binary ? "Write {false_positive: …, false_negative: …}." : "Leave them out.")
            return
        }
        let classes = label.distinct.map(\.text)
        for pair in costs {
            for (name, path) in [(pair.truth, pair.truth), (pair.decided, "\(pair.truth).\(pair.decided)")]
            where !classes.contains(name) {
                let near = Spelling.nearest(to: name, among: classes).map { " Did you mean '\($0)'?" } ?? ""
                report(
                    .impossibleValue, at: "metric.costs.\(path)", "\(quoted(name)) is no class of the label",
                    "The classes are \(listed(classes.map { quoted($0) })).\(near)")
            }
        }
        if costs.matrix(of: classes).allSatisfy({ $0.allSatisfy { $0 == 0 } }) {
            report(
                .impossibleValue, at: "metric.costs", "the costs cannot all be 0",
                "If no decision costs anything, leave 'costs' out.")
        }
    }

    /// Reports keys that the brief gives and that have no meaning for the task.
    mutating func checkFit(of task: LearningTask) {
        if brief.data.positive != nil, task != .binary {
            report(
                .impossibleValue, at: "data.positive",
                "'data.positive' has a meaning only for a binary task, not for \(task.rawValue)",
                "Leave it out.")
        }
        if brief.metric.costs != nil, task != .binary {
            report(
                .impossibleValue, at: "metric.costs",
                "'metric.costs' has a meaning only for a binary task, not for \(task.rawValue)",
                task == .multiclass
                    ? "Write what each pair of classes costs: {TRUE CLASS: {DECIDED CLASS: NUMBER}}."
                    : "Leave it out: it sets the threshold between two classes.")
        }
        checkClassCosts(of: task)
        if brief.data.query != nil, task == .multiclass {
            report(
                .impossibleValue, at: "data.query",
                "'data.query' ranks rows by one score, and a multiclass task has several", "Leave it out.")
        }
        if brief.metric.recalibrate == true, !task.isClassification {
            report(
                .impossibleValue, at: "metric.recalibrate",
                "'metric.recalibrate' has a meaning only where classes are predicted, not for \(task.rawValue)",
                "Leave it out.")
        }
        if brief.metric.threshold != nil, task != .binary {
            report(
                .impossibleValue, at: "metric.threshold",
                "'metric.threshold' has a meaning only for a binary task, not for \(task.rawValue)",
                "Leave it out: of several classes the likeliest is predicted.")
        }
        if case .capacity? = brief.metric.threshold, brief.data.time == nil {
            report(
                .impossibleValue, at: "metric.threshold",
                "'metric.threshold.capacity' counts rows by time, and 'data.time' is not given",
                "Name the column of the time of prediction under data.time.")
        }
        checkFairnessMeasures(of: task)
        checkCandidates(of: task)
        let known = MetricName.all(for: task)
        let named =
            (brief.metric.primary.map { [("metric.primary", $0)] } ?? [])
            + brief.metric.also.enumerated().map { ("metric.also[\($0)]", $1) }
            + brief.metric.guardrails.enumerated().compactMap { place, guardrail in
                guard case .metric(let metric) = guardrail.measure else { return nil }
                return ("metric.guardrails[\(place)]", metric)
            }
        for (path, metric) in named where !known.contains(metric) {
            report(
                .impossibleValue, at: path, "'\(metric.rawValue)' is no metric of a \(task.rawValue) task",
                "Metrics of \(task.rawValue): \(listed(known.map(\.rawValue))).")
        }
    }

    /// That what is said of candidates fits the task and its classes.
    private mutating func checkCandidates(of task: LearningTask) {
        if let first = brief.monotone.first, task == .multiclass {
            report(
                .impossibleValue, at: "monotone.\(first.column)",
                "'monotone' has a meaning only where one number is predicted, not for multiclass",
                "Leave it out: of several classes some become likelier and others less likely.")
        }
        let classes = label.distinct.map(\.text)
        for (candidate, options) in brief.candidateOptions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let path = "candidates.\(candidate.rawValue).class_weight"
            guard let weight = options.classWeight else { continue }
            guard task.isClassification else {
                report(
                    .impossibleValue, at: path, "'class_weight' has a meaning only where classes are predicted",
                    "Leave it out; data.weight names a column of weights for single rows.")
                continue
            }
            guard case .factors(let factors) = weight else { continue }
            for factor in factors where !classes.contains(factor.name) {
                report(
                    .impossibleValue, at: path, "'class_weight' names \(quoted(factor.name)), which is no class",
                    "Classes of the label: \(listed(classes.prefix(20).map { quoted($0) })).")
            }
        }
    }

    /// That a guardrail's measure of fairness is one of the task.
    mutating func checkFairnessMeasures(of task: LearningTask) {
        let known = FairnessMeasure.all(for: task)
        for (place, guardrail) in brief.metric.guardrails.enumerated() {
            guard case .fairness(let measure) = guardrail.measure, !known.contains(measure) else { continue }
            report(
                .impossibleValue, at: "metric.guardrails[\(place)]",
                "'\(measure.rawValue)' is no measure of a \(task.rawValue) task",
                "Measures of \(task.rawValue): \(listed(known.map(\.rawValue))).")
        }
    }

    /// The metric that chooses.
    mutating func primary(of task: LearningTask, positive: String?) -> MetricName {
        if let primary = brief.metric.primary { return primary }
        let (metric, reason): (MetricName, String)
        switch task {
        case .multiclass: (metric, reason) = (.logLoss, "the standard of a multiclass task")
        case .regression: (metric, reason) = (.rootMeanSquaredError, "the standard of a regression")
        case .binary:
            let rows = label.distinct.first { $0.text == positive }?.rows ?? 0
            if Double(rows) < Self.rareShare * Double(label.rows) {
                (metric, reason) = (.averagePrecision, "under 5 % of the rows are positive: \(rows) of \(label.rows)")
            } else {
                (metric, reason) = (.rocAUC, "the standard of a binary task")
            }
        }
        infer("metric.primary", metric.rawValue, reason)
        return metric
    }

    /// How rows are divided: as the brief says, else by cross-validation where there are few.
    mutating func split() -> SettledBrief.SettledSplit {
        let together = brief.data.query.map { SplitBy.group(column: $0) }
        let by = brief.split?.by ?? (brief.data.time == nil ? together ?? .random : .time)
        let whyBy =
            by == .time
            ? "'data.time' is given, so later rows test what earlier ones taught"
            : by == together ? "the rows of one 'data.query' are ranked together" : whyAtRandom
        switch brief.split {
        case .crossValidation(let plan):
            if plan.by == nil { infer("split.by", by.word, whyBy) }
            return .crossValidation(by: by, folds: plan.folds, repeats: plan.repeats, gap: plan.gap)
        case nil where label.rows < Limits.crossValidatedRows:
            let repeats = SplitPlan.standardRepeats(rows: label.rows, by: by)
            infer(
                "split",
                "by \(by.word), cross-validation in \(SplitPlan.standardFolds) folds"
                    + (repeats > 1 ? ", dealt \(repeats) times" : ""),
                "\(whyBy); with fewer than \(NumberText.count(Limits.crossValidatedRows)) rows a single test part "
                    + "would say little, so every row is held out in its turn")
            return .crossValidation(by: by, folds: SplitPlan.standardFolds, repeats: repeats, gap: nil)
        case nil: return parts(SplitPlan.Parts(), by: by, whyBy: whyBy)
        case .parts(let given): return parts(given, by: by, whyBy: whyBy)
        }
    }

    /// Why rows are divided at random, and that a column of moments could divide them better.
    private var whyAtRandom: String {
        guard brief.data.time == nil, let moment = moments.first else { return "there is no 'data.time'" }
        return "there is no 'data.time'; 'data.time: \(moment)' would test on later rows what earlier ones taught"
    }

    private mutating func parts(_ parts: SplitPlan.Parts, by: SplitBy, whyBy: String) -> SettledBrief.SettledSplit {
        var inferred: [String] = []
        var reasons: [String] = []
        if parts.by == nil {
            inferred.append("by \(by.word)")
            reasons.append(whyBy)
        }
        if parts.validation == nil { inferred.append("validation 15 %") }
        if parts.test == nil { inferred.append("test 20 %") }
        if parts.validation == nil || parts.test == nil { reasons.append("15 % and 20 % are the standard shares") }
        if !inferred.isEmpty { infer("split", inferred.joined(separator: ", "), reasons.joined(separator: "; ")) }
        return .parts(
            by: by, validation: parts.validation ?? .standardValidation, test: parts.test ?? .standardTest,
            gap: parts.gap)
    }
}
