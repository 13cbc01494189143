import Columns
import Evidence
import Features
import Framing
import Learning
import Scoring

/// Counts the work before it is done, and turns a time limit into work, once.
struct WorkPlanner {
    /// Rounds by which the time that a round takes is measured.
    private static let calibrationRounds = 40
    /// What is left free of a time limit: rounds do not all take the same time.
    private static let usedShare = 0.7

    private let context: RunContext
    private let featured: Featured

    init(_ context: RunContext, _ featured: Featured) {
        self.context = context
        self.featured = featured
    }

    /// Says what is to be done, and how much memory the rows take.
    func plan(_ rows: CandidateFitter.Rows) async throws -> RunRecord.Plan {
        try await context.journal.step("plan") {
            let divided = featured.divided
            let candidates = divided.checked.settled.candidates
            let fits = Self.fits(divided)
            var plan = RunRecord.Plan(
                candidates: candidates.count, fits: fits * candidates.count, memoryBytes: memory(rows))
            let growsTrees = candidates.contains(.boostedTrees)
            if growsTrees { plan.iterations = context.brief.budget?.iterations ?? BoostedTrees.standardIterations }
            if growsTrees, let limit = context.brief.budget?.timeLimit {
                try await translate(limit, fits: fits, rows, into: &plan)
            }
            let made = plan
            context.note { $0.plan = made }
            return (made, detail: detail(made), needsLook: false)
        }
    }

    /// Fits of one candidate: two in each fold, and those of the model that is kept.
    private static func fits(_ divided: Divided) -> Int { 2 * divided.folds.count + (divided.refits ? 2 : 1) }

    /// Grows a few rounds and watches the clock; the rounds are the work, and are recorded.
    private func translate(
        _ limit: BriefDuration, fits: Int, _ rows: CandidateFitter.Rows, into plan: inout RunRecord.Plan
    ) async throws {
        let clock = RoundClock()
        let fitter = CandidateFitter(
            context, featured.divided.checked, maximumIterations: Self.calibrationRounds,
            threads: context.options.threads)
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
                        + "boosted_trees, by the speed of this machine",
                    advice: "write budget: {iterations: \(rounds)} for the same bytes on any machine", severity: .note))
        }
    }

    /// Bytes of the table, and of the larger of the two forms in which candidates see the rows that fit.
    private func memory(_ rows: CandidateFitter.Rows) -> Int {
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
        parts.append("about \(NumberText.bytes(plan.memoryBytes)) of rows")
        return parts.joined(separator: " · ")
    }
}
