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

    /// A division into three parts with nothing left open.
    package struct SettledSplit: Sendable, Equatable {
        package var by: SplitBy
        package var validation: PartBorder
        package var test: PartBorder
        package var gap: BriefDuration?

        package init(by: SplitBy, validation: PartBorder, test: PartBorder, gap: BriefDuration? = nil) {
            self.by = by
            self.validation = validation
            self.test = test
            self.gap = gap
        }
    }
}

extension SettledBrief {
    /// The brief with what was settled written into it, so that it says the same without the data.
    package var explicit: Brief {
        var explicit = brief
        explicit.task = task
        explicit.data.positive = positive
        explicit.metric.primary = primary
        explicit.split = .parts(
            SplitPlan.Parts(by: split.by, validation: split.validation, test: split.test, gap: split.gap))
        explicit.candidates = candidates
        explicit.origin.inferences = inferences
        return explicit
    }

    /// The summary that documents are rendered from; `excluded` are columns left out for other reasons than the
    /// brief's, which come first.
    package func summary(excluded: [Exclusion] = []) -> BriefSummary {
        let own = brief.exclude.map { Exclusion(column: $0.column, reason: $0.text, by: .brief) }
        return BriefSummary(
            name: brief.name, problem: brief.problem, task: task, label: brief.data.label, positive: positive,
            classes: classes, key: brief.data.key, time: brief.data.time, weight: brief.data.weight, primary: primary,
            guardrails: brief.metric.guardrails.map(\.text),
            costs: brief.metric.costs.map {
                .init(falsePositive: $0.falsePositive, falseNegative: $0.falseNegative)
            },
            slices: brief.slices, sensitive: brief.sensitive, excluded: own + excluded,
            candidates: candidates.map(\.rawValue), seed: brief.seed, owner: brief.owner, purpose: brief.purpose,
            due: brief.due?.description, userFacing: brief.userFacing, approvers: brief.approvers,
            inferred: inferences)
    }
}
