import Evidence

extension BriefDecoder {
    /// Whether costs are given by pairs of classes: a group of groups.
    func isClassCosts(_ node: YAMLNode) -> Bool {
        guard case .mapping(let entries) = node.content else { return false }
        return entries.contains { if case .mapping = $0.value.content { true } else { false } }
    }

    /// `costs: {TRUE CLASS: {DECIDED CLASS: NUMBER}}`.
    mutating func classCosts(
        _ node: YAMLNode, at span: TextSpan, task: LearningTask?, path root: String = "metric.costs"
    ) -> [ClassCost] {
        let form = "Write for a true class what deciding others costs, such as {flu: {cold: 5}}; other pairs cost 1."
        if let task, task != .multiclass {
            report(
                .impossibleValue, at: span, "costs of pairs of classes have a meaning only for a multiclass task",
                advice: task == .binary ? "Write {false_positive: …, false_negative: …}." : "Leave them out.")
            return []
        }
        mark(root, span)
        var costs: [ClassCost] = []
        for row in mapping(node, path: root, form: form) ?? [] {
            let path = "\(root).\(row.key)"
            mark(path, row.keySpan)
            for entry in mapping(row.value, path: path, form: form) ?? [] {
                let path = "\(path).\(entry.key)"
                mark(path, entry.keySpan)
                guard let cost = cost(entry.value, path) else { continue }
                if row.key == entry.key, cost > 0 {
                    report(
                        .impossibleValue, at: entry.keySpan, "deciding \(quoted(row.key)) where it is true cannot cost",
                        advice: "Leave the pair out: a right decision costs nothing.")
                    continue
                }
                costs.append(ClassCost(truth: row.key, decided: entry.key, cost: cost))
            }
        }
        return costs
    }
}
