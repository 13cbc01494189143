package import Evidence
import Libraries
import Scoring

/// Boosted trees whose settings are searched: each trial is one setting, grown and judged on the validation rows.
///
/// The first trial has the settings of ``BoostedTrees``, so the search is not worse on validation. Trials follow each
/// other, poor ones are stopped early (`MedianRule`), and nothing depends on a clock: the same seed tries the same
/// settings and comes to the same model at any number of threads.
package struct TunedTrees: Candidate {
    package let name = "tuned_trees"
    /// Trials where no budget says otherwise.
    package static let standardTrials = 20

    /// Grows one trial.
    typealias Grow =
        @Sendable (TreeData, TreeSettings, TrainingInput, (Int, Merit) -> Bool) throws(LearningError)
        -> TreeGrower.Growth

    private let folders: [String]
    private let maximumIterations: Int?
    private let trials: Int
    private let space: SearchSpace
    private let grow: Grow

    /// Takes the work and the settings that may be tried.
    ///
    /// - Parameters:
    ///   - maximumIterations: the most rounds of a trial; 2,000 where `nil`.
    ///   - trials: settings to try; ``standardTrials`` where `nil`.
    ///   - space: bounds of the settings.
    ///   - folders: where the library is looked for.
    package init(
        maximumIterations: Int? = nil, trials: Int? = nil, space: SearchSpace = SearchSpace(),
        searching folders: [String] = LibraryFolders.all()
    ) {
        self.init(
            maximumIterations: maximumIterations, trials: trials, space: space, searching: folders
        ) { (data, settings, input, isPoor) throws(LearningError) in
            try TreeGrower(data, settings, input).grow(input, isPoor: isPoor)
        }
    }

    /// Takes what grows a trial, too.
    init(
        maximumIterations: Int? = nil, trials: Int? = nil, space: SearchSpace = SearchSpace(),
        searching folders: [String] = LibraryFolders.all(), grow: @escaping Grow
    ) {
        precondition(maximumIterations.map { $0 > 0 } ?? true && trials.map { $0 > 0 } ?? true, "some work")
        self.maximumIterations = maximumIterations
        self.trials = trials ?? Self.standardTrials
        self.space = space
        self.folders = folders
        self.grow = grow
    }

    package func fit(_ input: TrainingInput) throws(LearningError) -> FittedCandidate {
        let trees = try TreeFit(name, input, searching: folders) { [maximumIterations] rows, outputs in
            var settings = TreeSettings(rows: rows, outputs: outputs, maximumRounds: maximumIterations)
            settings.sharesBins = true
            return settings
        }
        if case .tuned(let settings, let rounds)? = input.work { return try again(settings, rounds, trees, input) }
        var search = TreeSearch(
            name, trees, SearchSampler(space.complete(for: trees.data), seed: input.seed), trials: trials)
        if let leafRows = space.ranges[.leafRows]?.lowerBound, leafRows * 2 > Double(trees.data.rowCount) {
            throw .spaceTooNarrow(name, leafRows: Int(leafRows), rows: trees.data.rowCount)
        }
        if trees.data.validation == nil { search.limit = 1 }
        let best = try search.run(input, grow)
        var fitted = try trees.fitted(
            best.growth, best.settings, work: .tuned(best.settings, rounds: best.growth.rounds))
        fitted.iterations = search.record.trials.reduce(0) { $0 + $1.rounds }
        fitted.search = search.record
        fitted.description = description(best, search.record)
        fitted.findings = search.findings + findings(best.growth) + trees.findings
        return fitted
    }

    /// Grows what was found before.
    private func again(
        _ settings: TreeSettings, _ rounds: Int, _ trees: TreeFit, _ input: TrainingInput
    ) throws(LearningError) -> FittedCandidate {
        let growth = try grow(trees.data, settings, input) { _, _ in false }
        var fitted = try trees.fitted(growth, settings, work: .tuned(settings, rounds: growth.rounds))
        fitted.description = words(settings, growth) + ", as they were chosen, grown again"
        fitted.findings = trees.findings
        return fitted
    }

    private func words(_ settings: TreeSettings, _ growth: TreeGrower.Growth) -> String {
        "boosted trees of \(settings.leaves) leaves, learning rate \(settings.learningRate),"
            + " \(growth.rounds) \(growth.rounds == 1 ? "round" : "rounds")"
    }

    private func description(_ best: TreeSearch.Best, _ record: TrialsDocument.Search) -> String {
        let count = record.trials.count
        let stopped = record.trials.count { $0.status == .stopped }
        guard let measure = best.growth.measure else { return words(best.settings, best.growth) + ", not chosen" }
        return words(best.settings, best.growth) + ", trial \(record.chosen) of \(count) by \(measure) on validation"
            + (stopped > 0 ? ", \(stopped) stopped early" : "")
    }

    private func findings(_ growth: TreeGrower.Growth) -> [Finding] {
        var findings: [Finding] = []
        if !growth.converged {
            findings.append(
                Finding(
                    .warning, .notConverged,
                    "the best trial of '\(name)' was still getting better after "
                        + "\(growth.grown) rounds",
                    advice: "Take the model as usable; a larger budget.iterations lets it go on."))
        }
        if growth.measure == nil {
            findings.append(
                Finding(
                    .warning, .emptyPart, "validation has no rows, so '\(name)' searches nothing",
                    advice: "Give validation a share of the rows."))
        }
        return findings
    }
}

extension SearchSpace {
    /// Every setting with bounds: those that are given, else what suits the rows.
    func complete(for data: TreeData) -> [TreeParameter: ClosedRange<Double>] {
        let rows = Double(data.rowCount)
        var complete: [TreeParameter: ClosedRange<Double>] = [
            .learningRate: 0.02...0.15,
            .leaves: 7...max(31, min(127, (rows / 20).rounded())),
            .leafRows: 3...max(20, min(300, (rows / 20).rounded())),
            .columnShare: 0.4...1,
            .rowShare: 0.5...1,
            .penalty: 0...30,
        ]
        if data.columns.contains(where: { $0.levels != nil }) { complete[.categorySmoothing] = 1...200 }
        return complete.merging(ranges) { $1 }
    }
}
