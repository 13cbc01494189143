package import Evidence

/// A brief with everything that it left open settled against the data.
package struct SettledBrief: Sendable, Equatable {
    package var brief: Brief
    package var task: LearningTask
    /// The classes as text, in order (integers numerically, text by UTF-8 bytes, false before true); empty for
    /// regression.
    package var classes: [String]
    /// The class that scores speak of (binary only); one of `classes`.
    package var positive: String?
    package var primary: MetricName
    package var split: SettledSplit
    package var candidates: [Candidate]
    /// What the brief left open, how it was settled and why, in the order of the brief's keys.
    package var inferences: [Inference]

    /// How rows are divided, with nothing left open.
    package enum SettledSplit: Sendable, Equatable {
        /// Into train, validation and test.
        case parts(by: SplitBy, validation: PartBorder, test: PartBorder, gap: BriefDuration?)
        /// Into folds that are held out in their turn.
        case crossValidation(by: SplitBy, folds: Int, repeats: Int, gap: BriefDuration?)

        /// What decides where a row goes.
        package var by: SplitBy {
            switch self {
            case .parts(let by, _, _, _), .crossValidation(let by, _, _, _): by
            }
        }

        /// The same as a brief says it.
        package var plan: SplitPlan {
            switch self {
            case .parts(let by, let validation, let test, let gap):
                .parts(SplitPlan.Parts(by: by, validation: validation, test: test, gap: gap))
            case .crossValidation(let by, let folds, let repeats, let gap):
                .crossValidation(SplitPlan.CrossValidation(by: by, folds: folds, repeats: repeats, gap: gap))
            }
        }
    }
}

extension SettledBrief {
    /// Whether probabilities may be set right by the rows that choose: as the brief has it, else under any split but one
    /// by time, where those rows are of one season and may have other shares of the classes than the rows to come.
    package var recalibrates: Bool {
        if let recalibrate = brief.metric.recalibrate { return recalibrate }
        if case .time = split.by { return false }
        return true
    }

    /// The metrics to compute: the usual ones of the task, and those that the brief names, in the order of tables.
    package var metrics: [MetricName] {
        let usual = MetricName.usual(for: task)
        let guarded = brief.metric.guardrails.compactMap { guardrail -> MetricName? in
            if case .metric(let metric) = guardrail.measure { metric } else { nil }
        }
        let ranking = brief.data.query == nil ? [] : MetricName.ranking
        let named = [primary] + brief.metric.also + guarded + ranking
        return MetricName.all(for: task).filter { usual.contains($0) || named.contains($0) }
    }

    /// The brief with what was settled written into it, so that it says the same without the data.
    package var explicit: Brief {
        var explicit = brief
        explicit.task = task
        explicit.data.positive = positive
        explicit.metric.primary = primary
        explicit.split = split.plan
        explicit.candidates = candidates
        explicit.origin.inferences = inferences
        return explicit
    }

    /// The summary that documents are rendered from; `excluded` are columns left out for other reasons than the
    /// brief's, which come first.
    package func summary(excluded: [Exclusion] = []) -> BriefSummary {
        let own = brief.exclude.map { Exclusion(column: $0.column, reason: $0.text, by: .brief) }
        var summary = BriefSummary(
            name: brief.name, problem: brief.problem, task: task, label: brief.data.label, positive: positive,
            classes: classes, key: brief.data.key, time: brief.data.time, weight: brief.data.weight, primary: primary,
            guardrails: brief.metric.guardrails.map(\.text),
            costs: brief.metric.costs.map {
                .init(falsePositive: $0.falsePositive, falseNegative: $0.falseNegative)
            },
            slices: brief.slices, sensitive: brief.sensitive, excluded: own + excluded,
            candidates: candidates.map(\.rawValue) + brief.foreign.map(\.name), seed: brief.seed, owner: brief.owner,
            purpose: brief.purpose,
            due: brief.due?.description, userFacing: brief.userFacing, approvers: brief.approvers,
            inferred: inferences, timeAssumed: brief.assumed.first { $0.column == "data.time" }?.text)
        summary.query = brief.data.query
        return summary
    }
}
