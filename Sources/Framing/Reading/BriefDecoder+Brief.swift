import Evidence

extension BriefDecoder {
    /// The whole brief; `nil` where what it cannot be without is missing.
    mutating func brief(_ root: YAMLNode) -> Brief? {
        let start = TextSpan(line: root.span.line, column: root.span.column)
        guard
            let top = section(
                root, path: "", keys: BriefKeys.top,
                required: [("data", "where the data is ('sources') and which column is to be predicted ('label')")],
                at: start)
        else { return nil }
        var inferences: [Inference] = []
        let name = briefName(top["name"], inferences: &inferences)
        let task = word(top["task"], "task", as: LearningTask.self, later: LearningTask.later)
        let data = top["data"].flatMap { dataSection($0, at: keySpan("data", in: top)) }
        let split = top["split"].flatMap { splitPlan($0, hasTime: data?.time != nil || data == nil) }
        let metric = top["metric"].map { metricPlan($0, task: task) } ?? MetricPlan()
        let slices = names(top["slices"], "slices")
        let sensitive = names(top["sensitive"], "sensitive")
        let exclude = notes(top["exclude"], "exclude", what: "why it must not be a feature")
        let sensitiveUse = notes(top["sensitive_use"], "sensitive_use", what: "what it is used for")
        let assumed = notes(top["assumed"], "assumed", what: "why it is assumed")
        let brief = data.map { data in
            Brief(
                name: name, problem: prose(top["problem"], "problem"), task: task, data: data, split: split,
                metric: metric, slices: slices, sensitive: sensitive, exclude: exclude, sensitiveUse: sensitiveUse,
                assumed: assumed,
                origin: BriefOrigin(path: path, places: places, inferences: inferences))
        }
        return rest(of: top, into: brief)
    }

    /// Where a section is named.
    func keySpan(_ key: String, in section: BriefSection) -> TextSpan {
        section.entries.first { $0.key == key }?.keySpan ?? section.span
    }

    /// The keys that ask for no other; they are read, and what is wrong reported, even where there is no brief.
    private mutating func rest(of top: BriefSection, into draft: Brief?) -> Brief? {
        let checks = top["checks"].flatMap { existingFile($0, "checks") }
        let (candidates, foreign) = top["candidates"].map { candidateList($0) } ?? (nil, [])
        let monotone = top["monotone"].map { self.monotone($0) } ?? []
        let budget = top["budget"].flatMap { self.budget($0, at: keySpan("budget", in: top)) }
        let refit = boolean(top["refit"], "refit") ?? false
        let seed = integer(top["seed"], "seed", in: Int64.min...Int64.max)
        let owner = prose(top["owner"], "owner")
        let purpose = prose(top["purpose"], "purpose")
        let due = top["due"].flatMap { date($0, "due", allowsTime: false) }
        let userFacing = boolean(top["user_facing"], "user_facing")
        let approvers = names(top["approvers"], "approvers")
        let keepSources = boolean(top["keep_sources"], "keep_sources") ?? false
        var draft = draft
        draft?.monotone = monotone
        if let draft { checkRoles(draft) }
        guard var brief = draft else { return nil }
        brief.checks = checks
        brief.candidates = candidates?.map(\.candidate)
        for named in candidates ?? [] { brief.candidateOptions[named.candidate] = named.options }
        brief.foreign = foreign
        brief.budget = budget
        brief.refit = refit
        brief.seed = seed ?? Brief.standardSeed
        brief.owner = owner
        brief.purpose = purpose
        brief.due = due
        brief.userFacing = userFacing
        brief.approvers = approvers
        brief.keepSources = keepSources
        brief.origin.places = places
        return brief
    }

    private mutating func briefName(_ node: YAMLNode?, inferences: inout [Inference]) -> String {
        guard let node else {
            let name = BriefName.fitted(BriefPath.stem(path))
            inferences.append(Inference(key: "name", value: name, reason: "made from the name of the brief's file"))
            return name
        }
        guard let text = text(node, "name") else { return "" }
        guard BriefName.isValid(text) else {
            let fitted = BriefName.fitted(text)
            report(
                .impossibleValue, at: node.span, "'name' cannot be \(quoted(text))",
                advice: "A name has 1 to \(Limits.nameLength) lower-case letters, digits and hyphens.",
                hint: "did you mean '\(fitted)'?")
            return ""
        }
        return text
    }

    /// Columns with a text each, in order.
    private mutating func notes(_ node: YAMLNode?, _ path: String, what: String) -> [ColumnNote] {
        let form = "Write each column with \(what), such as '\(path): {COLUMN: \(what)}'."
        guard let node, let entries = mapping(node, path: path, form: form) else { return [] }
        var notes: [ColumnNote] = []
        for entry in entries {
            mark("\(path).\(entry.key)", entry.keySpan)
            guard isUsableName(entry.key, at: entry.keySpan) else { continue }
            if case .scalar(let text, _) = entry.value.content, text.allSatisfy(\.isWhitespace) {
                report(
                    .missingKey, at: entry.keySpan, "'\(path)' does not say \(what): \(quoted(entry.key))", advice: form
                )
            } else if let text = prose(entry.value, "\(path).\(entry.key)") {
                notes.append(ColumnNote(column: entry.key, text: text))
            }
        }
        return notes
    }

    private mutating func budget(_ node: YAMLNode, at span: TextSpan) -> Budget? {
        guard let section = section(node, path: "budget", keys: BriefKeys.budget, at: span) else { return nil }
        let trials = integer(section["trials"], "budget.trials", in: 1...1_000_000)
        let iterations = integer(section["iterations"], "budget.iterations", in: 1...1_000_000_000)
        let limit = duration(section["time_limit"], "budget.time_limit")
        let ablation = integer(section["ablation"], "budget.ablation", in: 1...10_000)
        return Budget(
            trials: trials.map { Int($0) }, iterations: iterations.map { Int($0) }, timeLimit: limit,
            ablation: ablation.map { Int($0) })
    }

    /// A date, with a time only where one may stand.
    mutating func date(_ node: YAMLNode, _ path: String, allowsTime: Bool) -> BriefMoment? {
        guard let text = text(node, path) else { return nil }
        if let moment = BriefMoment(text), allowsTime || !moment.hasTime { return moment }
        report(
            .impossibleValue, at: node.span, "'\(path)' is no date: \(quoted(text))",
            advice: allowsTime ? BriefMoment.forms : "Write a date such as 2013-09-01.")
        return nil
    }
}
