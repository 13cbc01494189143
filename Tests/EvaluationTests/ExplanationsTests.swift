import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

struct ExplanationsTests {
    /// Two standard normal columns, one that no weight reads, and a text of two levels.
    private static let plan = FeaturePlan(
        features: ["weak", "strong", "idle"].map { name in
            Feature(
                name: name, source: name, kind: .number,
                treatment: .number(NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: false)))
        } + [
            Feature(
                name: "side", source: "side", kind: .category,
                treatment: .category(CategoryTreatment(levels: ["left", "right"], minimumCount: 1)))
        ])

    private static func model(_ link: Link = .identity) -> Model {
        .linear(
            LinearModel(
                link: link, weights: [[1, -3, 0, 0.5, -0.5, 0, 0]], intercepts: [2], means: [0, 0, 0, 0.5, 0.5, 0, 0]))
    }

    /// Each row `copies` times, the copies of a row beside one another.
    private static func table(rows: Int, seed: UInt64 = 1, copies: Int = 1) -> Table {
        var chance = Chance(seed)
        let numbers = (0..<3).map { _ in (0..<rows).map { _ in chance.normal() } }
        let sides = (0..<rows).map { $0 % 2 == 0 ? "left" : "right" }
        func repeated<Value>(_ values: [Value]) -> [Value] { values.flatMap { Array(repeating: $0, count: copies) } }
        let all = Validity(allValid: rows * copies)
        return Table(
            zip(["weak", "strong", "idle"], numbers).map { ($0, .double(Values(repeated($1), validity: all))) } + [
                ("side", .text(TextValues(repeated(sides).map(Optional.some)))),
                ("id", .integer(Values((0..<rows * copies).map { Int64($0) }, validity: all))),
            ])
    }

    private static func document(
        _ table: Table, model: Model = model(), target: Target? = nil, units: ResamplingUnits? = nil,
        masked: Set<String> = [], seed: Int64 = 7, threads: Int = 2
    ) throws -> ExplanationsDocument {
        let rows = table.rowCount
        let target =
            target
            ?? Target(
                task: .regression, classes: [], values: (0..<rows).map { Double($0 % 5) })
        return try Explanations(
            candidate: "linear", model: model, plan: plan, target: target, seed: seed, threads: threads
        ).document(
            table: table, rows: Array(0..<rows), target: target, units: units ?? .rows(rows), threshold: 0.5,
            key: ["id"], masked: masked)
    }

    /// A column of weight w moves a score by |w · x|, and half of a level's weight each way.
    @Test func `a column's mean is that of the size of what it adds`() throws {
        let table = Self.table(rows: 500)
        let document = try Self.document(table)
        func size(_ name: String) throws -> Double {
            guard case .double(let values)? = table[name] else { throw Missing() }
            return values.values.reduce(0) { $0 + $1.magnitude } / 500
        }
        #expect(document.columns.map(\.column) == ["strong", "weak", "side", "idle"])
        let expected = [3 * (try size("strong")), try size("weak"), 0.5, 0]
        for (column, size) in zip(document.columns, expected) {
            #expect(abs(column.mean.value - size) < 1e-12, "\(column)")
            #expect(abs(column.share - size / expected.reduce(0, +)) < 1e-12)
        }
        #expect(document.base == [2] && document.unit == .label && document.rows == 500)
    }

    private struct Missing: Error {}

    @Test func `rows of one unit count once in an interval`() throws {
        let alone = try Self.document(Self.table(rows: 300))
        let copies = ResamplingUnits(kind: .group, labels: (0..<1_200).map { $0 / 4 })
        let grouped = try Self.document(Self.table(rows: 300, copies: 4), units: copies)
        #expect(grouped.interval == .init(level: 0.95, unit: .group, units: 300))
        for (own, other) in zip(alone.columns, grouped.columns) {
            #expect(own.column == other.column)
            #expect(abs((own.mean.lower ?? 1) - (other.mean.lower ?? 2)) < 1e-12)
            #expect(abs((own.mean.upper ?? 1) - (other.mean.upper ?? 2)) < 1e-12)
        }
    }

    /// The mean of |3 · z| is 3 √(2/π); of 400 intervals 5 % may miss it, with a standard error of 1.1 %.
    @Test func `intervals hold the truth as often as they say`() throws {
        let truth = 3 * (2 / Double.pi).squareRoot()
        var held = 0
        for seed in 0..<400 as Range<UInt64> {
            let mean = try #require(
                Self.document(Self.table(rows: 120, seed: seed + 1)).columns.first { $0.column == "strong" }?.mean)
            if let lower = mean.lower, let upper = mean.upper, lower <= truth, truth <= upper { held += 1 }
        }
        #expect((364...396).contains(held), "\(held) of 400")
    }

    @Test func `it depends on the seed, and not on threads`() throws {
        let table = Self.table(rows: Limits.explainedRows + 500)
        let one = try Self.document(table, threads: 1)
        #expect(one.rows == Limits.explainedRows)
        #expect(try Self.document(table, threads: 3) == one)
        #expect(try Self.document(table, seed: 8) != one)
    }

    /// In a model that adds up, another side moves every prediction by the difference of the weights.
    @Test func `partial dependence is the mean prediction where all rows have the value`() throws {
        let document = try Self.document(Self.table(rows: 400))
        let side = try #require(document.dependence.first { $0.column == "side" })
        #expect(side.part == .value && side.levels.map(\.label) == ["left", "right"])
        #expect(side.levels.map(\.rows) == [200, 200])
        #expect(abs(side.levels[0].prediction.value - side.levels[1].prediction.value - 1) < 1e-12)
        #expect(abs(try #require(side.levels[0].attribution).value - 0.5) < 1e-12)
        #expect(document.dependence.map(\.column) == ["strong", "weak", "side"])
        let strong = document.dependence[0]
        #expect(strong.part == .range && strong.levels.count == 10)
        for level in strong.levels {
            // What a bin adds is the weight times its mean, and so is what its values change in predictions.
            let mean = try #require(level.position?.mean)
            #expect(abs(try #require(level.attribution).value + 3 * mean) < 1e-9)
        }
    }

    @Test func `reasons lead from the base to the score, and masked values are not told`() throws {
        let table = Self.table(rows: 400)
        let target = Target.binary((0..<400).map { Double($0 % 2) })
        let document = try Self.document(
            table, model: Self.model(.logistic), target: target, masked: ["strong", "id"])
        #expect(document.unit == .logOdds && document.classes == [target.classes[1]])
        #expect(document.examples.map(\.kind) == [.typical, .typical, .typical, .wrong, .wrong, .wrong])
        for example in document.examples {
            let sum = example.reasons.reduce(example.base + example.others) { $0 + $1.contribution }
            #expect(abs(sum - example.score) < 1e-12)
            #expect(example.key.map(\.value) == [ErrorsDocument.mask])
            for reason in example.reasons {
                #expect(reason.words.hasSuffix(ErrorsDocument.mask) == (reason.column == "strong"))
            }
        }
        #expect(!document.dependence.contains { $0.column == "strong" })
    }

    @Test func `of several classes each has its score, and a row is explained as what it is decided`() throws {
        let weights = [[1.0, 0, 0, 0, 0, 0, 0], [0, 4, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0]]
        let model = Model.linear(
            LinearModel(
                link: .softmax, weights: weights, intercepts: [0, 0, 0.5], means: [0, 0, 0, 0.5, 0.5, 0, 0]))
        let target = Target(
            task: .multiclass, classes: ["a", "b", "c"], values: (0..<300).map { Double($0 % 3) })
        let document = try Self.document(Self.table(rows: 300), model: model, target: target)
        #expect(document.classes == ["a", "b", "c"] && document.base == [0, 0, 0.5])
        #expect(document.dependence.first { $0.column == "strong" }?.className == "b")
        #expect(document.dependence.first { $0.column == "weak" }?.className == "a")
        #expect(Set(document.examples.filter { $0.kind == .typical }.compactMap(\.className)).count == 3)
        #expect(document.examples.allSatisfy { $0.className == $0.predicted })
    }

    @Test func `of a baseline nothing is to be explained`() throws {
        let document = try Self.document(Self.table(rows: 50), model: .prior(PriorModel(values: [2])))
        #expect(document.reason == "linear reads no column")
        #expect(document.columns.isEmpty && document.dependence.isEmpty && document.examples.isEmpty)
    }

    @Test func `it fits its schema, for every task and where there is nothing`() throws {
        let table = Self.table(rows: 60)
        let softmax = LinearModel(
            link: .softmax, weights: [[1, 0, 0, 0, 0, 0, 0], [0, 4, 0, 0, 0, 0, 0]], intercepts: [0, 0],
            means: [0, 0, 0, 0.5, 0.5, 0, 0])
        let documents = [
            try Self.document(table),
            try Self.document(
                table, model: Self.model(.logistic), target: .binary((0..<60).map { Double($0 % 2) })),
            try Self.document(
                table, model: .linear(softmax),
                target: Target(task: .multiclass, classes: ["a", "b"], values: (0..<60).map { Double($0 % 2) })),
            try Self.document(table, model: .prior(PriorModel(values: [2]))),
        ]
        for document in documents {
            #expect(
                try JSONSchema(named: "explanations").problems(withJSON: CanonicalJSON.encode(document)) == [])
        }
    }
}
