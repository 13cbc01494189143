import Columns
import Evidence
import Scoring
import Testing

@testable import Evaluation

struct PermutationImportanceTests {
    private static let plan = FeaturePlan(
        features: ["weak", "strong", "idle"].map { name in
            Feature(
                name: name, source: name, kind: .number,
                treatment: .number(NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: false)))
        })

    private static let model = Model.linear(
        LinearModel(link: .identity, weights: [[1, 3, 0]], intercepts: [0]))

    /// Labels that are what the model says, with some noise.
    private static func sample(rows: Int, seed: UInt64 = 1) -> (table: Table, labels: [Double]) {
        var chance = Chance(seed)
        let columns = ["weak", "strong", "idle"].map { name in
            (name, (0..<rows).map { _ in chance.normal() })
        }
        let labels = (0..<rows).map { columns[0].1[$0] + 3 * columns[1].1[$0] + chance.normal() }
        return (Table(columns.map { ($0, .double(Values($1, validity: Validity(allValid: rows)))) }), labels)
    }

    private func document(
        rows: Int, metric: MetricName = .rootMeanSquaredError, model: Model = Self.model,
        task: LearningTask = .regression,
        gains: [String: Double]? = nil, threads: Int = 2, seed: Int64 = 7, labels: [Double]? = nil
    ) throws -> ImportanceDocument {
        let (table, values) = Self.sample(rows: rows)
        let target = Target(task: task, classes: task == .binary ? ["no", "yes"] : [], values: labels ?? values)
        return try PermutationImportance.document(
            candidate: "linear", model: model, plan: Self.plan, table: table, rows: Array(0..<rows), target: target,
            metric: metric, threshold: 0.5, gains: gains, seed: seed, threads: threads)
    }

    /// Dealt anew, a standard normal column of weight w adds 2 w² to the mean squared error of 1.
    @Test func `a column's loss is what its weight makes it`() throws {
        let document = try document(rows: 20_000)
        #expect(document.columns.map(\.column) == ["strong", "weak", "idle"])
        for (column, weight) in zip(document.columns, [3.0, 1, 0]) {
            let expected = (1 + 2 * weight * weight).squareRoot() - 1
            let loss = try #require(column.permutation)
            // The root of a mean of 20,000 squares has a relative standard error of 1/√40,000; three share their rows.
            #expect(abs(loss - expected) <= 5 * (1 + expected) / 200, "\(column)")
            #expect(weight == 0 ? column.spread == 0 : (column.spread ?? 1) < 0.03)
        }
    }

    @Test func `it depends on the seed, and not on threads`() throws {
        let one = try document(rows: 25_000, threads: 1)
        #expect(try document(rows: 25_000, threads: 3) == one)
        #expect(try document(rows: 25_000, seed: 8) != one)
    }

    @Test(arguments: [Limits.importanceRows - 1, Limits.importanceRows, Limits.importanceRows + 1])
    func `at most so many rows are taken`(rows: Int) throws {
        #expect(try document(rows: rows).rows == min(rows, Limits.importanceRows))
    }

    @Test func `of very wide tables fewer rows are taken`() throws {
        let (rows, width) = (2_000, 1_000)
        var chance = Chance(3)
        let names = (0..<width).map { "c\($0)" }
        let columns = names.map { name in
            (name, Column.double(Values((0..<rows).map { _ in chance.unit() }, validity: Validity(allValid: rows))))
        }
        let plan = FeaturePlan(
            features: names.map {
                Feature(
                    name: $0, source: $0, kind: .number,
                    treatment: .number(NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: false)))
            })
        let document = try PermutationImportance.document(
            candidate: "linear",
            model: .linear(
                LinearModel(link: .identity, weights: [[Double](repeating: 0.1, count: width)], intercepts: [0])),
            plan: plan, table: Table(columns), rows: Array(0..<rows),
            target: .regression((0..<rows).map { _ in chance.unit() }), metric: .meanAbsoluteError, threshold: nil,
            seed: 7, threads: 2)
        #expect(document.rows == Limits.importanceScores / (width * Limits.importanceRepeats))
        #expect(document.columns.count == width)
    }

    @Test func `a model that reads no column loses nothing`() throws {
        let document = try document(rows: 200, model: .prior(PriorModel(values: [0.5])))
        #expect(document.columns.map(\.permutation) == [0, 0, 0])
        #expect(document.columns.map(\.column) == ["idle", "strong", "weak"])
    }

    @Test func `where the metric is undefined nothing is measured, and the reason is there`() throws {
        let logistic = Model.linear(LinearModel(link: .logistic, weights: [[1, 3, 0]], intercepts: [0]))
        let document = try document(
            rows: 100, metric: .rocAUC, model: logistic, task: .binary, labels: [Double](repeating: 0, count: 100))
        #expect(document.value == .undefined(reason: "no row is positive"))
        #expect(document.columns.allSatisfy { $0.permutation == nil && $0.spread == nil })
    }

    @Test func `trees say their gains themselves, as shares`() throws {
        let left = FlatTrees.Node(threshold: 0, feature: 1, left: ~0, right: ~1, decision: [])
        let trees = TreeModel(
            link: .identity, outputs: 1, trees: FlatTrees(roots: [0], nodes: [left], leafValues: [-2, 2]),
            gains: [1, 3, 0])
        let found = try document(rows: 500, model: .trees(trees))
        #expect(found.columns.map(\.column) == ["strong", "weak", "idle"])
        #expect(found.columns.map(\.gain) == [0.75, 0.25, 0])
        #expect((found.columns[0].permutation ?? 0) > 0.1 && found.columns[1].permutation == 0)
    }

    @Test func `gains stand beside, 0 where trees never split`() throws {
        let document = try document(rows: 100, gains: ["strong": 0.75, "weak": 0.25])
        #expect(document.columns.map(\.gain) == [0.75, 0.25, 0])
    }
}

struct WorstErrorsTests {
    @Test func `the largest losses come first, and of equal ones the first row`() {
        let found = WorstErrors.find(
            predictions: Predictions([0.9, 0.2, 0.9, 0.6, 0.2]), target: .binary([1, 1, 0, 0, 1]), limit: 4)
        #expect(found.places == [2, 1, 4, 3])
        #expect(abs(found.losses[0] + 0.1.logarithm) < 1e-12)
    }

    @Test func `a class is judged by its own probability`() {
        let found = WorstErrors.find(
            predictions: Predictions(width: 3, values: [0.5, 0.25, 0.25, 0.25, 0.5, 0.25]),
            target: Target(task: .multiclass, classes: ["a", "b", "c"], values: [0, 2]), limit: 1)
        #expect(found.places == [1])
    }

    @Test func `errors of a number are judged by their size, and rows of weight 0 are passed over`() {
        let found = WorstErrors.find(
            predictions: Predictions([0, 0, 0]), target: .regression([-3, 2, 9], weights: [1, 1, 0]))
        #expect(found.places == [0, 1])
        #expect(found.losses == [3, 2])
    }
}

extension Double {
    fileprivate var logarithm: Double { -LogLoss.of(probability: self) }
}
