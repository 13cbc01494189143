import Columns
import Evidence
package import Warehouse

/// The future-blind replay from the first cut to findings that name source, column and carrier.
struct ReplayAudit {
    let replay: Replay
    let cuts: [Cut]
    /// Whether to look for rows that the future made as well.
    let looksCloser: Bool
    let ask: AuditAsk

    /// Columns of a source that are tried one at a time.
    private static let columnsTried = 64
    /// Comparisons in one plan.
    private static let cutsPerPlan = 200

    private var dataset: AuditedDataset { replay.dataset }
    private var label: Int { replay.compared.count - 1 }

    func run() async throws -> (coverage: LeakageDocument.Coverage, findings: [Finding], cleared: Set<String>) {
        guard !cuts.isEmpty, !replay.dated.isEmpty else { return (.init(), [], []) }
        let (result, depends) = try await compare()
        let coverage = LeakageDocument.Coverage(
            cuts: cuts.count, rows: result.rows, columns: replay.compared.count - 1,
            share: dataset.rows > 0 ? min(1, Double(result.rows) / Double(dataset.rows)) : 0)
        var findings = try await findings(for: result)
        if looksCloser {
            findings += try await RowsFromFuture(replay: replay, ask: ask)
                .findings(result, besides: Set(findings.compactMap(\.source)))
        }
        if depends.contains(label), !result.changes(label), result.rows > 0 { findings.append(labelKnown) }
        let cleared = depends.filter { $0 != label && !result.changes($0) }.map { replay.compared[$0].name }
        return (coverage, findings, Set(cleared))
    }

    // MARK: Comparing

    /// All comparisons, and the columns that depend on anything that can be hidden.
    private func compare() async throws -> (ReplayResult, [Int]) {
        var result = ReplayResult()
        var depends: [Int] = []
        let columns = replay.compared.count
        for start in stride(from: 0, to: cuts.count, by: Self.cutsPerPlan) {
            let some = cuts[start..<min(cuts.count, start + Self.cutsPerPlan)]
            var plan = QueryPlan(purpose: "the replay without the future")
            if start == 0 { try replay.prepare(&plan) }
            for (index, cut) in some.enumerated() {
                for pass in Blinding.Pass.allCases {
                    try plan.ask("\(pass.rawValue) \(index)", replay.comparison(replay.everything(pass), at: cut))
                }
            }
            let middle = cuts[cuts.count / 2]
            var all = replay.everything(.scrambled)
            all.hidesPast = true
            if start == 0 { try plan.ask("dependence", replay.comparison(all, at: middle)) }
            let answers = try await ask(plan)
            for (index, cut) in some.enumerated() {
                for pass in Blinding.Pass.allCases {
                    result.add(try answers.table("\(pass.rawValue) \(index)"), cut: cut, pass: pass, columns: columns)
                }
            }
            if start == 0 {
                let facts = AnswerRow(try answers.table("dependence"))
                depends = (0..<columns).filter { (facts["c\($0)"] ?? 0) > 0 }
            }
        }
        return (result, depends)
    }

    // MARK: Who let it see

    /// A leaked column at the comparison that shows it best.
    private struct Leak {
        let column: Int
        let comparison: ReplayResult.Comparison
        let group: Int
    }

    private func findings(for result: ReplayResult) async throws -> [Finding] {
        let groups = result.evidence(for: Array(0..<label))
        let leaks = groups.enumerated().flatMap { group, entry in
            entry.columns.map { Leak(column: $0, comparison: entry.comparison, group: group) }
        }
        guard !leaks.isEmpty else { return [] }
        let shown = leaks.sorted { $0.column < $1.column }.prefix(Limits.findingsShown)
        let bySource = try await answersBySource(groups.map(\.comparison), shown)
        let guilty = shown.map { leak in
            replay.dated.filter { source in
                let name = "\(leak.group) \(source.source.name)"
                guard let answer = try? bySource.table(name) else { return false }
                return (AnswerRow(answer)["c\(leak.column)"] ?? 0) > 0
            }.map(\.source)
        }
        let byColumn = try await answersByColumn(groups.map(\.comparison), guilty, Array(shown))
        return zip(shown, guilty).map { leak, sources in
            let all = sources.flatMap { source in
                source.hideable.filter { column in
                    let name = "\(leak.group) \(source.name) \(column.name)"
                    guard let answer = try? byColumn.table(name) else { return false }
                    return (AnswerRow(answer)["c\(leak.column)"] ?? 0) > 0
                }.map { (source: source.name, column: $0.name) }
            }
            // Columns that rows are found by change it too; those that its expression names are what it is made of.
            let item = Carrier.item(named: replay.compared[leak.column].name, in: QueryWords(dataset.sql).words)
            let named = all.filter { cause in item.contains { $0.names(cause.column) } }
            let causes = named.isEmpty ? all : named
            let example = (try? bySource.table("example \(leak.column)")).map(AnswerRow.init)
            return finding(leak, sources: sources, causes: causes, example: example, result)
        }
    }

