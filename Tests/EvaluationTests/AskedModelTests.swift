import Columns
import Evidence
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// What a model rests on that can only be asked.
@Suite struct AskedModelTests {
    private static let rows = 600
    private static let strong = (0..<rows).map { Double($0 * 7_919 % 601) / 601 }
    private static let table = Table([
        ("strong", .double(Values(strong, validity: Validity(allValid: rows)))),
        ("idle", .integers((0..<rows).map { $0 % 5 })),
        ("side", .text(TextValues((0..<rows).map { $0 % 2 == 0 ? "left" : "right" }))),
    ])

    /// 4 × strong, and one more on the left.
    private static func predictions(_ column: String?, _ order: [Int]) -> Predictions {
        Predictions(
            order.indices.map { row in
                4 * strong[column == "strong" ? order[row] : row]
                    + ((column == "side" ? order[row] : row) % 2 == 0 ? 1 : 0)
            })
    }

    private static func model(seed: Int64 = 7, metric: MetricName = .rootMeanSquaredError) -> AskedModel {
        AskedModel(
            "the model", columns: table.names,
            target: Target(
                task: .regression, classes: [], values: predictions(nil, Array(0..<rows)).values),
            metric: metric, threshold: nil, units: .rows(rows), seed: seed)
    }

    @Test func `columns are ranked by what predictions lose without them, and idle ones lose nothing`() async throws {
        let found = try await Self.model().documents(of: Self.table, masked: []) { Self.predictions($0, $1) }
        #expect(found.importance.columns.map(\.column) == ["strong", "side", "idle"])
        #expect(found.importance.value.number == 0 && found.importance.rows == Self.rows)
        #expect(found.importance.columns[2].permutation == 0)
        // Half of the rows get the other side: a mean squared error of a half.
        #expect(abs(try #require(found.importance.columns[1].permutation) - 0.5.squareRoot()) < 0.05)
        #expect(try JSONSchema(named: "importance").problems(withJSON: CanonicalJSON.encode(found.importance)) == [])
        #expect(
            try JSONSchema(named: "explanations").problems(withJSON: CanonicalJSON.encode(found.explanations)) == [])
    }

    @Test func `partial dependence is the mean prediction where all rows have such a value; masked columns have none`()
        async throws
    {
        let found = try await Self.model().documents(of: Self.table, masked: ["strong"]) { Self.predictions($0, $1) }
        #expect(found.explanations.dependence.map(\.column) == ["side"])
        let levels = try #require(found.explanations.dependence.first).levels
        #expect(levels.map(\.label) == ["left", "right"])
        #expect(abs(levels[0].prediction.value - levels[1].prediction.value - 1) < 1e-12)
        #expect(levels.allSatisfy { $0.attribution == nil })
        #expect(found.explanations.reason != nil)
    }

    @Test func `questions are bounded: many columns are asked about fewer rows, drawn by the seed`() {
        func model(columns: Int, seed: Int64) -> AskedModel {
            AskedModel(
                "m", columns: (0..<columns).map { "c\($0)" },
                target: Target(task: .regression, classes: [], values: (0..<10_000).map(Double.init)),
                metric: .rootMeanSquaredError, threshold: nil, units: .rows(10_000), seed: seed)
        }
        #expect(model(columns: 3, seed: 1).places.count == Limits.explainedRows)
        let many = model(columns: 200, seed: 1).places
        #expect((100..<400).contains(many.count) && many == many.sorted())
        #expect(many == model(columns: 200, seed: 1).places && many != model(columns: 200, seed: 2).places)
        #expect(model(columns: 100_000, seed: 1).places.count == 100)
    }
}
