import Columns
import Evidence
import Scoring

/// Grows trees round by round until validation gets no better.
struct TreeGrower {
    let settings: TreeSettings
    let columns: [TreeColumn]
    private let booster: LightGBMBooster
    private let hasValidation: Bool
    private let outputs: Int

    /// What growing came to.
    struct Growth {
        let booster: LightGBMBooster
        /// Rounds that are kept.
        var rounds: Int
        /// Rounds that were grown.
        var grown: Int
        /// Whether growing ended because validation got no better, or nothing was left to split.
        var converged: Bool
        /// The metric of each round on validation; `nil` where there was nothing to choose by.
        var course: FittedCandidate.Course?
        /// What chose; `nil` where there was nothing to choose by.
        var measure: String?
        /// How good the kept rounds are on validation.
        var best = Merit.none
        /// The metric of the kept rounds.
        var value: Double?
        /// Whether growing ended because it was poor.
        var isStopped = false
    }

    /// Makes ready to grow over rows in bins, where growing fits into the bytes of memory that there is room for.
    init(
        _ data: TreeData, _ settings: TreeSettings, _ input: TrainingInput, room: Int = ProcessMemory.room
    ) throws(LearningError) {
        let needed = TreeMemory.bytes(settings, data)
        guard needed <= room else { throw .outOfMemory(needed: needed) }
        self.settings = settings
        columns = data.columns
        outputs = data.outputs
        hasValidation = data.validation != nil
        booster = try LightGBMBooster(
            data.training, validation: data.validation,
            parameters: data.text(settings, input), library: data.library)
    }

    /// Grows until validation gets no better, or until `isPoor` says that it is not worth while.
    func grow(
        _ input: TrainingInput, isPoor: (_ rounds: Int, _ best: Merit) -> Bool = { _, _ in false }
    ) throws(LearningError) -> Growth {
        var canSplit = try booster.grow()
        var growth = Growth(booster: booster, rounds: 1, grown: 1, converged: true, measure: nil)
        let merit: TreeMerit? =
            hasValidation ? try TreeMerit(input, first: try booster.validationPredictions(outputs: outputs)) : nil
        growth.measure = merit?.name
        growth.course = merit.map { .init(metric: $0.metric, steps: []) }
        guard let merit else {
            while canSplit, growth.grown < min(input.work?.rounds ?? TreeSettings.unchosenRounds, settings.rounds) {
                try input.checkCancelled()
                canSplit = try booster.grow()
                if canSplit { growth.grown += 1 }
                input.progress(TrainingInput.Progress(iteration: growth.grown, validationMetric: nil))
            }
            growth.rounds = growth.grown
            return growth
        }
        return try choose(by: merit, growth, canSplit: canSplit, input, isPoor)
    }

    /// Grows on while validation gets better.
    ///
    /// A round is judged while the next one grows, so the last round grown is one that nobody asked for; it is not
    /// counted.
    private func choose(
        by merit: TreeMerit, _ first: Growth, canSplit: Bool, _ input: TrainingInput, _ isPoor: (Int, Merit) -> Bool
    ) throws(LearningError) -> Growth {
        var (growth, canSplit, best) = (first, canSplit, Merit.none)
        while true {
            let isLast = !canSplit || growth.grown >= settings.rounds
            let predictions = try booster.validationPredictions(outputs: outputs)
            let judged = Beside { [best] in merit.merit(of: predictions, best: best) }
            let grown: Result<Bool, LearningError> =
                isLast ? .success(false) : Result { () throws(LearningError) in try booster.grow() }
            let (value, metric) = judged.wait()
            if value > best { (best, growth.rounds, growth.value) = (value, growth.grown, metric) }
            growth.best = best
            if let metric { growth.course?.steps.append(.init(iteration: growth.grown, value: metric)) }
            input.progress(TrainingInput.Progress(iteration: growth.grown, validationMetric: metric))
            try input.checkCancelled()
            guard canSplit, growth.grown - growth.rounds < settings.patience else { return growth }
            guard !isPoor(growth.grown, best) else {
                growth.isStopped = true
                return growth
            }
            guard growth.grown < settings.rounds else {
                growth.converged = false
                return growth
            }
            canSplit = try grown.get()
            guard canSplit else { return growth }
            growth.grown += 1
        }
    }
}
