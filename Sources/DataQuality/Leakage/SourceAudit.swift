package import Evidence
import Warehouse

/// The part of the leakage audit that needs the sources: replay, what is missing with the outcome, order.
package struct SourceAudit {
    private let dataset: AuditedDataset
    private let sources: [AuditedSource]
    private let facts: DatasetFacts
    private let ask: AuditAsk

    /// What came of it.
    package struct Outcome: Sendable {
        package var coverage: LeakageDocument.Coverage
        package var findings: [Finding]
        /// Features of whose values the replay says that they were known: all that can be hidden of them was.
        package var cleared: Set<String>
    }

    package init(
        dataset: AuditedDataset, sources: [AuditedSource], facts: DatasetFacts, ask: @escaping AuditAsk
    ) {
        self.dataset = dataset
        self.sources = sources
        self.facts = facts
        self.ask = ask
    }

    /// Runs the audit.
    ///
    /// - Throws: what asking throws.
    package func run() async throws -> Outcome {
        let known = KnownAtCheck(sources: sources)
        let covered = NotCovered(dataset: dataset, sources: sources)
        let determinism = DeterminismCheck(dataset: dataset)
        var plan = QueryPlan(purpose: "reading when the sources knew their rows")
        try known.ask(&plan)
        try covered.ask(&plan)
        try determinism.ask(&plan)
        let answers = try await ask(plan)
        var rules = try known.outcome(of: answers, first: facts.first)
        let words = QueryWords(dataset.sql)
        for index in rules.sources.indices where !rules.sources[index].rules.isEmpty {
            guard let word = words.qualified(rules.sources[index].name) else { continue }
            // It would be seen whole, whatever is hidden.
            rules.sources[index].rules = []
            rules.findings.append(unhidden(rules.sources[index].name, word))
        }
        let chance = try determinism.findings(answers)
        var findings = rules.findings + chance + covered.findings(answers)

        let order = OrderAudit(dataset: dataset, sources: sources, ask: ask)
        var unstable: (columns: [String], beyondRounding: [String]) = ([], [])
        if let before = facts.checksums { unstable = try await order.unstable(before: before) }
        // What chance decides needs no second finding.
        if chance.isEmpty { findings += order.findings(unstable: unstable.columns) }

        // What is not the same twice cannot be held against itself.
        var stable = dataset
        stable.features.removeAll(where: unstable.beyondRounding.contains)
        let replayed = try await replay(stable, rules.sources)
        findings += replayed.findings
        findings += try await SourceMissingness(dataset: stable, sources: sources, tried: tried, ask: ask).run()
        return Outcome(coverage: replayed.coverage, findings: findings, cleared: replayed.cleared)
    }

    /// That a source cannot be hidden from the SQL.
    private func unhidden(_ source: String, _ word: QueryWords.Word) -> Finding {
        Finding(
            .warning, .notReplayed,
            "the SQL names '\(source)' behind a schema, where the replay cannot hide what it learnt later",
            advice: "name it without a schema", source: source
        ).at(dataset.place(line: word.line, column: word.column))
    }

    /// The rows on which it is tried what a column feeds: those of the step before the middle cut, or all.
    private var tried: SQL {
        guard let time = dataset.timeColumn, !facts.cuts.isEmpty else { return "TRUE" }
        return facts.cuts[facts.cuts.count / 2].covers(time)
    }

    private func replay(
        _ dataset: AuditedDataset, _ sources: [AuditedSource]
    ) async throws -> (coverage: LeakageDocument.Coverage, findings: [Finding], cleared: Set<String>) {
        guard let replay = Replay(dataset, sources, byKey: !dataset.key.isEmpty && facts.keyIsUnique) else {
            return (.init(), [], [])
        }
        return try await ReplayAudit(
            replay: replay, cuts: facts.cuts, looksCloser: facts.checksums != nil, ask: ask
        ).run()
    }
}
