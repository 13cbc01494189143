import Evidence
import Scoring
import Testing

@testable import Learning

/// What every candidate promises, as checks that can be run over any of them.
enum CandidateChecks {
    /// A check with a name.
    struct Check: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let run: @Sendable (any Candidate, LearningTask) throws -> Void
    }

    static let all: [Check] = [
        Check(testDescription: "fitted twice, the same bytes", run: sameBytesTwice),
        Check(testDescription: "the same bytes at 1, 2, 3 and 8 threads", run: sameBytesAtAnyThreads),
        Check(testDescription: "permuted validation rows change no byte", run: validationOrderChangesNothing),
        Check(testDescription: "probabilities are finite and sum to one", run: predictionsAreSound),
        Check(testDescription: "no rows are a named error", run: noRows),
        Check(testDescription: "no validation rows still give a model", run: noValidationRows),
        Check(testDescription: "one row is fitted or refused by name", run: oneRow),
        Check(testDescription: "one class is said", run: oneClass),
        Check(testDescription: "no features still give a model", run: noFeatures),
        Check(testDescription: "constant and repeated columns are no trouble", run: degenerateColumns),
        Check(testDescription: "huge and tiny values are no trouble", run: extremeColumns),
        Check(testDescription: "what is not finite is refused by name", run: notFinite),
        Check(testDescription: "rows without weight change nothing", run: weightlessRows),
        Check(testDescription: "a weight of 2 is a row twice", run: weightsAreCounts),
        Check(testDescription: "a cancelled fit ends as interrupted", run: cancellation),
    ]

    /// The tasks of all checks.
    static let tasks: [LearningTask] = [.binary, .multiclass, .regression]

    static func sameBytesTwice(_ candidate: any Candidate, _ task: LearningTask) throws {
        let input = input(task)
        let (first, second) = (try candidate.fit(input), try candidate.fit(input))
        #expect(try first.model.bytes() == second.model.bytes())
        #expect(first == second)
    }

    static func sameBytesAtAnyThreads(_ candidate: any Candidate, _ task: LearningTask) throws {
        // Enough rows for several pieces.
        let training = Problem.made(task, rows: 3100, dense: 2, blocks: [3], weighted: true)
        let validation = Problem.made(task, rows: 60, dense: 2, blocks: [3], seed: 2)
        let one = try candidate.fit(TrainingInput(training, validation))
        for threads in [2, 3, 8] {
            let several = try candidate.fit(TrainingInput(training, validation, threads: threads))
            #expect(try several.model.bytes() == one.model.bytes(), "\(threads) threads")
            #expect(several == one)
        }
    }

    static func validationOrderChangesNothing(_ candidate: any Candidate, _ task: LearningTask) throws {
        let training = Problem.made(task, rows: 120)
        let validation = Problem.made(task, rows: 97, weighted: true, seed: 2)
        let straight = try candidate.fit(TrainingInput(training, validation))
        let shuffled = validation.selecting((0..<97).map { ($0 * 31 + 5) % 97 })
        let permuted = try candidate.fit(TrainingInput(training, shuffled))
        #expect(permuted == straight)
        #expect(try permuted.model.bytes() == straight.model.bytes())
    }

    static func predictionsAreSound(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 200)
        let fitted = try candidate.fit(TrainingInput(problem, Problem.made(task, rows: 80, seed: 2)))
        #expect(fitted.converged)
        #expect(fitted.findings.isEmpty)
        expectSound(fitted, problem)
    }

    static func noRows(_ candidate: any Candidate, _ task: LearningTask) throws {
        let none = Problem.made(task, rows: 0)
        let error = #expect(throws: LearningError.self) {
            try candidate.fit(TrainingInput(none, Problem.made(task, rows: 10)))
        }
        #expect(error?.code == .emptyPart)
        #expect(error?.exitStatus == .inputWrong)
    }

    static func noValidationRows(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 60)
        let fitted = try candidate.fit(TrainingInput(problem, Problem.made(task, rows: 0)))
        expectSound(fitted, problem)
        #expect(fitted.findings.allSatisfy { $0.code == .emptyPart })
    }

    static func oneRow(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 1)
        do {
            let fitted = try candidate.fit(TrainingInput(problem, Problem.made(task, rows: 5)))
            expectSound(fitted, problem)
        } catch {
            #expect(error.code == .oneClass)
            #expect(task.isClassification)
        }
    }

    static func oneClass(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 40).mappingLabels { _ in 1 }
        do {
            let fitted = try candidate.fit(TrainingInput(problem, Problem.made(task, rows: 20)))
            expectSound(fitted, problem)
            if task.isClassification { #expect(fitted.findings.contains { $0.code == .oneClass }) }
        } catch {
            #expect(error.code == .oneClass)
            #expect(task.isClassification)
        }
    }

    static func noFeatures(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 60, dense: 0, blocks: [])
        let fitted = try candidate.fit(TrainingInput(problem, Problem.made(task, rows: 20, dense: 0, blocks: [])))
        expectSound(fitted, problem)
        #expect(fitted.converged)
    }

    static func degenerateColumns(_ candidate: any Candidate, _ task: LearningTask) throws {
        func change(_ design: DesignMatrix) -> DesignMatrix {
            var dense: [Double] = []
            var levels: [Int32] = []
            for row in 0..<design.rowCount {
                let value = design.dense[row * 4]
                dense += [value, value, 7.25, 0, 1e9 + value]
                levels += [0, 2, 2]
            }
            return DesignMatrix(
                rowCount: design.rowCount, denseWidth: 5, dense: dense, blockWidths: [1, 4, 4], levels: levels)
        }
        var (training, validation) = (Problem.made(task, rows: 80), Problem.made(task, rows: 40, seed: 2))
        training.design = change(training.design)
        validation.design = change(validation.design)
        let fitted = try candidate.fit(TrainingInput(training, validation))
        expectSound(fitted, training)
        #expect(fitted.converged)
    }

    static func extremeColumns(_ candidate: any Candidate, _ task: LearningTask) throws {
        let scales: [Double] = [1e90, 1e-200, 1e12, .leastNonzeroMagnitude]
        let training = Problem.made(task, rows: 80).mappingDense { $1 * scales[$0] }
        let validation = Problem.made(task, rows: 40, seed: 2).mappingDense { $1 * scales[$0] }
        let fitted = try candidate.fit(TrainingInput(training, validation))
        expectSound(fitted, training)
    }

    static func notFinite(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 40)
        let label = problem.mappingLabels { _ in .nan }
        let labelError = #expect(throws: LearningError.self) { try candidate.fit(TrainingInput(label, problem)) }
        #expect(labelError?.code == .labelUnfit)
        for value in [Double.nan, .infinity, 1e200] {
            let features = problem.mappingDense { $0 == 1 ? value : $1 }
            do {
                // A candidate that looks at no feature has nothing to refuse.
                expectSound(try candidate.fit(TrainingInput(features, problem)), problem)
            } catch {
                #expect(error.code == .nonFiniteValues)
            }
        }
    }

    static func weightlessRows(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 90)
        let validation = Problem.made(task, rows: 40, seed: 2)
        var extended = problem.selecting(Array(0..<90) + Array(10..<40))
        extended.target = Target(
            task: task, classes: problem.target.classes, values: extended.target.values,
            weights: (0..<120).map { $0 < 90 ? 1 : 0 })
        let plain = try candidate.fit(TrainingInput(problem, validation))
        let padded = try candidate.fit(TrainingInput(extended, validation))
        expectClose(
            padded.model.predictions(of: problem.design, task: task),
            plain.model.predictions(of: problem.design, task: task), tolerance: 1e-8)
    }

    static func weightsAreCounts(_ candidate: any Candidate, _ task: LearningTask) throws {
        let problem = Problem.made(task, rows: 90)
        let validation = Problem.made(task, rows: 40, seed: 2)
        var weighted = problem
        weighted.target = Target(
            task: task, classes: problem.target.classes, values: problem.target.values,
            weights: (0..<90).map { $0 < 30 ? 2 : 1 })
        let repeated = problem.selecting(Array(0..<90) + Array(0..<30))
        let left = try candidate.fit(TrainingInput(weighted, validation))
        let right = try candidate.fit(TrainingInput(repeated, validation))
        expectClose(
            left.model.predictions(of: problem.design, task: task),
            right.model.predictions(of: problem.design, task: task), tolerance: 1e-8)
    }

    static func cancellation(_ candidate: any Candidate, _ task: LearningTask) throws {
        var input = input(task)
        input.isCancelled = { true }
        let error = #expect(throws: LearningError.self) { try candidate.fit(input) }
        #expect(error?.code == .interrupted)
        #expect(error?.exitStatus == .interrupted)
    }

    private static func input(_ task: LearningTask) -> TrainingInput {
        TrainingInput(Problem.made(task, rows: 150, weighted: true), Problem.made(task, rows: 50, seed: 2))
    }

    /// Predictions are finite; probabilities lie in [0, 1] and sum to one.
    private static func expectSound(_ fitted: FittedCandidate, _ problem: Problem) {
        let task = problem.target.task
        let predictions = fitted.model.predictions(of: problem.design, task: task)
        #expect(predictions.allSatisfy { $0.isFinite })
        guard task.isClassification else { return }
        #expect(predictions.allSatisfy { $0 >= 0 && $0 <= 1 })
        guard task == .multiclass else { return }
        let classes = problem.target.classes.count
        for start in stride(from: 0, to: predictions.count, by: classes) {
            #expect(abs(predictions[start..<(start + classes)].reduce(0, +) - 1) <= 1e-12)
        }
    }

    /// |a − b| ≤ tolerance · max(1, |b|) everywhere.
    static func expectClose(
        _ left: [Double], _ right: [Double], tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(left.count == right.count, sourceLocation: sourceLocation)
        let worst = zip(left, right).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
        #expect(worst <= tolerance, sourceLocation: sourceLocation)
    }
}

