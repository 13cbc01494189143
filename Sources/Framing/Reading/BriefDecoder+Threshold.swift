import Evidence

extension BriefDecoder {
    private static let thresholdForm =
        "Write a score such as 0.3, or one of {precision: 90%}, {recall: 80%} and {capacity: 100, per: day}."

    /// The key `metric.threshold`: a score, or what decisions have to reach.
    mutating func threshold(_ node: YAMLNode, at span: TextSpan, task: LearningTask?) -> DecisionRule? {
        if let task, task != .binary {
            report(
                .impossibleValue, at: span, "'metric.threshold' has a meaning only for a binary task",
                advice: "Leave it out: of several classes the likeliest is predicted.")
            return nil
        }
        if case .scalar = node.content { return target(node, "metric.threshold").map(DecisionRule.score) }
        guard let section = section(node, path: "metric.threshold", keys: BriefKeys.threshold, at: span) else {
            return nil
        }
        let rules = ["precision", "recall", "capacity"].filter { section[$0] != nil }
        guard rules.count == 1, section["per"] == nil || rules == ["capacity"] else {
            report(.impossibleValue, at: span, "'metric.threshold' says one thing", advice: Self.thresholdForm)
            return nil
        }
        if let precision = section["precision"] {
            return target(precision, "metric.threshold.precision").map(DecisionRule.precision)
        }
        if let recall = section["recall"] { return target(recall, "metric.threshold.recall").map(DecisionRule.recall) }
        guard let capacity = section["capacity"], let text = text(capacity, "metric.threshold.capacity") else {
            return nil
        }
        guard let rows = Int(text), rows > 0 else {
            report(
                .wrongType, at: capacity.span,
                "'metric.threshold.capacity' must be a whole number above 0, not \(quoted(text))",
                advice: "Say how many rows can be acted on, such as 100.")
            return nil
        }
        return period(section["per"]).map { .capacity(rows, per: $0) }
    }

    private mutating func period(_ node: YAMLNode?) -> BriefDuration? {
        let path = "metric.threshold.per"
        guard let node else { return BriefDuration("1 day") }
        guard let text = text(node, path) else { return nil }
        guard let period = BriefDuration(text) ?? BriefDuration("1 " + text), period.microseconds > 0 else {
            report(
                .wrongType, at: node.span, "'\(path)' must be a span of time, not \(quoted(text))",
                advice: "Write 'day', 'week' or '12 hours'.")
            return nil
        }
        return period
    }

    private mutating func target(_ node: YAMLNode, _ path: String) -> Double? {
        guard let text = text(node, path, form: Self.thresholdForm) else { return nil }
        guard let share = Numeral.share(text), share > 0, share <= 1 else {
            report(
                .impossibleValue, at: node.span, "'\(path)' is above 0 and at most 1, not \(quoted(text))",
                advice: Self.thresholdForm)
            return nil
        }
        return share
    }
}
