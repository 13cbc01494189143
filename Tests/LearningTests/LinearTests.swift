import Evidence
import Scoring
import Synchronization
import Testing

@testable import Learning

@Suite struct LinearTests {
    private func weights(_ fitted: FittedCandidate) throws -> LinearModel {
        guard case .linear(let model) = fitted.model else { throw LearningError.misfit("not linear") }
        return model
    }

    @Test(arguments: CandidateChecks.tasks) func movedColumnsGiveTheSamePredictions(_ task: LearningTask) throws {
        let shifts = [1e4, -250, 0, 7]
        let (training, validation) = (Problem.made(task, rows: 120), Problem.made(task, rows: 60, seed: 2))
        let moved = training.mappingDense { $1 + shifts[$0] }
        let plain = try Linear().fit(TrainingInput(training, validation))
        let fitted = try Linear().fit(TrainingInput(moved, validation.mappingDense { $1 + shifts[$0] }))
        #expect(fitted.parameters == plain.parameters)
        CandidateChecks.expectClose(
            fitted.model.predictions(of: moved.design, task: task),
            plain.model.predictions(of: training.design, task: task), tolerance: 1e-8)
    }

    @Test func aLabelInOtherUnitsIsTheSameFitInThem() throws {
        let (training, validation) = (Problem.made(.regression, rows: 90), Problem.made(.regression, rows: 40, seed: 2))
        let plain = try Linear().fit(TrainingInput(training, validation))
        for scale in [1e-250, 1e-3, 1e250] {
            let fitted = try Linear().fit(
                TrainingInput(training.mappingLabels { $0 * scale }, validation.mappingLabels { $0 * scale }))
            #expect(fitted.parameters == plain.parameters)
            CandidateChecks.expectClose(
                fitted.model.predictions(of: training.design, task: .regression).map { $0 / scale },
                plain.model.predictions(of: training.design, task: .regression), tolerance: 1e-9)
        }
    }

    @Test func aConstantLabelIsPredictedAsItIs() throws {
        let problem = Problem.made(.regression, rows: 30).mappingLabels { _ in 0.1 }
        let fitted = try Linear().fit(TrainingInput(problem, problem))
        #expect(fitted.model.predictions(of: problem.design, task: .regression).allSatisfy { $0 == 0.1 })
    }

    @Test(arguments: [LearningTask.binary, .multiclass]) func separableRowsConverge(_ task: LearningTask) throws {
        let classes = task == .binary ? 2 : 3
        let problem = Problem(
            design: DesignMatrix(
                rowCount: 60, denseWidth: 1, dense: (0..<60).map { Double($0 % classes) * 10 }, blockWidths: [classes],
                levels: (0..<60).map { Int32($0 % classes) }),
            target: Target(
                task: task, classes: (0..<classes).map(String.init), values: (0..<60).map { Double($0 % classes) }))
        let fitted = try Linear(penalties: [0.01, 1, 1e6]).fit(TrainingInput(problem, problem))
        #expect(fitted.trials.allSatisfy { $0.converged })
        #expect(fitted.parameters["C"] == .number(1e6))
    }

    @Test func ofEqualPenaltiesTheStrongestIsTaken() throws {
        // Without features all penalties predict the same.
        let problem = Problem.made(.binary, rows: 50, dense: 0, blocks: [])
        let fitted = try Linear().fit(TrainingInput(problem, problem))
        #expect(fitted.parameters["C"] == .number(0.0001))
        #expect(fitted.findings.map(\.code) == [.noFeatures])
    }