@Suite struct CandidateChecksTests {
    @Test(arguments: CandidateChecks.all, CandidateChecks.tasks)
    func prior(_ check: CandidateChecks.Check, _ task: LearningTask) throws {
        try check.run(Prior(), task)
    }

    @Test(arguments: CandidateChecks.all, CandidateChecks.tasks)
    func linear(_ check: CandidateChecks.Check, _ task: LearningTask) throws {
        try check.run(Linear(), task)
    }

    @Test(arguments: CandidateChecks.all, CandidateChecks.tasks)
    func linearWithTerms(_ check: CandidateChecks.Check, _ task: LearningTask) throws {
        try check.run(BentLinear(), task)
    }

    /// Rows, not weights, fill LightGBM's bins and leaves: a weight is no count there.
    private static let ofTrees = CandidateChecks.all.filter { $0.testDescription != "a weight of 2 is a row twice" }

    @Test(arguments: ofTrees, CandidateChecks.tasks)
    func boostedTrees(_ check: CandidateChecks.Check, _ task: LearningTask) throws {
        try check.run(BoostedTrees(), task)
    }

    @Test(arguments: ofTrees, CandidateChecks.tasks)
    func randomForest(_ check: CandidateChecks.Check, _ task: LearningTask) throws {
        try check.run(RandomForest(), task)
    }

    @Test(arguments: ofTrees, CandidateChecks.tasks)
    func tunedTrees(_ check: CandidateChecks.Check, _ task: LearningTask) throws {
        try check.run(TunedTrees(trials: 6), task)
    }
}
