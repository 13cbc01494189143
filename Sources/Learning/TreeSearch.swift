import Evidence
import Foundation

/// The trials of a search, one after the other.
struct TreeSearch {
    /// The best trial so far.
    struct Best {
        let settings: TreeSettings
        let growth: TreeGrower.Growth
    }

    /// Settings to try.
    var limit: Int
    private(set) var record: TrialsDocument.Search
    private(set) var findings: [Finding] = []

    private let name: String
    private let trees: TreeFit
    private var sampler: SearchSampler
    private var rule = MedianRule()
    private var best: Best?
    /// Points that were grown, and what came of them.
    private var tried: [(point: [Double], merit: Merit)] = []
    private var seen: [TreeSettings] = []

    /// Trials that spread evenly, whatever came of those before: half of them, and enough to learn from.
    private var evenTrials: Int { max(8, limit / 2) }

    init(_ name: String, _ trees: TreeFit, _ sampler: SearchSampler, trials: Int) {
        self.name = name
        self.trees = trees
        self.sampler = sampler
        limit = trials
        record = TrialsDocument.Search(
            candidate: name, metric: "",
            space: Dictionary(
                uniqueKeysWithValues: sampler.space.map {
                    ($0.parameter.rawValue, [$0.range.lowerBound, $0.range.upperBound])
                }), trials: [], chosen: 1)
    }

    /// Tries settings until the budget is used or the space holds no more.
    mutating func run(_ input: TrainingInput, _ grow: TunedTrees.Grow) throws(LearningError) -> Best {
        var grown = 0
        for number in 1...limit {
            guard let settings = settings(of: number) else { break }
            var trial = input
            let (name, before, limit, progress) = (name, grown, limit, input.progress)
            let standing = best?.growth.value
            trial.progress = { step in
                var step = step
                step.iteration += before
                step.trial = .init(number: number, of: limit, best: standing)
                progress(step)
            }
            do throws(LearningError) {
                if input.isCancelled() { throw .cancelled }
                grown += try run(number, settings, trial, grow)
            } catch {
                if error.code == .interrupted {
                    throw .searchCancelled(name, done: number - 1, of: limit)
                }
                guard error.code == .candidateFailed else { throw error }
                fail(number, settings, error)
            }
        }
        guard let best else {
            throw .noTrial(of: name, record.trials.count, first: record.trials.first?.reason ?? "there was none")
        }
        if let failed = failure { findings.append(failed) }
        return best
    }

    /// The settings of a trial; `nil` where no other is to be found.
    private mutating func settings(of number: Int) -> TreeSettings? {
        if number == 1 { return noted(sampler.clamped(trees.settings)) }
        var point = number <= evenTrials || tried.count < 4 ? sampler.even(number - 1) : promisingPoint()
        for _ in 0..<20 {
            if let settings = noted(sampler.settings(at: point, like: trees.settings)) { return settings }
            point = sampler.anywhere()
        }
        return nil
    }

    private mutating func promisingPoint() -> [Double] {
        let ranked = tried.enumerated().sorted { one, other in
            let (first, second) = (one.element.merit, other.element.merit)
            return first == second ? one.offset < other.offset : first > second
        }.map(\.element.point)
        let good = max(2, (ranked.count + 3) / 4)
        return sampler.promising(good: Array(ranked.prefix(good)), rest: Array(ranked.dropFirst(good)))
    }

    /// Settings that were not tried yet, with the patience that their learning rate asks for; else `nil`.
    private mutating func noted(_ settings: TreeSettings) -> TreeSettings? {
        var settings = settings
        settings.patience = max(settings.patience, min(250, Int((5 / settings.learningRate).rounded())))
        settings.bound(outputs: trees.data.outputs)
        guard !seen.contains(settings) else { return nil }
        seen.append(settings)
        return settings
    }

    /// Grows one trial; the rounds grown.
    private mutating func run(
        _ number: Int, _ settings: TreeSettings, _ input: TrainingInput, _ grow: TunedTrees.Grow
    ) throws(LearningError) -> Int {
        var rule = rule
        let growth = try grow(trees.data, settings, input) { rounds, best in
            rule.isPoor(rounds: rounds, learningRate: settings.learningRate, best: best)
        }
        rule.end(best: growth.best, isStopped: growth.isStopped)
        self.rule = rule
        tried.append((sampler.point(of: settings), growth.best))
        var trial = TrialsDocument.Trial(
            number: number, parameters: written(settings), status: growth.isStopped ? .stopped : .complete,
            rounds: growth.grown)
        (trial.kept, trial.value) = (growth.rounds, growth.value)
        record.trials.append(trial)
        if best.map({ growth.best > $0.growth.best }) ?? true {
            best = Best(settings: settings, growth: growth)
            record.chosen = number
            record.metric = growth.course?.metric ?? record.metric
        }
        return growth.grown
    }

    private mutating func fail(_ number: Int, _ settings: TreeSettings, _ error: LearningError) {
        var trial = TrialsDocument.Trial(
            number: number, parameters: written(settings), status: .failed, rounds: 0)
        trial.reason = error.findings.first?.message
        record.trials.append(trial)
    }

    private func written(_ settings: TreeSettings) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: sampler.space.map { ($0.parameter.rawValue, settings[$0.parameter]) })
    }

    /// What is said of trials that failed.
    private var failure: Finding? {
        let failed = record.trials.filter { $0.status == .failed }
        guard let first = failed.first else { return nil }
        return Finding(
            .warning, .trialFailed,
            "\(NumberText.counted(failed.count, "trial")) of '\(name)' could not be grown; number \(first.number): "
                + (first.reason ?? "no reason was given"),
            advice:
                "Take the best of the others, or bound the settings that fail (num_leaves, where memory runs out) under "
                + "candidates: [{\(name): {space: …}}]",
            count: failed.count)
    }
}
