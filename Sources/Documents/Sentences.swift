import Evidence

/// Sentences that the report and the documents share, as plain text; whoever shows them escapes them.
enum Sentences {
    /// `Ship linear`, `Hold linear`, `Cannot tell: too few rows judge`; the prior is not named, since it is no model.
    static func verdict(_ evidence: RunEvidence) -> String {
        let metrics = evidence.metrics
        let words = metrics.recommendation.words
        if let why = metrics.whyUntold { return "\(words): \(why)" }
        return metrics.recommendation == .cannotTell || metrics.chosen == "prior" ? words : "\(words) \(metrics.chosen)"
    }

    /// Why a candidate that looks better was not chosen; `nil` where none does.
    static func choice(_ evidence: RunEvidence) -> String? {
        let metrics = evidence.metrics
        guard
            let better = metrics.comparisons.first(where: { $0.worse == metrics.chosen && $0.metric == metrics.primary }
            )
        else { return nil }
        return evidence.split.folds == nil
            ? "\(better.better) does better on the test part, which chooses nothing: on validation its lead was none, or within chance."
            : "\(better.better) looks better by what may be chance, so the simpler \(metrics.chosen) is kept."
    }

    /// The primary metric of the chosen candidate against the prior, as a finding.
    static func finding(_ evidence: RunEvidence) -> String {
        let metrics = evidence.metrics
        let (chosen, metric) = (metrics.chosen, metrics.primary.rawValue)
        guard let value = metrics.candidate(chosen)?.metrics[metrics.primary]?.number else {
            return "\(metric) of \(chosen) is undefined on \(judged(evidence))"
        }
        let text = NumberText.metric(value)
        if chosen == "prior", let told = evidence.evaluation.rowsToTell,
            let gain = metrics.comparisons.first(where: {
                $0.better == told.candidate && $0.worse == "prior" && $0.metric == metrics.primary
            })
        {
            return "\(told.candidate) looks \(difference(gain)) better than the prior on \(metric), which may be chance"
        }
        guard chosen != "prior", let prior = metrics.candidate("prior")?.metrics[metrics.primary]?.number else {
            return "\(chosen) has \(metric) \(text) on \(judged(evidence))"
        }
        if value == prior { return "\(chosen) is as good as the prior on \(metric)" }
        let better = (value > prior) == metrics.primary.greaterIsBetter
        let gain = metrics.comparisons.first {
            Set([$0.better, $0.worse]) == [chosen, "prior"] && $0.metric == metrics.primary
        }
        let size = gain.map(difference) ?? NumberText.metric((value - prior).magnitude)
        return "\(chosen) is \(size) \(better ? "better" : "worse") than the prior on \(metric)"
    }

    /// A difference with its interval where there is one.
    static func difference(_ comparison: MetricsDocument.Comparison) -> String {
        let size = NumberText.metric(comparison.difference)
        guard let lower = comparison.lower, let upper = comparison.upper else { return size }
        return "\(size) [\(NumberText.metric(lower)), \(NumberText.metric(upper))]"
    }

    /// The rows on which the figures were taken.
    static func judged(_ evidence: RunEvidence) -> String {
        evidence.split.folds == nil ? "the test part" : "the folds held out"
    }

    /// ``judged(_:)`` at the beginning of a sentence.
    static func judgedTitle(_ evidence: RunEvidence) -> String {
        evidence.split.folds == nil ? "The test part" : "The folds held out"
    }

    /// The period whose prediction lies furthest outside the interval of what is seen, in lengths of that interval.
    static func furthestPeriod(_ time: CurvesDocument.TimeCurve) -> Int? {
        let off = time.bins.map { bin -> Double in
            guard let lower = bin.lower, let upper = bin.upper, upper > lower else { return 0 }
            return max(lower - bin.predicted, bin.predicted - upper, 0) / (upper - lower)
        }
        let worst = off.indices.max { off[$0] < off[$1] }
        return worst.flatMap { off[$0] > 0 ? $0 : nil }
    }

    /// A part's name in words.
    static func part(_ name: String) -> String { name.replacing("_", with: " ") }

    /// The rows on which the candidate was chosen.
    static func choosing(_ evidence: RunEvidence) -> String {
        evidence.split.folds == nil ? "validation" : "the folds held out"
    }

    /// How far the shares seen are from those predicted, as a finding.
    static func calibration(_ bins: [CalibrationDocument.Bin]) -> String {
        let worst = bins.max { ($0.predicted - $0.observed).magnitude < ($1.predicted - $1.observed).magnitude }
        guard let worst else { return "No calibration was computed" }
        let (predicted, seen) = (NumberText.percent(worst.predicted), NumberText.percent(worst.observed))
        if predicted == seen { return "Predicted and observed shares agree in every bin" }
        return "Furthest apart: \(predicted) predicted, \(seen) observed"
    }

