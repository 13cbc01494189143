import Evidence
import Framing
import Store

/// The earlier run that a run's release notes compare with.
struct Predecessor: Sendable {
    let run: ComparedRun
    /// As the manifest names it.
    let record: RunRecord.Against

    /// The run that a person named, for a brief that is about to run.
    ///
    /// - Throws: `StoreError` or ``ComparisonError`` where it is unknown, not complete, not as it was written, or its
    ///   label is another.
    static func named(_ text: String, in store: RunStore, for brief: Brief) throws -> Predecessor {
        let predecessor = try Predecessor(store.open(text), named: true)
        let label = predecessor.run.evidence.brief.label
        guard label == brief.data.label else { throw ComparisonError.other("label", label, brief.data.label) }
        return predecessor
    }

    private init(_ run: Run, named: Bool) throws {
        self.run = try ComparedRun(run)
        record = RunRecord.Against(runID: run.id.text, fingerprint: run.record.fingerprint, named: named)
    }

    /// Holds, before anything is fitted, that the run predicts what the brief does.
    ///
    /// - Throws: ``ComparisonError`` with what is another.
    func requireComparable(with settled: SettledBrief) throws {
        let own = run.evidence.brief
        guard own.task == settled.task else {
            throw ComparisonError.other("task", own.task.rawValue, settled.task.rawValue)
        }
        guard own.positive == settled.positive else {
            throw ComparisonError.other("positive class", own.positive ?? "none", settled.positive ?? "none")
        }
    }

    /// Looks for the last run of a brief's name.
    struct Finder {
        let store: RunStore
        let name: String
        let fingerprint: String
        /// When the run began, as manifests write it.
        let started: String

        /// The last complete run, or none; a run that cannot be read is said, and passed for none.
        ///
        /// - Throws: `StoreError` where the store cannot be read.
        func last(comparableWith own: ComparedRun) throws -> (predecessor: Predecessor?, findings: [Finding]) {
            let runs = try store.complete(named: name)
            guard let id = Self.choose(among: runs.map(\.record), fingerprint: fingerprint, started: started),
                let run = runs.first(where: { $0.id.text == id })
            else { return (nil, []) }
            do {
                let predecessor = try Predecessor(run, named: false)
                return predecessor.run.difference(inTaskFrom: own) == nil ? (predecessor, []) : (nil, [])
            } catch let error as any HouseError {
                let finding = Finding(
                    .warning, .runDamaged, "the release notes compare with no run: the last one, \(id), cannot be read",
                    advice: error.findings.first?.message)
                return (nil, [finding])
            }
        }

        /// The id of the run to compare with: the last one that was complete when this one began.
        ///
        /// Where the same work was done before, it is the run that was compared with then, so that the same work gives
        /// the same bytes whatever was run in between.
        ///
        /// - Parameters:
        ///   - records: complete runs of the name, newest first.
        ///   - fingerprint: of the run that looks.
        ///   - started: when it began.
        /// - Returns: an id, or `nil` where it is compared with none.
        static func choose(among records: [RunRecord], fingerprint: String, started: String) -> String? {
            let earlier = records.filter { $0.ended <= started }
            let twin = earlier.last { $0.fingerprint == fingerprint && $0.against?.named != true }
            if let twin { return twin.against?.runID }
            // A run that `--against` names leaves no trace but its own notes.
            return earlier.first { $0.fingerprint != fingerprint }?.runID
        }
    }
}
