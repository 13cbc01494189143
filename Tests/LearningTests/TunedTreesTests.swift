import Evidence
import Scoring
import Synchronization
import TestSupport
import Testing

@testable import Learning

@Suite struct TunedTreesTests {
    private static func input(_ task: LearningTask = .binary, rows: Int = 600) -> TrainingInput {
        TrainingInput(
            Problem.made(task, rows: rows, dense: 6), Problem.made(task, rows: 300, dense: 6, seed: 2))
    }

    @Test("the first trial is what boosted_trees has, so the search is not worse on validation")
    func firstTrial() throws {
        let (input, seen) = (Self.input(), try BoostedTrees().fit(Self.input()))
        let fitted = try TunedTrees(trials: 8).fit(input)
        let search = try #require(fitted.search)
        let best = try #require(seen.course?.steps.map(\.value).min())
        #expect(search.metric == "log_loss")
        #expect(search.trials.first?.value == best)
        #expect(try #require(search.best?.value) <= best)
        #expect(search.trials.map(\.number) == Array(1...8))
        #expect(fitted.iterations == search.trials.reduce(0) { $0 + $1.rounds })
    }

    @Test("another seed tries other settings, the same seed the same")
    func seeds() throws {
        var input = Self.input()
        let first = try TunedTrees(trials: 5).fit(input).search
        #expect(try TunedTrees(trials: 5).fit(input).search == first)
        input.seed = 8
        #expect(try TunedTrees(trials: 5).fit(input).search != first)
    }

    @Test("poor trials are stopped before their validation is done")
    func poorTrials() throws {
        let search = try #require(try TunedTrees(trials: 24).fit(Self.input(rows: 1_500)).search)
        let stopped = search.trials.filter { $0.status == .stopped }
        #expect(!stopped.isEmpty)
        #expect(stopped.allSatisfy { $0.number != search.chosen && $0.number > 4 })
    }

    @Test("what was found is grown again as it was")
    func again() throws {
        let problem = Problem.made(.binary, rows: 600, dense: 6)
        let fitted = try TunedTrees(trials: 6).fit(Self.input())
        var input = TrainingInput(problem, Problem.made(.binary, rows: 0, dense: 6))
        input.work = fitted.work
        let again = try TunedTrees(trials: 6).fit(input)
        #expect(again.model == fitted.model)
        #expect(again.search == nil)
        #expect(again.work == fitted.work)
    }

    @Test("a trial that runs out of memory is a finding, and the others count")
    func failedTrial() throws {
        let count = Mutex(0)
        let candidate = TunedTrees(trials: 5) { data, settings, input, isPoor throws(LearningError) in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number == 1 || number == 3 { throw LearningError.native("std::bad_alloc") }
            return try TreeGrower(data, settings, input).grow(input, isPoor: isPoor)
        }
        let fitted = try candidate.fit(Self.input())
        let search = try #require(fitted.search)
        #expect(search.trials.map(\.status).prefix(3) == [.failed, .complete, .failed])
        #expect(search.trials[2].reason == "LightGBM failed: std::bad_alloc")
        #expect(![1, 3].contains(search.chosen))
        let finding = try #require(fitted.findings.first { $0.code == .trialFailed })
        #expect(finding.count == 2)
        #expect(finding.message.contains("2 trials of 'tuned_trees' could not be grown; number 1"))
    }

    @Test("where no trial can be grown, that is the error")
    func noTrial() throws {
        let candidate = TunedTrees(trials: 3) { _, _, _, _ throws(LearningError) in
            throw LearningError.native("std::bad_alloc")
        }
        let error = #expect(throws: LearningError.self) { try candidate.fit(Self.input()) }
        #expect(error?.code == .candidateFailed)
        #expect(error?.findings.first?.message.contains("none of 3 trials") == true)
    }

    @Test("a space of one point is one trial; a fixed setting stays")
    func fixedSettings() throws {
        let all: [TreeParameter: ClosedRange<Double>] = [
            .learningRate: 0.05...0.05, .leaves: 9...9, .leafRows: 10...10, .columnShare: 0.5...0.5,
            .rowShare: 1...1, .penalty: 2...2, .categorySmoothing: 10...10,
        ]
        let one = try #require(try TunedTrees(trials: 9, space: SearchSpace(ranges: all)).fit(Self.input()).search)
        #expect(one.trials.count == 1)
        #expect(one.trials[0].parameters["num_leaves"] == 9)
        let fixed = SearchSpace(ranges: [.learningRate: 0.05...0.05, .leaves: 4...6])
        let search = try #require(try TunedTrees(trials: 9, space: fixed).fit(Self.input()).search)
        #expect(search.trials.count == 9)
        #expect(search.trials.allSatisfy { $0.parameters["learning_rate"] == 0.05 })
        #expect(search.trials.allSatisfy { (4...6).contains($0.parameters["num_leaves"] ?? 0) })
    }

    @Test("a space in which nothing can be split is said")
    func impossibleSpace() throws {
        let space = SearchSpace(ranges: [.leafRows: 400...500])
        let error = #expect(throws: LearningError.self) { try TunedTrees(space: space).fit(Self.input()) }
        #expect(error?.code == .impossibleValue)
        #expect(error?.findings.first?.advice?.contains("at most 300") == true)
    }

    @Test("a search that is cancelled says how far it was")
    func cancelled() throws {
        let seen = Mutex(0)
        var input = Self.input()
        input.progress = { step in seen.withLock { $0 = step.trial?.number ?? 0 } }
        input.isCancelled = { seen.withLock { $0 >= 4 } }
        let error = #expect(throws: LearningError.self) { try TunedTrees(trials: 9).fit(input) }
        #expect(error?.code == .interrupted)
        #expect(error?.findings.first?.message == "the search of 'tuned_trees' was cancelled after 3 of 9 trials")
    }

    @Test("one-class folds: training rows of one class are refused, validation rows of one class are not")
    func oneClass() throws {
        let (training, validation) = (Problem.made(.binary, rows: 200), Problem.made(.binary, rows: 80, seed: 2))
        let error = #expect(throws: LearningError.self) {
            try TunedTrees(trials: 2).fit(TrainingInput(training.mappingLabels { _ in 1 }, validation))
        }
        #expect(error?.code == .oneClass)
        var input = TrainingInput(training, validation.mappingLabels { _ in 1 })
        input.criterion = .init(name: "roc_auc") { _ in nil }
        let search = try #require(try TunedTrees(trials: 3).fit(input).search)
        // No area under a curve is defined on one class, so the loss stands for it.
        #expect(search.metric == "log_loss")
    }
}
