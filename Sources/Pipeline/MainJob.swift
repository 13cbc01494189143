import Evidence
package import Framing
import Learning
import Store
import Warehouse

/// The main job, from a brief to a run that is whole: it reads as a page.
///
/// Each step takes what the step before it made, so that none can run before its input exists.
package struct MainJob: Sendable {
    private let brief: Brief
    private let options: RunOptions
    private let journal: Journal
    private let interruption: Interruption

    /// Takes what the job needs; through `interruption` it can be given up while it works.
    package init(
        brief: Brief, options: RunOptions, interruption: Interruption = Interruption(),
        observer: @escaping RunObserver
    ) {
        self.brief = brief
        self.options = options
        self.interruption = interruption
        journal = Journal(observer: observer)
    }

    /// Does the job and leaves a run in the store, or a record under `failed/`.
    ///
    /// - Throws: ``RunFailure`` with what went wrong and where it was recorded; errors of the store as they are.
    package func run() async throws -> RunOutcome {
        let context = try RunContext(brief: brief, options: options, journal: journal)
        interruption.begin(context)
        let documented: Documented
        do {
            try SignOff.require(for: brief)
            // What is not installed is better said before an hour of work than behind it.
            if brief.wantsTrees { try BoostedTrees.requireLibrary() }
            let foreign = try ForeignModels(context)
            // The engine that reads the snapshot is loaded while the worker makes it.
            async let engine = apart { try SnapshotReader.engine(context) }
            let snapshot = try await SnapshotStep(context).run()
            let checked = try await CheckStep(context).run(snapshot, on: try await engine.connect())
            try context.named?.requireComparable(with: checked.settled)
            let divided = try await SplitStep(context).run(checked)
            let featured = try await FeatureStep(context).run(divided)
            let planned = try await PlanStep(context).run(featured)
            // The engine writes the parts beside the fits where memory allows both, else beside the evaluation.
            async let parts: Void = planned.leavesRoom ? writeParts(divided, context) : ()
            // The audit is made while candidates are fitted, where memory allows both; what it finds stops the job
            // before the test part is looked at.
            async let audited = LeakageStep(context).run(divided)
            if !planned.leavesRoom { _ = try await audited }
            let fitted = try await CandidateStep(context, foreign).run(planned)
            try LeakageStep(context).accept(try await audited)
            async let laterParts: Void = planned.leavesRoom ? () : writeParts(divided, context)
            var evaluated = try await EvaluationStep(context, foreign).run(fitted)
            evaluated.ablation = try await AblationStep(context).run(evaluated, planned)
            _ = try await (parts, laterParts)
            documented = try await DocumentStep(context).run(evaluated)
        } catch {
            await interruption.claim()
            throw context.fail(error)
        }
        await interruption.claim()
        do {
            return try context.complete(documented)
        } catch {
            throw context.fail(error)
        }
    }

    private func writeParts(_ divided: Divided, _ context: RunContext) async throws {
        try await apart { try PartFiles(context).write(divided) }
    }
}

extension Brief {
    /// Whether boosted trees are among the candidates; they are where the brief names none.
    fileprivate var wantsTrees: Bool { candidates?.contains(where: \.growsTrees) ?? true }
}
