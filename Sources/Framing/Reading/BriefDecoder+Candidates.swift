import Evidence

extension BriefDecoder {
    /// A candidate and what is said of it.
    typealias NamedCandidate = (candidate: Candidate, options: CandidateOptions?)

    /// The key `candidates`: what is fitted, and what was trained elsewhere.
    mutating func candidateList(_ node: YAMLNode) -> ([NamedCandidate]?, [ForeignCandidate]) {
        let single = if case .mapping = node.content { true } else { false }
        guard let nodes = single ? [node] : list(node, "candidates") else { return (nil, []) }
        if nodes.isEmpty {
            report(
                .impossibleValue, at: node.span, "'candidates' is empty",
                advice: "Name at least one of \(listed(Candidates.standard.map(\.rawValue), last: "or")).")
        }
        var candidates: [NamedCandidate] = []
        var foreign: [ForeignCandidate] = []
        for (index, element) in nodes.prefix(Limits.findingsShown).enumerated() {
            let path = "candidates[\(index)]"
            mark(path, element.span)
            if case .mapping(let entries) = element.content, !isDescribed(entries) {
                if let found = foreignCandidate(element, path, taken: foreign.map(\.name)) { foreign.append(found) }
                continue
            }
            guard let named = candidate(element, path) else { continue }
            if candidates.contains(where: { $0.candidate == named.candidate }) {
                report(
                    .impossibleValue, at: element.span, "'\(named.candidate.rawValue)' stands twice in 'candidates'",
                    advice: "Name it once.")
            }
            candidates.append(named)
        }
        // A model from outside alone still has to be better than what needs no model.
        return (candidates.isEmpty && !foreign.isEmpty ? [(.prior, nil)] : candidates, foreign)
    }

    /// Whether keys are names of candidates, or nearly, with what is said of them; else they describe a model from
    /// outside.
    private func isDescribed(_ entries: [YAMLEntry]) -> Bool {
        let names = Candidate.allCases.map(\.rawValue)
        return !entries.isEmpty
            && entries.allSatisfy { entry in
                !BriefKeys.foreign.contains(entry.key)
                    && (names.contains(entry.key) || Spelling.nearest(to: entry.key, among: names) != nil)
            }
    }

    private mutating func candidate(_ node: YAMLNode, _ path: String) -> NamedCandidate? {
        guard case .mapping(let entries) = node.content, let entry = entries.first else {
            return word(node, path, as: Candidate.self).map { ($0, nil) }
        }
        guard entries.count == 1 else {
            report(
                .impossibleValue, at: entries[1].keySpan, "'\(path)' describes several candidates",
                advice:
                    "Write a list, with each in a group of its own: [\(entries.map { "{\($0.key): …}" }.joined(separator: ", "))]."
            )
            return nil
        }
        let name = YAMLNode(content: .scalar(entry.key, plain: true), span: entry.keySpan)
        guard let candidate = word(name, path, as: Candidate.self) else { return nil }
        return (candidate, options(entry.value, "candidates.\(entry.key)", of: candidate, at: entry.keySpan))
    }

    private mutating func options(
        _ node: YAMLNode, _ path: String, of candidate: Candidate, at span: TextSpan
    ) -> CandidateOptions? {
        guard let section = section(node, path: path, keys: BriefKeys.candidate, at: span) else { return nil }
        var options = CandidateOptions()
        if let weight = section["class_weight"] {
            if candidate == .prior {
                report(
                    .impossibleValue, at: weight.span, "'prior' cannot weigh classes",
                    advice: "Leave class_weight out: 'prior' is the shares of the classes as they are.")
            } else {
                options.classWeight = classWeight(weight, "\(path).class_weight")
            }
        }
        options.splines = term(section["splines"], "\(path).splines", of: candidate) ?? true
        options.interactions = term(section["interactions"], "\(path).interactions", of: candidate) ?? true
        if let space = section["space"] {
            if candidate == .tunedTrees {
                options.space = searchSpace(space, "\(path).space")
            } else {
                report(
                    .impossibleValue, at: space.span, "'\(candidate.rawValue)' searches nothing",
                    advice: "Give the space to 'tuned_trees', which does.")
            }
        }
        return options
    }

