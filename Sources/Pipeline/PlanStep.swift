import Columns
import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring
import Store

/// Features, and the work that is to be done on them.
struct Planned: Sendable {
    let featured: Featured
    /// The table's rows under the features.
    let rows: CandidateFitter.Rows
    let plan: RunRecord.Plan

    /// Bytes of rows up to which several things are worked on side by side.
    private static let roomyBytes = 1 << 30

    /// Whether memory allows to work on several things side by side.
    var leavesRoom: Bool { plan.memoryBytes <= Self.roomyBytes }
}

/// Counts the work before it is done, and turns a time limit into work, once.
struct PlanStep {
    /// Rounds by which the time that a round takes is measured.
    private static let calibrationRounds = 40
    /// What is left free of a time limit: rounds do not all take the same time.
    private static let usedShare = 0.7

    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    /// Says what is to be done, and how much memory the rows take.
    func run(_ featured: Featured) async throws -> Planned {
        try await context.journal.step("plan") {
            let divided = featured.divided
            let rows = CandidateFitter.Rows(
                bound: try BoundPlan(featured.fitted.plan, to: divided.checked.table), train: divided.assignment.train,
                validation: divided.assignment.validation)
            let candidates = divided.checked.settled.candidates
            let fits = Self.fits(divided)
            let searched = candidates.contains(.tunedTrees)
            let trials = context.brief.budget?.trials ?? TunedTrees.standardTrials
            let growing = candidates.count(where: \.growsTrees) + (searched ? trials - 1 : 0)
            var plan = RunRecord.Plan(
                candidates: candidates.count,
                fits: fits * (candidates.count + (searched ? trials - 1 : 0)), memoryBytes: memory(rows, featured))
            if searched { plan.trials = trials }
            let growsTrees = growing > 0
            if growsTrees { plan.iterations = context.brief.budget?.iterations ?? BoostedTrees.standardIterations }
            if let recorded = context.options.repeated?.run.record.plan {
                (plan.iterations, plan.timeLimitSeconds) = (recorded.iterations, recorded.timeLimitSeconds)
            } else if growsTrees, let limit = context.brief.budget?.timeLimit {
                try await translate(limit, fits: fits * growing, rows, divided.checked, into: &plan)
            }
            let made = plan
            context.note { $0.plan = made }
            return (Planned(featured: featured, rows: rows, plan: made), detail: detail(made), needsLook: false)
        }
    }

    /// Fits of one candidate: two in each fold, and the model that is kept; without folds one, or two with `refit`.
    private static func fits(_ divided: Divided) -> Int {
        divided.folds.isEmpty ? (divided.refits ? 2 : 1) : 2 * divided.folds.count + 1
    }

    /// Grows a few rounds and watches the clock; the rounds are the work, and are recorded.
    private func translate(
        _ limit: BriefDuration, fits: Int, _ rows: CandidateFitter.Rows, _ checked: Checked,
        into plan: inout RunRecord.Plan
    ) async throws {
        let clock = RoundClock()
        let fitter = CandidateFitter(
            context, checked, maximumIterations: Self.calibrationRounds, threads: context.options.threads)
        _ = try await fitter.fit(Candidate.boostedTrees.rawValue, rows) { clock.tick($0.iteration) }
        let seconds = Double(limit.microseconds) * 1e-6
        plan.timeLimitSeconds = seconds
        guard let speed = clock.speed else { return }
        plan.secondsPerIteration = speed.perRound
        let each = Self.usedShare * seconds / Double(fits) - speed.before
        let iterations = speed.perRound > 0 ? each / speed.perRound : Double(Int32.max)
        plan.iterations = min(plan.iterations ?? Int.max, max(1, Int(min(max(iterations, 1), Double(Int32.max)))))
        let rounds = plan.iterations ?? 1
        context.note { facts in
            facts.findings.append(
                context.brief.finding(
                    .timeLimitTranslated, at: "budget.time_limit",
                    "budget.time_limit of \(limit) became at most \(NumberText.counted(rounds, "iteration")) of "
                        + "\(trees(in: checked)), by the speed of this machine",
                    advice: "write budget: {iterations: \(rounds)} for the same bytes on any machine", severity: .note))
        }
    }

    /// The candidates that iterate, by name.
    private func trees(in checked: Checked) -> String {
        checked.settled.candidates.filter(\.growsTrees).map(\.rawValue).joined(separator: " and ")
    }

    /// Bytes of the table, and of the larger of the two forms in which candidates see the rows that fit.
    private func memory(_ rows: CandidateFitter.Rows, _ featured: Featured) -> Int {
        let table = featured.divided.checked.table
        let cells = table.columns.reduce(0) { $0 + ($1.type == .boolean ? 1 : $1.type == .text ? 4 : 8) }
        let plan = featured.fitted.plan
        let linear = 8 * plan.denseWidth + 4 * plan.blockWidths.count
        let trees = 2 * plan.features.count + 16
        return table.rowCount * cells + (rows.train.count + rows.validation.count) * max(linear, trees)
    }

    private func detail(_ plan: RunRecord.Plan) -> String {
        var parts = [
            NumberText.counted(plan.candidates, "candidate"), NumberText.counted(plan.fits, "fit"),
        ]
        if let iterations = plan.iterations {
            parts.append("at most \(NumberText.counted(iterations, "iteration")) each")
        }
        if let trials = plan.trials { parts.append("\(NumberText.counted(trials, "trial")) of a search") }
        parts.append("about \(NumberText.bytes(plan.memoryBytes)) of rows")
        return parts.joined(separator: " · ")
    }
}
