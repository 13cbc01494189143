package import Evidence

/// Writes briefs as YAML that reads back to the same brief, with comments on what was inferred.
package struct BriefWriter {
    private let brief: Brief
    private let reasons: [String: String]
    private var lines: [String] = []

    private init(_ brief: Brief, inferences: [Inference]) {
        self.brief = brief
        reasons = Dictionary(inferences.map { ($0.key, $0.reason) }) { _, last in last }
    }

    /// The YAML of a brief; `inferences` (by default those made before the data was seen) become comments, each before
    /// its key, and `heading` stands at the top.
    package static func text(for brief: Brief, inferences: [Inference]? = nil, heading: String? = nil) -> String {
        var writer = BriefWriter(brief, inferences: inferences ?? brief.origin.inferences)
        if let heading { writer.lines += Self.commented(heading, indent: "") }
        writer.write()
        return writer.lines.joined(separator: "\n") + "\n"
    }

    /// The YAML of a brief that was proposed for a table, and what the data then settled.
    ///
    /// What was settled stands in comments: work from the text is the same work, and settles the same.
    package static func text(forProposed brief: Brief, settled: [Inference]) -> String {
        let comments = settled.map { "#   \($0.key): \(DisplayText.escaped("\($0.value) (\($0.reason))"))" }
        let heading = settled.isEmpty ? [] : ["# The data settled the rest; a key above decides otherwise:"]
        return proposedHeading + "\n" + text(for: brief, inferences: brief.origin.proposals)
            + (heading + comments).map { $0 + "\n" }.joined()
    }

    private static let proposedHeading = "# Proposed for a table that came without a brief."

    /// Whether a brief's text was written for a table that came without one.
    static func isProposed(_ text: String) -> Bool { text.hasPrefix(proposedHeading) }

    private mutating func write() {
        add("name", YAMLText.scalar(brief.name))
        if let problem = brief.problem { add("problem", YAMLText.block(problem, indent: "  ")) }
        if let task = brief.task { add("task", task.rawValue) }
        writeData()
        if let split = brief.split { add("split", Self.split(split)) }
        writeMetric()
        if !brief.slices.isEmpty { add("slices", YAMLText.list(brief.slices)) }
        if !brief.sensitive.isEmpty { add("sensitive", YAMLText.list(brief.sensitive)) }
        writeNotes("exclude", brief.exclude)
        writeNotes("sensitive_use", brief.sensitiveUse)
        writeNotes("assumed", brief.assumed)
        if let checks = brief.checks { add("checks", YAMLText.scalar(checks)) }
        if brief.candidates != nil || !brief.foreign.isEmpty {
            let own = (brief.candidates ?? Candidates.standard).map { Self.candidate($0, brief.candidateOptions[$0]) }
            add("candidates", "[\((own + brief.foreign.map(Self.foreign)).joined(separator: ", "))]")
        }
        if !brief.monotone.isEmpty {
            let columns = brief.monotone.map { "\(YAMLText.scalar($0.column)): \($0.direction.rawValue)" }
            add("monotone", "{" + columns.joined(separator: ", ") + "}")
        }
        if let budget = brief.budget { add("budget", Self.budget(budget)) }
        if brief.refit { add("refit", "true") }
        add("seed", String(brief.seed))
        if let owner = brief.owner { add("owner", YAMLText.block(owner, indent: "  ")) }
        if let purpose = brief.purpose { add("purpose", YAMLText.block(purpose, indent: "  ")) }
        if let due = brief.due { add("due", due.description) }
        if let userFacing = brief.userFacing { add("user_facing", String(userFacing)) }
        if !brief.approvers.isEmpty { add("approvers", YAMLText.list(brief.approvers)) }
        if brief.keepSources { add("keep_sources", "true") }
    }

    private mutating func writeData() {
        let data = brief.data
        lines.append("data:")
        if case .adbc(let driver, let uri, let options) = data.engine {
            var fields = ["driver: \(YAMLText.scalar(driver))"]
            if let uri { fields.append("uri: \(YAMLText.scalar(uri))") }
            let sorted = options.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            fields += sorted.map { "\(YAMLText.scalar($0.key)): \(YAMLText.scalar($0.value))" }
            add("engine", "{" + fields.joined(separator: ", ") + "}", under: "data")
        }
        lines += comment("data.sources", indent: "  ") + ["  sources:"]
        for source in data.sources {
            lines += comment("data.sources.\(source.name)", indent: "    ") + SourceWriter.lines(source)
        }
        switch data.dataset {
        case .some(let dataset):
            switch dataset.origin {
            case .file(let path): add("dataset", YAMLText.scalar(path), under: "data")
            case .inline: add("dataset", YAMLText.block(dataset.sql, indent: "    "), under: "data")
            }
        case nil: break
        }
        if !data.key.isEmpty { add("key", YAMLText.list(data.key), under: "data") }
        if let time = data.time { add("time", YAMLText.scalar(time), under: "data") }
        add("label", YAMLText.scalar(data.label), under: "data")
        if let positive = data.positive { add("positive", YAMLText.scalar(positive), under: "data") }
        if let weight = data.weight { add("weight", YAMLText.scalar(weight), under: "data") }
        if let query = data.query { add("query", YAMLText.scalar(query), under: "data") }
        if let fresh = data.freshWithin { add("fresh_within", fresh.description, under: "data") }
    }

    private mutating func writeMetric() {
        let metric = brief.metric
        guard metric != MetricPlan() else { return }
        lines.append("metric:")
        if let primary = metric.primary { add("primary", primary.rawValue, under: "metric") }
        if !metric.also.isEmpty { add("also", YAMLText.list(metric.also.map(\.rawValue)), under: "metric") }
        if !metric.guardrails.isEmpty {
            add("guardrails", YAMLText.list(metric.guardrails.map(\.text)), under: "metric")
        }
        if let recalibrate = metric.recalibrate { add("recalibrate", "\(recalibrate)", under: "metric") }
        switch metric.threshold {
        case .score(let score)?: add("threshold", "\(score)", under: "metric")
        case .precision(let share)?: add("threshold", "{precision: \(share)}", under: "metric")
        case .recall(let share)?: add("threshold", "{recall: \(share)}", under: "metric")
        case .capacity(let rows, let per)?:
            add("threshold", "{capacity: \(rows), per: \(per.description)}", under: "metric")
        case nil: break
        }
        if let costs = metric.costs {
            add(
                "costs", "{false_positive: \(costs.falsePositive), false_negative: \(costs.falseNegative)}",
                under: "metric")
        }
        if !metric.classCosts.isEmpty {
            var rows: [(truth: String, cells: [String])] = []
            for pair in metric.classCosts {
                let cell = "\(YAMLText.scalar(pair.decided)): \(pair.cost)"
                if let place = rows.firstIndex(where: { $0.truth == pair.truth }) {
                    rows[place].cells.append(cell)
                } else {
                    rows.append((pair.truth, [cell]))
                }
            }
            let text = rows.map { "\(YAMLText.scalar($0.truth)): {\($0.cells.joined(separator: ", "))}" }
            add("costs", "{\(text.joined(separator: ", "))}", under: "metric")
        }
    }

    private mutating func writeNotes(_ key: String, _ notes: [ColumnNote]) {
        guard !notes.isEmpty else { return }
        lines += comment(key, indent: "") + ["\(key):"]
        for note in notes {
            lines.append("  \(YAMLText.scalar(note.column)): \(YAMLText.block(note.text, indent: "    "))")
        }
    }

    private mutating func add(_ key: String, _ value: String, under section: String? = nil) {
        let indent = section == nil ? "" : "  "
        lines += comment((section.map { $0 + "." } ?? "") + key, indent: indent) + ["\(indent)\(key): \(value)"]
    }

    private func comment(_ path: String, indent: String) -> [String] {
        guard let reason = reasons[path] else { return [] }
        return Self.commented(reason, indent: indent)
    }

    /// Characters of a line of a comment.
    private static let commentWidth = 110

    /// A text as the lines of a comment, broken between words.
    private static func commented(_ text: String, indent: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
            var lines = [""]
            for word in DisplayText.escaped(String(paragraph)).split(separator: " ", omittingEmptySubsequences: false) {
                let last = lines[lines.count - 1]
                if !last.isEmpty, indent.count + last.count + word.count > commentWidth {
                    lines.append(String(word))
                } else {
                    lines[lines.count - 1] = last.isEmpty ? String(word) : last + " " + word
                }
            }
            return lines.map { $0.isEmpty ? indent + "#" : "\(indent)# \($0)" }
        }
    }

    private static func split(_ plan: SplitPlan) -> String {
        var fields: [String] = []
        switch plan {
        case .crossValidation(let plan):
            fields = by(plan.by)
            fields.append("cv: {folds: \(plan.folds), repeats: \(plan.repeats)}")
            if let gap = plan.gap { fields.append("gap: \(gap)") }
        case .parts(let parts):
            fields = by(parts.by)
            if let validation = parts.validation { fields.append("validation: \(border(validation))") }
            if let test = parts.test { fields.append("test: \(border(test))") }
            if let gap = parts.gap { fields.append("gap: \(gap)") }
        }
        return "{" + fields.joined(separator: ", ") + "}"
    }

    private static func by(_ by: SplitBy?) -> [String] {
        guard let by else { return [] }
        guard case .group(let column) = by else { return ["by: \(by.word)"] }
        return ["by: \(by.word)", "group: \(YAMLText.scalar(column))"]
    }

    private static func border(_ border: PartBorder) -> String {
        switch border {
        case .share(let share): share.description
        case .date(let moment): moment.hasTime ? "\"\(moment)\"" : moment.description
        }
    }

    private static func candidate(_ candidate: Candidate, _ options: CandidateOptions?) -> String {
        guard let options, options != CandidateOptions() else { return candidate.rawValue }
        return "{\(candidate.rawValue): {\(Self.fields(options).joined(separator: ", "))}}"
    }

    private static func fields(_ options: CandidateOptions) -> [String] {
        var fields: [String] = []
        switch options.classWeight {
        case .balanced?: fields.append("class_weight: balanced")
        case .factors(let factors)?:
            let written = factors.map { "\(YAMLText.scalar($0.name)): \($0.factor)" }
            fields.append("class_weight: {\(written.joined(separator: ", "))}")
        case nil: break
        }
        if !options.splines { fields.append("splines: false") }
        if !options.interactions { fields.append("interactions: false") }
        let ranges = options.space.ranges.sorted { $0.key < $1.key }.map { parameter, range in
            parameter.isWhole
                ? "\(parameter.rawValue): [\(Int(range.lowerBound)), \(Int(range.upperBound))]"
                : "\(parameter.rawValue): [\(range.lowerBound), \(range.upperBound)]"
        }
        if !ranges.isEmpty { fields.append("space: {\(ranges.joined(separator: ", "))}") }
        return fields
    }

    private static func foreign(_ candidate: ForeignCandidate) -> String {
        var fields = ["onnx: \(YAMLText.scalar(candidate.path))", "name: \(YAMLText.scalar(candidate.name))"]
        if !candidate.inputs.isEmpty {
            let inputs = candidate.inputs.map { "\(YAMLText.scalar($0.name)): \(YAMLText.list($0.columns))" }
            fields.append("inputs: {\(inputs.joined(separator: ", "))}")
        }
        if let output = candidate.output { fields.append("output: \(YAMLText.scalar(output))") }
        if !candidate.classes.isEmpty { fields.append("classes: \(YAMLText.list(candidate.classes))") }
        if candidate.scores != .probability { fields.append("scores: \(candidate.scores.rawValue)") }
        return "{" + fields.joined(separator: ", ") + "}"
    }

    private static func budget(_ budget: Budget) -> String {
        var fields: [String] = []
        if let trials = budget.trials { fields.append("trials: \(trials)") }
        if let iterations = budget.iterations { fields.append("iterations: \(iterations)") }
        if let limit = budget.timeLimit { fields.append("time_limit: \(limit)") }
        if let ablation = budget.ablation { fields.append("ablation: \(ablation)") }
        return "{" + fields.joined(separator: ", ") + "}"
    }
}
