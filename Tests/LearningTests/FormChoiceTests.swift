import Evidence
import Scoring
import Synchronization
import Testing

@testable import Learning

@Suite struct FormChoiceTests {
    /// A score with a valley in the first column, a product of the next two, and a straight part.
    private func bent(_ row: [Double], _ level: Int) -> Double {
        1.2 * row[0] * row[0] - 1.2 + row[1] * row[2] + 0.5 * row[3] + (level == 1 ? 0.5 : 0)
    }

    private func straight(_ row: [Double], _ level: Int) -> Double {
        0.8 * row[0] - 0.5 * row[1] + (level == 2 ? 0.7 : 0)
    }

    private func fit(
        _ task: LearningTask, rows: Int = 900, seed: UInt64, _ score: ([Double], Int) -> Double,
        change: (inout TrainingInput) -> Void = { _ in }
    ) throws -> FittedCandidate {
        let training = Problem.following(task, rows: rows, seed: seed, score)
        let validation = Problem.following(task, rows: 300, seed: seed + 1_000, score)
        var input = TrainingInput(training, validation)
        input.columns = training.design.namedColumns
        change(&input)
        return try Linear().fit(input)
    }

    private func form(_ fitted: FittedCandidate) -> LinearForm {
        if case .penalty(_, let form) = fitted.work { form } else { .plain }
    }

    @Test(arguments: CandidateChecks.tasks)
    func `a valley and a product are found, and make the model better on rows that nobody saw`(
        _ task: LearningTask
    ) throws {
        let rich = try fit(task, seed: 1, bent)
        let plain = try fit(task, seed: 1, bent) { $0.columns = [] }
        let found = form(rich)
        let fresh = Problem.following(task, rows: 2_000, seed: 9_000, bent)
        if task == .multiclass {
            // The middle class is likelier in no valley; the product orders the outer ones.
            #expect(!found.isPlain)
        } else {
            #expect(found.splines.contains("x0"))
            #expect(found.interactions.contains(.init("x1", "x2")))
        }
        #expect(loss(rich, fresh) < 0.95 * loss(plain, fresh))
        #expect(form(plain).isPlain)
    }

    private func loss(_ fitted: FittedCandidate, _ problem: Problem) -> Double {
        guard case .linear(let model) = fitted.model else { return .nan }
        let answers = Model.linear(model).predict(problem.design, task: problem.target.task)
        return problem.target.values.enumerated().reduce(0) { sum, row in
            switch problem.target.task {
            case .regression:
                sum + (answers.values[row.offset] - row.element) * (answers.values[row.offset] - row.element)
            case .binary:
                sum + (answers.values[row.offset] - row.element) * (answers.values[row.offset] - row.element)
            case .multiclass: sum + 1 - answers.values[row.offset * 3 + Int(row.element)]
            }
        }
    }

    @Test(arguments: CandidateChecks.tasks) func `a straight world stays plain`(_ task: LearningTask) throws {
        let kept = try (1...20).count { try form(fit(task, rows: 400, seed: UInt64($0), straight)).isPlain }
        #expect(kept >= 18)
    }