    /// One source blinded at a time, and an example of each leak.
    private func answersBySource(
        _ comparisons: [ReplayResult.Comparison], _ leaks: ArraySlice<Leak>
    ) async throws -> QueryAnswers {
        var plan = QueryPlan(purpose: "the search for the source of a leak")
        for (group, comparison) in comparisons.enumerated() {
            for source in replay.dated {
                let blinding = Blinding(pass: comparison.pass, extents: [source.source.name: .all])
                try plan.ask("\(group) \(source.source.name)", replay.comparison(blinding, at: comparison.cut))
            }
        }
        for leak in leaks {
            let everything = replay.everything(leak.comparison.pass)
            let column = replay.compared[leak.column]
            try plan.ask(
                "example \(leak.column)", replay.example(of: column, everything, at: leak.comparison.cut),
                mayFail: true)
        }
        return try await ask(plan)
    }

    /// One column of a guilty source blinded at a time.
    private func answersByColumn(
        _ comparisons: [ReplayResult.Comparison], _ guilty: [[AuditedSource]], _ leaks: [Leak]
    ) async throws -> QueryAnswers {
        var plan = QueryPlan(purpose: "the search for the column of a leak")
        var asked: Set<String> = []
        for (leak, sources) in zip(leaks, guilty) {
            for source in sources where source.hideable.count <= Self.columnsTried {
                for column in source.hideable {
                    let name = "\(leak.group) \(source.name) \(column.name)"
                    guard asked.insert(name).inserted else { continue }
                    let comparison = comparisons[leak.group]
                    let blinding = Blinding(pass: comparison.pass, extents: [source.name: .column(column.name)])
                    try plan.ask(name, replay.comparison(blinding, at: comparison.cut))
                }
            }
        }
        return plan.steps.isEmpty ? QueryAnswers() : try await ask(plan)
    }

    // MARK: Saying it

    private func finding(
        _ leak: Leak, sources: [AuditedSource], causes: [(source: String, column: String)], example: AnswerRow?,
        _ result: ReplayResult
    ) -> Finding {
        let column = replay.compared[leak.column]
        let comparison = leak.comparison
        let carrier = sources.lazy.compactMap { Carrier(of: $0.name, into: column.name, in: dataset.sql) }.first
        let cut = Moments.text(comparison.cut.at)
        let cause =
            causes.isEmpty
            ? sources.isEmpty ? "several sources together" : "'\(sources[0].name)'"
            : causes.prefix(3).map { "\($0.source).\($0.column)" }.joined(separator: ", ")
        var evidence: [String: JSONValue] = [
            "cut": .string(cut), "pass": .string(comparison.pass.rawValue),
            "rows": .integer(Int64(comparison.rows)),
            "cuts": .integer(
                Int64(Set(result.comparisons.filter { $0.changed[leak.column] > 0 }.map(\.cut.at)).count)),
            "source_columns": .array(causes.map { .string("\($0.source).\($0.column)") }),
        ]
        if let carrier { evidence["carrier"] = .string(carrier.text) }
        var keys: [String] = []
        if let example {
            let names = replay.byKey ? dataset.key : [replay.time.name]
            keys = [names.indices.map { example.text("k\($0)") ?? "" }.joined(separator: ", ")]
            let hidden = dataset.sensitive.contains(column.name)
            evidence["before"] = hidden ? .string("hidden") : example.text("before").map { .string($0) } ?? .null
            evidence["after"] = hidden ? .string("hidden") : example.text("after").map { .string($0) } ?? .null
        }
        var finding = Finding(
            .error, .futureLeak,
            "'\(column.name)' has seen the future: without what \(cause) learnt after \(cut), it changes in "
                + "\(NumberText.count(comparison.changed[leak.column])) of \(NumberText.count(comparison.rows)) rows "
                + "predicted up to then",
            advice: advice(carrier),
            source: sources.first?.name, column: column.name, count: comparison.changed[leak.column], keys: keys,
            evidence: evidence)
        if let carrier { finding = finding.at(dataset.place(line: carrier.line, column: carrier.column)) }
        return finding
    }

    private func advice(_ carrier: Carrier?) -> String {
        let known = "only what was known at '\(replay.time.name)'"
        guard let carrier, !carrier.isFrom else { return "exclude it, or use \(known)" }
        return "let \(carrier.text) use \(known), or exclude it"
    }

    private var labelKnown: Finding {
        Finding(
            .warning, .labelKnownEarly,
            "by what known_at says, the label '\(dataset.label)' is known when it is predicted",
            advice: "let known_at say when the outcome became known; the replay cannot see a leak of it so",
            column: dataset.label)
    }
}

/// Asks the engine that holds the sources open.
package typealias AuditAsk = (QueryPlan) async throws -> QueryAnswers
