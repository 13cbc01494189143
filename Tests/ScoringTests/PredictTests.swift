import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@Suite struct PredictTests {
    private let table = Table(
        zip(Example.table.names, Example.table.columns).map { name, column in
            var generator = SeededGenerator(seed: 5)
            return (name, SeededTables.column(column.type, rows: 20_000, using: &generator))
        })

    @Test("a linear score is the sum over the written-out columns", arguments: LearningTask.allCases)
    func linear(task: LearningTask) throws {
        let document = Example.document(task)
        let matrix = try document.plan.designMatrix(of: Example.table)
        guard case .linear(let model) = document.model else { return }
        let predictions = try document.predict(Example.table)
        for row in 0..<matrix.rowCount {
            var columns = Array(matrix.dense[row * matrix.denseWidth..<(row + 1) * matrix.denseWidth])
            columns += (0..<4).map { Int32($0) == matrix.levels[row] ? 1 : 0 }
            let scores = zip(model.weights, model.intercepts).map { weights, intercept in
                zip(weights, columns).reduce(intercept) { $0 + $1.0 * $1.1 }
            }
            let sum = scores.reduce(0) { $0 + exp($1) }
            let expected =
                switch task {
                case .regression: scores
                case .binary: [1 / (1 + exp(-scores[0]))]
                case .multiclass: scores.map { exp($0) / sum }
                }
            let values = predictions.values[row * predictions.width..<(row + 1) * predictions.width]
            #expect(zip(values, expected).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
        }
    }

    @Test(
        "predictions are the same bits at any number of threads and through a matrix", arguments: LearningTask.allCases)
    func threads(task: LearningTask) throws {
        let document = Example.document(task)
        let one = try document.predict(table)
        #expect(try document.predict(table, threads: 3) == one)
        #expect(document.predict(try document.plan.designMatrix(of: table), threads: 2) == one)
    }

    @Test("any rows in any order have the predictions of the whole")
    func anyRows() throws {
        let document = Example.document(.multiclass)
        let whole = try document.predict(table)
        let rows = Array(stride(from: 19_999, to: 0, by: -7))
        let part = try document.predict(table, rows: rows, threads: 2)
        #expect(part.values == rows.flatMap { whole.values[$0 * 3..<$0 * 3 + 3] })
    }

    @Test("no rows have no predictions")
    func noRows() throws {
        #expect(try Example.document(.binary).predict(table, rows: []).rowCount == 0)
    }

    @Test("the prior predicts the training part, whatever the row")
    func prior() throws {
        var document = Example.document(.binary)
        document.model = .prior(PriorModel(values: [0.75, 0.25]))
        #expect(try document.predict(Example.table).values == [0.25, 0.25, 0.25])
        document = Example.document(.multiclass)
        document.model = .prior(PriorModel(values: [0.5, 0.3, 0.2]))
        #expect(try document.predict(Example.table, rows: [0, 1]).values == [0.5, 0.3, 0.2, 0.5, 0.3, 0.2])
        document = Example.document(.regression)
        document.model = .prior(PriorModel(values: [-4]))
        #expect(try document.predict(Example.table, rows: [2]).values == [-4])
    }

    @Test("a model without features predicts from its intercept")
    func noFeatures() throws {
        var document = Example.document(.binary)
        document.plan = FeaturePlan(features: [])
        document.model = .linear(LinearModel(link: .logistic, weights: [[]], intercepts: [0]))
        #expect(try document.predict(Example.table).values == [0.5, 0.5, 0.5])
    }

    @Test("the logistic function is bounded on both sides and symmetric")
    func logistic() {
        #expect(Link.logistic(0) == 0.5)
        #expect(Link.logistic(1e300) == Link.logistic(700))
        #expect(Link.logistic(-1e300) == Link.logistic(-700))
        #expect(Link.logistic(-700) > 0)
        #expect(abs(Link.logistic(3) + Link.logistic(-3) - 1) < 1e-15)
    }

    @Test("softmax does not overflow and keeps its sum")
    func softmax() throws {
        var document = Example.document(.multiclass)
        document.plan = FeaturePlan(features: [])
        document.model = .linear(
            LinearModel(link: .softmax, weights: [[], [], []], intercepts: [1e149, 1e149, -1e149]))
        let values = try document.predict(Example.table, rows: [0]).values
        #expect(abs(values[0] - 0.5) < 1e-15 && values[0] == values[1] && values[2] > 0)
    }

    @Test("a score at the threshold is positive")
    func threshold() {
        #expect(Predictions(width: 1, values: [0.3, 0.29, 0.31]).classIndices(threshold: 0.3) == [1, 0, 1])
    }

    @Test("of equally probable classes the first is decided")
    func ties() {
        let predictions = Predictions(width: 3, values: [0.2, 0.4, 0.4, 0.5, 0.25, 0.25])
        #expect(predictions.classIndices() == [1, 0])
    }
}
