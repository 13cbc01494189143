import Evidence
import Foundation
import Framing
import Store

/// What every step works with: the brief, the options, the journal, and the run's unfinished folder.
final class RunContext: Sendable {
    let brief: Brief
    let options: RunOptions
    let journal: Journal
    let store: RunStore
    /// Where earlier runs are looked for: the store, or that of the run which is done again.
    let history: RunStore
    /// The run's folder until it is whole.
    let folder: AtomicDirectory
    /// For spilling and half-written files; gone before the run is complete.
    let scratch: String
    /// The run that `--against` names.
    let named: Predecessor?
    private let ledger = Ledger()

    init(brief: Brief, options: RunOptions, journal: Journal) throws {
        self.brief = brief
        self.options = options
        self.journal = journal
        store = RunStore(at: options.store)
        history = options.repeated.map { RunStore(at: $0.store) } ?? store
        // A name that is wrong is better said before an hour of work than behind it.
        named = try options.against.map { [history] in try Predecessor.named($0, in: history, for: brief) }
        for finding in store.sweep().findings { journal.log(finding) }
        folder = try store.begin(name: brief.name, now: journal.started)
        scratch = folder.path + "/scratch"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    }

    /// Facts that the manifest keeps; steps add them as they learn them.
    func note(_ change: (inout RunFacts) throws -> Void) rethrows { try ledger.update(change) }

    /// Gives the run its name.
    ///
    /// - Throws: `StoreError`.
    func complete(_ documented: Documented) throws -> RunOutcome {
        try FileManager.default.removeItem(atPath: scratch)
        let run = try store.finish(folder, record: record(.complete))
        return RunOutcome(
            runID: run.id.text, directory: run.directory, status: .complete,
            recommendation: documented.metrics.recommendation, reasons: documented.metrics.reasons,
            chosen: documented.metrics.chosen, metrics: documented.metrics, task: documented.task,
            difference: documented.difference, against: run.record.against, completeness: run.record.completeness,
            rowsToTell: ledger.facts.rowsToTell, unused: unused, findings: ledger.facts.findings)
    }

    /// What a run of a bare table leaves unused, and a brief of `init` would not; for the screen.
    private var unused: [String] {
        guard brief.origin.proposals.isEmpty else { return [] }
        let texts = ledger.facts.findings.filter(\.code.isOfDisguisedText).compactMap(\.column)
        var unused: [String] = []
        if !texts.isEmpty {
            let more = texts.count > 3 ? ", …" : ""
            unused.append(
                "reads \(texts.prefix(3).map { "'\($0)'" }.joined(separator: ", "))\(more) as what \(texts.count == 1 ? "it holds" : "they hold")"
            )
        }
        if brief.split == nil, brief.data.time == nil, let moment = ledger.facts.moment {
            unused.append("divides by time where '\(moment)' is the moment of prediction")
        }
        return unused
    }

    /// Records why the run is not complete; the error to throw says where.
    func fail(_ error: any Error) -> RunFailure {
        journal.flush()
        // Ctrl-C goes to the worker too, and where that dies of it first, its death is no reason of its own.
        let failure = RunFailure(Task.isCancelled ? CancellationError() : error)
        note { $0.findings += failure.findings }
        failure.findings.forEach(journal.log)
        var outcome = RunOutcome(status: failure.status, findings: ledger.facts.findings)
        do {
            let id = try store.recordFailure(
                of: folder, status: failure.status, record: record(failure.status), checks: ledger.facts.checks,
                log: journal.log, brief: brief.keptText(settled: []))
            outcome.runID = id.text
            outcome.directory = store.directory + "/failed/" + id.text
        } catch {
            try? folder.discard()
            return failure.adding(RunFailure(error).findings, outcome: outcome)
        }
        return failure.adding([], outcome: outcome)
    }

    private func record(_ status: RunStatus) -> RunRecord {
        let facts = ledger.facts
        var record = RunRecord(
            runID: "", name: brief.name, status: status, fingerprint: facts.fingerprint,
            started: Timestamp.text(journal.started), ended: Timestamp.text(journal.now), threads: options.threads,
            machine: Machine.current)
        record.brief = facts.brief ?? (try? CanonicalJSON.encode(brief.canonical)).map { ContentHash(of: $0) }
        record.briefPath = URL(fileURLWithPath: brief.origin.path).path
        record.snapshot = facts.snapshot
        record.sources = facts.sources
        record.versions = facts.versions
        record.seed = brief.seed
        record.work = facts.work
        record.plan = facts.plan
        record.audits = options.audits
        record.against = facts.against
        record.completeness = facts.completeness
        record.chosen = facts.metrics?.chosen
        record.recommendation = facts.metrics?.recommendation
        record.primary = facts.metrics?.primary
        record.primaryValue = facts.metrics.flatMap { $0.candidate($0.chosen)?.metrics[$0.primary]?.number }
        record.seconds = journal.seconds
        record.findings = facts.findings
        return record
    }
}

/// What is known of a run so far.
struct RunFacts: Sendable {
    var fingerprint = ""
    var brief: ContentHash?
    var snapshot: ContentHash?
    var sources: [RunRecord.Source] = []
    var versions = ["associate": Version.current]
    var work: [String: Int] = [:]
    /// Hashes of models from outside, by candidate.
    var models: [String: ContentHash] = [:]
    var plan: RunRecord.Plan?
    var against: RunRecord.Against?
    var completeness: Completeness?
    var checks: ChecksDocument?
    var leakage: LeakageDocument?
    var metrics: MetricsDocument?
    var rowsToTell: RowsToTell?
    var findings: [Finding] = []
    /// A column of moments of the dataset; `nil` where it has none.
    var moment: String?
}