    @Test func noiseIsPenalisedMoreThanSignal() throws {
        let (training, validation) = (Problem.made(.binary, rows: 200), Problem.made(.binary, rows: 200, seed: 2))
        // Labels of other rows say nothing.
        var (noise, noisyValidation) = (training, validation)
        noise.target = Problem.made(.binary, rows: 200, seed: 3).target
        noisyValidation.target = Problem.made(.binary, rows: 200, seed: 4).target
        let strong = try Linear().fit(TrainingInput(noise, noisyValidation))
        let weak = try Linear().fit(TrainingInput(training, validation))
        guard case .number(let strongest)? = strong.parameters["C"],
            case .number(let weakest)? = weak.parameters["C"]
        else { return #expect(Bool(false)) }
        #expect(strongest < weakest)
    }

    @Test func anUnfinishedFitSaysSo() throws {
        let problem = Problem.made(.binary, rows: 200)
        let fitted = try Linear(penalties: [1], iterationLimit: 1).fit(TrainingInput(problem, problem))
        #expect(!fitted.converged)
        let finding = try #require(fitted.findings.first)
        #expect(finding.code == .notConverged)
        #expect(finding.severity == .warning)
        #expect(finding.advice != nil)
    }

    @Test func aClassWithoutTrainingRowsGetsHalfARow() throws {
        let problem = Problem.made(.multiclass, rows: 90)
        let training = problem.selecting((0..<90).filter { problem.target.values[$0] != 1 })
        let fitted = try Linear().fit(TrainingInput(training, problem))
        #expect(fitted.findings.map(\.code) == [.rareClass])
        let predictions = fitted.model.predictions(of: training.design, task: .multiclass)
        let shares = stride(from: 1, to: predictions.count, by: 3).map { predictions[$0] }
        #expect(shares.allSatisfy { $0 > 0 && $0 < 0.05 })
    }

    @Test func withoutValidationRowsThePenaltyIsOne() throws {
        let fitted = try Linear().fit(TrainingInput(Problem.made(.binary, rows: 60), Problem.made(.binary, rows: 0)))
        #expect(fitted.parameters["C"] == .number(1))
        #expect(fitted.trials.map(\.validationLoss) == [nil])
    }

    @Test func squaredErrorIsReportedInTheLabelsUnits() throws {
        let problem = Problem.made(.regression, rows: 80)
        let fitted = try Linear().fit(TrainingInput(problem, problem))
        let residuals = zip(
            fitted.model.predictions(of: problem.design, task: .regression), problem.target.values
        ).map { ($0 - $1) * ($0 - $1) }
        let mean = residuals.reduce(0, +) / 80
        let reported = try #require(fitted.trials.compactMap(\.validationLoss).min())
        #expect(abs(reported - mean) <= 1e-9 * mean)
    }

    @Test func progressIsToldForEachPenalty() throws {
        let steps = Mutex<[TrainingInput.Progress]>([])
        var input = TrainingInput(Problem.made(.binary, rows: 60), Problem.made(.binary, rows: 30, seed: 2))
        input.progress = { step in steps.withLock { $0.append(step) } }
        let fitted = try Linear().fit(input)
        #expect(steps.withLock { $0.map(\.validationMetric) } == fitted.trials.map(\.validationLoss))
        #expect(steps.withLock { $0.last?.iteration } == fitted.iterations)
    }

    @Test func aFitIsCancelledOnItsWay() throws {
        let asked = Atomic(0)
        var input = TrainingInput(Problem.made(.binary, rows: 60), Problem.made(.binary, rows: 30, seed: 2))
        input.isCancelled = { asked.add(1, ordering: .relaxed).newValue > 40 }
        let error = #expect(throws: LearningError.self) { try Linear().fit(input) }
        #expect(error?.code == .interrupted)
        #expect(asked.load(ordering: .relaxed) < 60)
    }

    @Test func partsThatDifferInColumnsAreRefused() {
        let error = #expect(throws: LearningError.self) {
            try Linear().fit(TrainingInput(Problem.made(.binary, rows: 60), Problem.made(.binary, rows: 20, dense: 3)))
        }
        #expect(error?.code == .internalError)
    }

    @Test func aLevelOutsideItsBlockIsRefused() {
        var problem = Problem.made(.binary, rows: 20, dense: 0, blocks: [2])
        problem.design = DesignMatrix(
            rowCount: 20, denseWidth: 0, dense: [], blockWidths: [2], levels: [Int32](repeating: 2, count: 20))
        let error = #expect(throws: LearningError.self) { try Linear().fit(TrainingInput(problem, problem)) }
        #expect(error?.code == .internalError)
    }

    @Test func candidatesAreMadeByName() throws {
        #expect(try Candidates.names.map { try Candidates.make($0).name } == Candidates.names)
        let error = #expect(throws: LearningError.self) { try Candidates.make("forest") }
        #expect(error?.exitStatus == .inputWrong)
    }
}