    /// What the calibration error says beside that of perfectly calibrated scores.
    static func calibrationError(_ document: CalibrationDocument) -> String? {
        guard let error = document.expectedCalibrationError.number, let perfect = document.perfect else { return nil }
        let band = "\(NumberText.metric(perfect.lower)) to \(NumberText.metric(perfect.upper))"
        let verdict =
            error > perfect.upper
            ? "more than chance explains"
            : error < perfect.lower ? "less than chance would make" : "what chance explains"
        return
            "The calibration error is \(NumberText.metric(error)), \(verdict): perfectly calibrated scores would show "
            + "\(band) on independent rows."
    }

    /// The candidate that the verdict is about: the chosen one, or the one that may be better than a prior that was kept.
    static func spokenOf(_ evidence: RunEvidence) -> String {
        let chosen = evidence.metrics.chosen
        return chosen == "prior" ? evidence.evaluation.rowsToTell?.candidate ?? chosen : chosen
    }

    /// ` of linear` where another candidate than the chosen one is spoken of.
    static func whose(_ evidence: RunEvidence) -> String {
        let name = spokenOf(evidence)
        return name == evidence.metrics.chosen ? "" : " of \(name)"
    }

    /// What can be said of chance.
    static func certainty(_ evidence: RunEvidence) -> String {
        let metrics = evidence.metrics
        let chosen = metrics.candidate(spokenOf(evidence))
        if case .value(_, let interval?)? = chosen?.metrics[metrics.primary] {
            return "The true value\(whose(evidence)) lies between \(NumberText.metric(interval.lower)) and "
                + "\(NumberText.metric(interval.upper)) with 95 % confidence\(basis(evidence))."
        }
        let rows = NumberText.counted(chosen?.rows ?? 0, "row")
        if let perfect = evidence.evaluation.perfectArea {
            let area = MetricName.rocAUC.rawValue
            return "Every row is ranked right, so resamples show no spread. That is no chance: with "
                + "\(NumberText.counted(perfect.pairs, "row")) of the rarer class the true \(area) is at least "
                + "\(NumberText.metric(perfect.lower)) with 95 % confidence, if rows do not depend on one another and no "
                + "column gives the label away."
        }
        if metrics.chosen == "prior" {
            return
                "The prior treats all rows alike, so that its \(metrics.primary.rawValue) does not vary. The figures "
                + "rest on \(rows)."
        }
        let small = (chosen?.rows ?? 0) < Limits.smallSampleRows ? " That is a small sample." : ""
        return "The primary metric has no interval: chance is not ruled out. The figures rest on \(rows).\(small)"
    }

    /// What intervals rest on, as the end of a sentence; empty where it is not known.
    static func basis(_ evidence: RunEvidence) -> String {
        guard let resampling = evidence.evaluation.resampling else { return "" }
        let count = NumberText.counted(resampling.count, resampling.unit.rawValue)
        switch resampling.unit {
        case .row: return ", if its \(count) do not depend on one another"
        case .fold: return ", by the spread of its \(count)"
        case .day, .group: return "; it rests on \(count), whose rows are taken together"
        }
    }

    /// What the leakage audit says, and how far it looked.
    static func leakage(_ document: LeakageDocument) -> String {
        let coverage = document.coverage
        let replay =
            coverage.rows > 0
            ? "\(NumberText.counted(coverage.cuts, "cut")) covering \(NumberText.percent(coverage.share)) of the rows "
                + "and \(NumberText.counted(coverage.columns, "column"))"
            : ""
        switch document.verdict {
        case .leak: return "A leak was found\(replay.isEmpty ? "" : " (replay: \(replay))")."
        case .noneFound: return "No leak was found in \(replay)."
        case .notReplayed:
            return "Columns, missing cells and parts show no leak. No row was replayed: that takes `known_at` in the "
                + "brief, and `associate check` or `associate run --audit`."
        }
    }

    /// How many checks held and what was found.
    static func checks(_ evidence: RunEvidence) -> String {
        let passed = evidence.checks.results.count { $0.success }
        let broken = evidence.checks.results.count - passed
        var parts = ["\(NumberText.count(passed)) passed"]
        if broken > 0 { parts.append("\(NumberText.count(broken)) broken") }
        for (severity, noun) in [(Severity.error, "error"), (.warning, "warning"), (.note, "note")] {
            let count = evidence.checks.findings.count { $0.severity == severity }
            if count > 0 { parts.append(NumberText.counted(count, noun)) }
        }
        return parts.joined(separator: " · ")
    }