    @Test func `where nothing is added, the model is that of the columns alone to the byte`() throws {
        let seed = try #require(
            (1...20).first { try form(fit(.binary, rows: 400, seed: UInt64($0), straight)).isPlain })
        let rich = try fit(.binary, rows: 400, seed: UInt64(seed), straight)
        let plain = try fit(.binary, rows: 400, seed: UInt64(seed), straight) { $0.columns = [] }
        #expect(try rich.model.bytes() == plain.model.bytes())
        #expect(rich.parameters == plain.parameters && rich.description == plain.description)
    }

    @Test func `a column with a promise is neither bent nor multiplied`() throws {
        let fitted = try fit(.regression, seed: 1, bent) { $0.monotone = ["x0": .increasing, "x1": .decreasing] }
        let form = form(fitted)
        #expect(!form.splines.contains("x0") && !form.splines.contains("x1"))
        #expect(form.interactions.allSatisfy { ["x0", "x1"].contains($0.first) == false && $0.second != "x1" })
    }

    @Test func `columns of one feature, and columns that share a name, are not multiplied`() throws {
        let fitted = try fit(.regression, seed: 1, bent) { input in
            input.columns[2].feature = input.columns[1].feature
            input.columns[0].name = "x3"
        }
        let form = form(fitted)
        #expect(!form.interactions.contains(.init("x1", "x2")))
        #expect(!form.splines.contains("x3"))
    }

    @Test func `without rows that choose nothing is added`() throws {
        let training = Problem.following(.regression, rows: 900, seed: 1, bent)
        for rows in [0, 19] {
            var input = TrainingInput(training, Problem.following(.regression, rows: rows, seed: 2, bent))
            input.columns = training.design.namedColumns
            #expect(form(try Linear().fit(input)).isPlain)
        }
    }

    @Test func `what was chosen is fitted again on other rows as it is`() throws {
        let chosen = try fit(.binary, seed: 1, bent)
        let other = Problem.following(.binary, rows: 700, seed: 3, bent)
        var input = TrainingInput(other, Problem.following(.binary, rows: 0, seed: 4, bent))
        input.columns = other.design.namedColumns
        input.work = chosen.work
        let again = try Linear().fit(input)
        #expect(again.work == chosen.work)
        #expect(again.parameters == chosen.parameters)
        guard case .linear(let one) = chosen.model, case .linear(let two) = again.model else { return }
        #expect(one.terms.splines.map(\.column) == two.terms.splines.map(\.column))
        #expect(one.terms != two.terms, "knots follow the rows")
        input.columns.removeLast(4)
        input.columns.append(contentsOf: (0..<4).map { LinearColumn(name: "y\($0)", feature: 8, isNumber: false) })
        #expect(try Linear().fit(input).work == chosen.work, "columns that are gone are passed over")
    }

    @Test func `every form that was tried is told with its trials`() throws {
        let steps = Mutex<[Int]>([])
        let fitted = try fit(.regression, seed: 1, bent) { input in
            input.progress = { step in steps.withLock { $0.append(step.iteration) } }
        }
        let forms = fitted.trials.map(\.form)
        #expect(forms.count == 3 * Linear.penalties.count)
        #expect(forms.first == .plain && forms.last == form(fitted))
        #expect(fitted.iterations == fitted.trials.reduce(0) { $0 + $1.iterations })
        #expect(steps.withLock { $0 == $0.sorted() && $0.last == fitted.iterations })
        #expect(fitted.description.contains("splines of"))
        #expect(fitted.parameters["interactions"] != nil)
    }

    @Test func `many rows are sampled, and the form is then fitted to all`() throws {
        let rows = FormChoice.sampleRows + 5_000
        let training = Problem.following(.regression, rows: rows, dense: 3, seed: 1) { row, _ in row[0] * row[0] }
        let validation = Problem.following(.regression, rows: 500, dense: 3, seed: 2) { row, _ in row[0] * row[0] }
        var input = TrainingInput(training, validation)
        input.columns = training.design.namedColumns
        let one = try Linear(penalties: [0.01, 1]).fit(input)
        #expect(form(one).splines == ["x0"])
        guard case .linear(let model) = one.model else { return }
        // The model is that of all rows under this form.
        var again = input
        again.validation = validation.selecting([]).part
        again.work = one.work
        guard case .linear(let whole) = try Linear().fit(again).model else { return }
        CandidateChecks.expectClose(model.weights[0], whole.weights[0], tolerance: 1e-7)
        #expect(model.terms == whole.terms && model.means == whole.means)
        input.threads = 3
        #expect(try Linear(penalties: [0.01, 1]).fit(input).model.bytes() == one.model.bytes())
    }

    @Test func `a difference is measured row by row, whatever their order`() {
        let gain = PairedGain([3, 1, 4, 2], [1, 1, 2, 2], weights: nil)
        #expect(gain.mean == 1)
        // Deviations are 1, −1, 1, −1.
        #expect(abs(gain.standardError - (4.0 / 3 / 4).squareRoot()) < 1e-15)
        let other = PairedGain([2, 4, 1, 3], [2, 2, 1, 1], weights: [7, 7, 7, 7])
        #expect(abs(other.standardError - gain.standardError) < 1e-15 && other.mean == 1)
        let padded = PairedGain([3, 1, 4, 2, 90], [1, 1, 2, 2, 0], weights: [1, 1, 1, 1, 0])
        #expect(padded.mean == gain.mean && padded.standardError == gain.standardError)
    }
}
