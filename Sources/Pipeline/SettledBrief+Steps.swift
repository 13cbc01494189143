import Columns
import Evaluation
import Evidence
import Framing
import Scoring

/// What the steps need of a settled brief in their own terms.
extension SettledBrief {
    /// Classes in the order of a target: for binary the other class, then `positive`.
    var targetClasses: [String] {
        guard task == .binary, let positive else { return classes }
        return classes.filter { $0 != positive } + [positive]
    }

    /// Whether rows are divided by their time.
    var splitsByTime: Bool { split.by == .time }

    /// Rows per class as the label's profile counts them; empty for regression.
    func classRows(in label: LabelProfile) -> [(name: String, rows: Int)] {
        task.isClassification ? label.distinct.map { (name: $0.text, rows: $0.rows) } : []
    }

    /// How the evaluation divides the rows.
    enum Division {
        case parts(SplitRule)
        case folds(FoldRule)
    }

    var division: Division {
        let time = brief.data.time ?? ""
        switch split {
        case .parts(.time, let validation, let test, let gap):
            return .parts(
                .time(
                    column: time, validation: validation.bound, test: test.bound,
                    gapMicroseconds: gap?.microseconds ?? 0))
        case .parts(.random, let validation, let test, _):
            return .parts(.random(validation: validation.share, test: test.share))
        case .parts(.group(let column), let validation, let test, _):
            return .parts(.group(column: column, validation: validation.share, test: test.share))
        case .crossValidation(let by, let folds, let repeats, let gap):
            let rule: FoldRule.By =
                switch by {
                case .time: .time(column: time, gapMicroseconds: gap?.microseconds ?? 0)
                case .random: .random
                case .group(let column): .group(column: column)
                }
            return .folds(FoldRule(by: rule, folds: folds, repeats: repeats))
        }
    }

    /// The guardrails as the verdict reads them.
    var guardrailRules: [GuardrailRule] {
        brief.metric.guardrails.compactMap { guardrail in
            GuardrailRule.Comparison(rawValue: guardrail.comparison.rawValue).map {
                GuardrailRule(measure: guardrail.measure, comparison: $0, bound: guardrail.value, text: guardrail.text)
            }
        }
    }

    /// What decides from which score on a row is positive, for rows that choose.
    ///
    /// - Parameters:
    ///   - times: the times of prediction of the table.
    ///   - rows: those that choose.
    /// - Returns: the rule; where a capacity has no times to count by, that 0.5 stands.
    func thresholdRule(times: Column?, rows: [Int]) -> ThresholdRule {
        switch brief.metric.threshold {
        case .score(let score)?: return .given(score)
        case .precision(let share)?: return .precision(share)
        case .recall(let share)?: return .recall(share)
        case .capacity(let count, let per)?:
            guard case .timestamp(let values, _)? = times else { return .half }
            // Periods without a row are no rest for those who act: only those with rows count.
            let periods = Set(rows.compactMap { row in values[row].map { Self.period(of: $0, per.microseconds) } })
            return .capacity(rows: count, periods: max(1, periods.count), each: per.description)
        case nil: return costs.map(ThresholdRule.costs) ?? .half
        }
    }

    private static func period(of moment: Int64, _ length: Int64) -> Int64 {
        let (whole, rest) = moment.quotientAndRemainder(dividingBy: length)
        return rest < 0 ? whole - 1 : whole
    }

    /// The costs as documents write them.
    var costs: BriefSummary.Costs? {
        brief.metric.costs.map { .init(falsePositive: $0.falsePositive, falseNegative: $0.falseNegative) }
    }

    /// What decisions cost by true and decided class; `nil` where the likeliest class is decided.
    var classCosts: [[Double]]? {
        brief.metric.classCosts.isEmpty ? nil : brief.metric.classCosts.matrix(of: targetClasses)
    }

    /// What is said of keys that this version records and does not carry out.
    var recordedOnly: [Finding] {
        var keys: [(path: String, effect: String)] = []
        if brief.budget?.trials != nil, !candidates.contains(.tunedTrees) {
            keys.append(("budget.trials", "'tuned_trees', which searches, is not among the candidates"))
        }
        if brief.budget?.timeLimit != nil, !candidates.contains(where: \.growsTrees) {
            keys.append(("budget.time_limit", "no candidate among these can be cut short"))
        }
        return keys.map { path, effect in
            brief.finding(
                .notInThisVersion, at: path, "\(path) is recorded; \(effect)",
                advice: "it may stay in the brief: a later version carries it out", severity: .note)
        }
    }

    /// What is said of rows without a label: they are left out and counted.
    func findings(withoutLabel rows: Int) -> [Finding] {
        guard rows > 0 else { return [] }
        var finding = brief.finding(
            .labelMissing, at: "data.label",
            "\(NumberText.counted(rows, "row")) without a '\(brief.data.label)' "
                + (rows == 1 ? "is left out" : "are left out"),
            advice: "see whether they are missing at random; what decides it may matter", severity: .warning,
            column: brief.data.label)
        finding.count = rows
        return [finding]
    }
}

extension PartBorder {
    fileprivate var bound: SplitRule.Bound {
        switch self {
        case .share(let share): .share(share.value)
        case .date(let moment): .date(moment.microseconds)
        }
    }

    /// The share; a date is refused by the brief's reader where rows are not divided by time.
    fileprivate var share: Double {
        if case .share(let share) = self { share.value } else { 0 }
    }
}