    /// The source and column of a finding; files are not named in documents, since their paths differ from place to place.
    static func place(_ finding: Finding) -> String? {
        let parts = [finding.source, finding.column].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ".")
    }

    /// A moment as people read it.
    static func moment(_ text: String) -> String { MomentText.short(text) }

    /// What to do after this run, the most pressing first.
    ///
    /// - Parameters:
    ///   - evidence: the run's.
    ///   - report: what names the report where its sections are spoken of elsewhere, such as ` of report.html`.
    /// - Returns: the steps.
    static func next(_ evidence: RunEvidence, sectionsOf report: String = "") -> [String] {
        var steps = evidence.evaluation.rowsToTell.map { [$0.sentence] } ?? []
        steps += evidence.metrics.reasons.compactMap { step(for: $0, report) }
        let warnings = evidence.checks.findings.count { $0.severity == .warning }
        if warnings > 0 {
            steps.append(
                warnings == 1
                    ? "Look at the warning under Checks\(report)."
                    : "Look at the \(NumberText.count(warnings)) warnings under Checks\(report).")
        }
        if evidence.metrics.recommendation == .ship, evidence.brief.problem == nil || evidence.brief.time == nil {
            steps.append(
                "Say in the brief what a prediction is for and when it is made (`problem`, `data.time`): no figure here "
                    + "shows that every column is known by then.")
        }
        if evidence.metrics.recommendation == .ship {
            steps.append(
                "Show this report to \(evidence.brief.owner ?? "the owner"), who decides on a release; "
                    + "sign-off is not part of this version.")
        }
        return steps.isEmpty ? ["Read the limits below before using a figure."] : steps
    }

    private static func step(for reason: Reason, _ report: String) -> String? {
        switch reason {
        case .betterThanPrior, .guardrailsHold: nil
        case .everyRowRight:
            "Ask of the columns that it rests on most whether they are known when a prediction is made (`too-good` under Candidates\(report))."
        case .gainNotRuledOut: "Use no candidate before more rows judge: what they gain may be real or chance."
        case .notBetterThanPrior:
            "Look for columns that are known at the moment of prediction and say more about the label, or for a sharper label."
        case .guardrailBroken:
            "Bring the broken guardrail within its bound, or have the owner change it: it is not for the model's author to change."
        case .guardrailUndefined: "Choose a guardrail that is defined for this label, or let more rows judge."
        case .guardrailWithinInterval:
            "Watch the guardrail whose bound lies within its interval, or gather more rows to know on which side it is."
        case .errorFinding: "Mend the errors under Checks\(report) and run the brief again."
        case .gainWithinInterval:
            "Keep the prior, or look for columns that say more about the label: this gain may be chance."
        case .gainTooSmallToTell: "Use it no more than the prior before more judges it: the gain may be real or chance."
        case .intervalsNotComputed:
            "Treat a small difference between candidates as none: without an interval it may be chance."
        case .tooFewTestRows: "Gather more rows with a label, or let more of them judge."
        case .metricUndefined: "Choose a primary metric that is defined for this label, or let more rows judge."
        case .trainingUnknown:
            "Judge the chosen model on rows that are newer than its training, or train it on the training part alone."
        case .notConverged: "Remove columns that say the same thing twice, or a class that a column separates fully."
        }
    }

    /// What the run does not say.
    static func limits(_ evidence: RunEvidence) -> [String] {
        let brief = evidence.brief
        var limits = [
            evidence.evaluation.resampling == nil
                ? "Figures have no intervals, so small differences may be chance."
                : "Intervals say how far figures may be off by chance; they know nothing of a changing world.",
            evidence.split.folds == nil
                ? "The test part was read once. Each further run on the same data, made after looking at it, makes its figures rosier."
                : "Each row was predicted by models that did not see it, but the same rows chose the candidate: its figures are a little rosy. The model that is kept was fitted on all rows, and is not the one that any figure judges.",
        ]
        if evidence.split.by == "time" {
            limits.append(
                evidence.split.folds == nil
                    ? "The test part is the latest period. Later periods may differ from it, seasons most of all."
                    : "Each fold was predicted from older rows alone. Later periods may differ, seasons most of all.")
        } else {
            limits.append("The split is not by time: where the world changes, later figures will be worse.")
            if evidence.split.by != "group" {
                limits.append("Rows that depend on one another, as those of one customer do, make figures rosier.")
            }
        }
        limits.append(
            (evidence.leakage.verdict == .noneFound
                ? "The replay knows what the brief says of when rows became known; whether that is so, people know. "
                : "Columns that are learnt only after the moment of prediction are found by people: no row was replayed. ")
                + (brief.excluded.contains { $0.by == .brief }
                    ? "The brief leaves out those that its author knows of." : "The brief leaves out none."))
        if let assumed = brief.timeAssumed, let time = brief.time {
            limits.append("That '\(time)' is the moment of prediction is assumed, and not confirmed: \(assumed).")
        }
        if evidence.data.rowsWithoutLabel > 0 {
            limits.append(
                "\(NumberText.counted(evidence.data.rowsWithoutLabel, "row")) without a label "
                    + "\(evidence.data.rowsWithoutLabel == 1 ? "is" : "are") left out; the figures say nothing of such rows."
            )
        }
        if evidence.evaluation.findings.contains(where: { $0.code == .foreignModelTrainingUnknown }) {
            limits.append(
                "A candidate was trained elsewhere: its training rows are unknown, so that no part is known to be new to it, and its figures may be rosier than on new rows."
            )
        }
        if brief.sensitive.isEmpty {
            limits.append("The brief names no sensitive columns: fairness between groups of people was not looked at.")
        }
        if evidence.metrics.chosen != "prior" {
            limits.append("What the model rests on is not what causes the label.")
        }
        return limits
    }
}
