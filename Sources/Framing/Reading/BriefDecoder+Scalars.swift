import Evidence

extension BriefDecoder {
    /// The text of a scalar as written; lists, groups and nothing at all are reported.
    mutating func text(_ node: YAMLNode, _ path: String, form: String? = nil) -> String? {
        switch node.content {
        case .scalar(let text, let plain):
            guard plain ? !text.isEmpty : text.contains(where: { !$0.isWhitespace }) else {
                report(
                    .wrongType, at: node.span, "'\(path)' is empty",
                    advice: form ?? "Give it a value, or leave the key out.")
                return nil
            }
            return text
        case .refused: return nil
        default:
            report(
                .wrongType, at: node.span, "'\(path)' must be a single value, not \(node.kind)",
                advice: form ?? "Write one value without brackets, braces or keys of its own.")
            return nil
        }
    }

    /// A text for people, without white space at its ends.
    mutating func prose(_ node: YAMLNode?, _ path: String) -> String? {
        node.flatMap { text($0, path) }.map(trimmed)
    }

    /// A text without the white space at its ends, such as a folded block leaves there.
    func trimmed(_ text: String) -> String {
        var trimmed = Substring(text)
        while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        return String(trimmed)
    }

    /// The name of a column, a source or an engine's table.
    mutating func name(_ node: YAMLNode?, _ path: String) -> String? {
        guard let node, let text = text(node, path) else { return nil }
        return isUsableName(text, at: node.span) ? text : nil
    }

    /// Whether a name holds nothing that hides or reorders text; reported where it does.
    mutating func isUsableName(_ text: String, at span: TextSpan) -> Bool {
        if let scalar = TextSafety.unsafeScalar(in: text) {
            report(
                .impossibleValue, at: span, "a name may not hold the character \(TextSafety.name(of: scalar))",
                advice: "Remove it: it is a control character, or one that changes the direction of the text around it."
            )
            return false
        }
        guard !text.isEmpty, text.utf8.count <= Limits.columnNameBytes else {
            report(
                .impossibleValue, at: span,
                text.isEmpty ? "a name may not be empty" : "a name of more than \(Limits.columnNameBytes) bytes",
                advice: "Give it a name of 1 to \(Limits.columnNameBytes) bytes.")
            return false
        }
        return true
    }

    /// Names in a list, each once; one alone is taken as a list of one.
    mutating func names(_ node: YAMLNode?, _ path: String) -> [String] {
        guard let node else { return [] }
        guard let nodes = list(node, path) else { return [] }
        var names: [String] = []
        var seen: Set<String> = []
        for (index, element) in nodes.enumerated() {
            mark("\(path)[\(index)]", element.span)
            guard let name = name(element, "\(path)[\(index)]") else { continue }
            if seen.insert(name).inserted {
                names.append(name)
            } else {
                report(
                    .impossibleValue, at: element.span, "\(quoted(name)) stands twice in '\(path)'",
                    advice: "Name it once.")
            }
        }
        return names
    }

    /// The elements of a list; a single value is taken as a list of one.
    mutating func list(_ node: YAMLNode, _ path: String) -> [YAMLNode]? {
        switch node.content {
        case .sequence(let nodes): return nodes
        case .scalar: return text(node, path, form: "Write a list, such as [a, b].") == nil ? nil : [node]
        case .refused: return nil
        case .mapping:
            report(
                .wrongType, at: node.span, "'\(path)' must be a list, not \(node.kind)",
                advice: "Write a list, such as [a, b].")
            return nil
        }
    }

    /// `true` or `false`.
    mutating func boolean(_ node: YAMLNode?, _ path: String) -> Bool? {
        guard let node, let text = text(node, path) else { return nil }
        switch text {
        case "true": return true
        case "false": return false
        default:
            let meant = ["yes": "true", "on": "true", "no": "false", "off": "false"]
            let hint = (meant[text.lowercased()] ?? Spelling.nearest(to: text, among: ["true", "false"]))
            report(
                .wrongType, at: node.span, "'\(path)' must be true or false, not \(quoted(text))",
                advice: "Write true or false.", hint: hint.map { "did you mean \($0)?" })
            return nil
        }
    }

    /// A whole number within bounds.
    mutating func integer(_ node: YAMLNode?, _ path: String, in bounds: ClosedRange<Int64>) -> Int64? {
        guard let node, let text = text(node, path) else { return nil }
        guard let value = Numeral.integer(text) else {
            report(
                .wrongType, at: node.span, "'\(path)' must be a whole number, not \(quoted(text))",
                advice: "Write its digits alone, such as 7: no separators, no leading zeros.")
            return nil
        }
        return within(bounds, value, written: text, node, path)
    }

    /// A number within bounds.
    mutating func number(_ node: YAMLNode, _ path: String, in bounds: ClosedRange<Double>) -> Double? {
        guard let text = text(node, path) else { return nil }
        guard let value = Numeral.number(text) else {
            report(
                .wrongType, at: node.span, "'\(path)' must be a number, not \(quoted(text))",
                advice: "Write its digits alone, such as 0.5.")
            return nil
        }
        return within(bounds, value, written: text, node, path)
    }

    private mutating func within<Value: Comparable>(
        _ bounds: ClosedRange<Value>, _ value: Value, written text: String, _ node: YAMLNode, _ path: String
    ) -> Value? {
        guard !bounds.contains(value) else { return value }
        let bound = value < bounds.lowerBound ? "at least \(bounds.lowerBound)" : "at most \(bounds.upperBound)"
        report(.impossibleValue, at: node.span, "'\(path)' must be \(bound), not \(quoted(text))")
        return nil
    }

    /// One of some words; `later` words are known and not in this version.
    mutating func word<Value: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode?, _ path: String, as type: Value.Type, later: [String] = []
    ) -> Value? {
        guard let node, let text = text(node, path) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        if later.contains(text) {
            report(
                .notInThisVersion, at: node.span, "'\(path): \(text)' is not in this version",
                advice: "This version has \(listed(words)).")
            return nil
        }
        let near = Spelling.nearest(to: text, among: words + later)
        report(
            .impossibleValue, at: node.span, "'\(path)' cannot be \(quoted(text))",
            advice: "It is one of \(listed(words, last: "or")).", hint: near.map { "did you mean '\($0)'?" })
        return nil
    }

    /// A duration such as `2 days`.
    mutating func duration(_ node: YAMLNode?, _ path: String) -> BriefDuration? {
        guard let node, let text = text(node, path, form: BriefDuration.forms) else { return nil }
        if let duration = BriefDuration(text) { return duration }
        report(
            .impossibleValue, at: node.span, "'\(path)' is no duration: \(quoted(text))", advice: BriefDuration.forms)
        return nil
    }
}