    private mutating func term(_ node: YAMLNode?, _ path: String, of candidate: Candidate) -> Bool? {
        guard let node else { return nil }
        guard candidate == .linear else {
            report(
                .impossibleValue, at: node.span, "'\(candidate.rawValue)' adds no terms, whatever '\(path)' says",
                advice: "Say it of 'linear', which may add splines and interactions.")
            return nil
        }
        return boolean(node, path)
    }

    private mutating func classWeight(_ node: YAMLNode, _ path: String) -> ClassWeight? {
        let form = "Write balanced, or a factor for each class, such as {yes: 5}."
        if case .scalar = node.content {
            guard let text = text(node, path, form: form) else { return nil }
            if text == "balanced" { return .balanced }
            report(.wrongType, at: node.span, "'\(path)' cannot be \(quoted(text))", advice: form)
            return nil
        }
        guard let entries = mapping(node, path: path, form: form) else { return nil }
        var factors: [ClassFactor] = []
        for entry in entries {
            guard let factor = number(entry.value, "\(path).\(entry.key)", in: 1e-6...1e6) else { continue }
            factors.append(ClassFactor(name: entry.key, factor: factor))
        }
        if entries.isEmpty { report(.impossibleValue, at: node.span, "'\(path)' is empty", advice: form) }
        return .factors(factors)
    }

    /// The bounds of what is searched: a range, or a value alone for a setting that is fixed.
    private mutating func searchSpace(_ node: YAMLNode, _ path: String) -> SearchSpace {
        let names = TreeParameter.allCases.map(\.rawValue)
        guard let section = section(node, path: path, keys: names, at: node.span) else { return SearchSpace() }
        if case .mapping(let entries) = node.content, entries.isEmpty {
            report(
                .impossibleValue, at: node.span, "'\(path)' is empty",
                advice: "Write a range for each setting, such as {learning_rate: [0.02, 0.2]}, or leave it out.")
        }
        var space = SearchSpace()
        for parameter in TreeParameter.allCases {
            guard let node = section[parameter.rawValue] else { continue }
            space.ranges[parameter] = range(node, "\(path).\(parameter.rawValue)", of: parameter)
        }
        return space
    }

    private mutating func range(
        _ node: YAMLNode, _ path: String, of parameter: TreeParameter
    ) -> ClosedRange<Double>? {
        let form = "Write the lowest and the highest value, such as [\(parameter.isWhole ? "15, 63" : "0.5, 1")]."
        guard let nodes = list(node, path) else { return nil }
        guard (1...2).contains(nodes.count) else {
            let count = nodes.isEmpty ? "is empty" : "has \(nodes.count) values"
            report(.impossibleValue, at: node.span, "'\(path)' \(count)", advice: form)
            return nil
        }
        let values = nodes.compactMap { number($0, path, in: parameter.bounds) }
        guard values.count == nodes.count, let low = values.first, let high = values.last else { return nil }
        guard low <= high else {
            report(
                .impossibleValue, at: node.span, "'\(path)' allows nothing: \(low) is above \(high)",
                advice: "Write the lowest value first.")
            return nil
        }
        guard !parameter.isWhole || (low == low.rounded() && high == high.rounded()) else {
            report(.wrongType, at: node.span, "'\(path)' must be whole numbers", advice: form)
            return nil
        }
        return low...high
    }

    /// The key `monotone`: columns with a direction each.
    mutating func monotone(_ node: YAMLNode) -> [MonotoneColumn] {
        let form = "Write each column with a direction, such as 'monotone: {COLUMN: increasing}'."
        guard let entries = mapping(node, path: "monotone", form: form) else { return [] }
        var columns: [MonotoneColumn] = []
        for entry in entries {
            let path = "monotone.\(entry.key)"
            mark(path, entry.keySpan)
            guard isUsableName(entry.key, at: entry.keySpan) else { continue }
            guard let direction = word(entry.value, path, as: MonotoneDirection.self) else { continue }
            columns.append(MonotoneColumn(column: entry.key, direction: direction))
        }
        return columns
    }
}
