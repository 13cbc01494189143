import Evidence

extension BriefDecoder {
    /// The section `metric`.
    mutating func metricPlan(_ node: YAMLNode, task: LearningTask?) -> MetricPlan {
        let start = TextSpan(line: node.span.line, column: node.span.column)
        guard let section = section(node, path: "metric", keys: BriefKeys.metric, at: start) else {
            return MetricPlan()
        }
        var plan = MetricPlan()
        plan.primary = section["primary"].flatMap { primary in
            text(primary, "metric.primary").flatMap { self.metric($0, at: primary.span, task: task) }
        }
        for (index, element) in (section["also"].flatMap { list($0, "metric.also") } ?? []).enumerated() {
            let path = "metric.also[\(index)]"
            mark(path, element.span)
            guard let name = text(element, path).flatMap({ self.metric($0, at: element.span, task: task) }) else {
                continue
            }
            if !plan.also.contains(name) { plan.also.append(name) }
        }
        for (index, element) in (section["guardrails"].flatMap { list($0, "metric.guardrails") } ?? []).enumerated() {
            let path = "metric.guardrails[\(index)]"
            mark(path, element.span)
            if let guardrail = self.guardrail(element, path, task: task) { plan.guardrails.append(guardrail) }
        }
        if let costs = section["costs"] {
            let span = keySpan("costs", in: section)
            if isClassCosts(costs) {
                plan.classCosts = classCosts(costs, at: span, task: task)
            } else {
                plan.costs = self.costs(costs, at: span, task: task)
            }
        }
        plan.threshold = section["threshold"].flatMap {
            self.threshold($0, at: keySpan("threshold", in: section), task: task)
        }
        plan.recalibrate = boolean(section["recalibrate"], "metric.recalibrate")
        if plan.threshold != nil, plan.costs != nil {
            report(
                .impossibleValue, at: keySpan("threshold", in: section),
                "'metric.threshold' and 'metric.costs' both say where a row is positive", advice: "Leave one out.")
        }
        return plan
    }

    private mutating func metric(_ text: String, at span: TextSpan, task: LearningTask?) -> MetricName? {
        let known = task.map { MetricName.all(for: $0) } ?? MetricName.allCases
        guard let metric = MetricName(rawValue: text) else {
            let near = Spelling.nearest(to: text, among: known.map(\.rawValue))
            report(
                .impossibleValue, at: span, "unknown metric \(quoted(text))",
                advice: "Metrics\(task.map { " of \($0.rawValue)" } ?? ""): \(listed(known.map(\.rawValue))).",
                hint: near.map { "did you mean '\($0)'?" })
            return nil
        }
        guard known.contains(metric) else {
            report(
                .impossibleValue, at: span, "'\(text)' is no metric of a \(task?.rawValue ?? "") task",
                advice: "Metrics of \(task?.rawValue ?? ""): \(listed(known.map(\.rawValue))).")
            return nil
        }
        return metric
    }

    private mutating func guardrail(_ node: YAMLNode, _ path: String, task: LearningTask?) -> Guardrail? {
        let form = "Write a metric, <=, <, >= or >, and a number, such as \"brier_score <= 0.20\"."
        guard let text = text(node, path, form: form) else { return nil }
        let spaces = text.drop(while: \.isWhitespace)
        let name = spaces.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = spaces.dropFirst(name.count).drop(while: \.isWhitespace)
        let sign = rest.prefix { "<>=≤≥!".contains($0) }
        var number = rest.dropFirst(sign.count).drop(while: \.isWhitespace)
        while number.last?.isWhitespace == true { number.removeLast() }
        let comparison = Guardrail.Comparison(rawValue: sign == "≤" ? "<=" : sign == "≥" ? ">=" : String(sign))
        guard !name.isEmpty, let comparison, let value = Numeral.share(String(number)) else {
            report(.impossibleValue, at: node.span, "this guardrail cannot be read: \(quoted(text))", advice: form)
            return nil
        }
        if let measure = FairnessMeasure(rawValue: String(name)) {
            return Guardrail(measure: .fairness(measure), comparison: comparison, value: value, text: text)
        }
        guard let metric = self.metric(String(name), at: node.span, task: task) else { return nil }
        return Guardrail(measure: .metric(metric), comparison: comparison, value: value, text: text)
    }

    private mutating func costs(_ node: YAMLNode, at span: TextSpan, task: LearningTask?) -> DecisionCosts? {
        let required = BriefKeys.costs.map {
            (key: $0, meaning: "what a \($0.replacing("_", with: " ")) costs, in any unit")
        }
        guard
            let section = section(node, path: "metric.costs", keys: BriefKeys.costs, required: required, at: span)
        else { return nil }
        if let task, task != .binary {
            report(
                .impossibleValue, at: span, "'metric.costs' has a meaning only for a binary task",
                advice: task == .multiclass
                    ? "Write what each pair of classes costs: {TRUE CLASS: {DECIDED CLASS: NUMBER}}."
                    : "Leave it out: it sets the threshold between two classes.")
            return nil
        }
        let positive = cost(section["false_positive"], "metric.costs.false_positive")
        let negative = cost(section["false_negative"], "metric.costs.false_negative")
        guard let positive, let negative else { return nil }
        guard positive + negative > 0 else {
            report(
                .impossibleValue, at: span, "the costs cannot both be 0",
                advice: "If no decision costs anything, leave 'costs' out.")
            return nil
        }
        return DecisionCosts(falsePositive: positive, falseNegative: negative)
    }

    /// A number of at least 0.
    mutating func cost(_ node: YAMLNode?, _ path: String) -> Double? {
        guard let node, let text = text(node, path) else { return nil }
        guard let value = Numeral.number(text) else {
            report(
                .wrongType, at: node.span, "'\(path)' must be a number, not \(quoted(text))",
                advice: "Write a number such as 1 or 2.5.")
            return nil
        }
        guard value >= 0 else {
            report(
                .impossibleValue, at: node.span, "'\(path)' cannot be negative: \(quoted(text))",
                advice: "A cost is 0 or more; a gain is a lower cost of the other decision.")
            return nil
        }
        return value
    }
}
