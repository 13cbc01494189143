import Columns
import Evidence
import Features
import Foundation
import Scoring
import Testing

/// Against scikit-learn's `SimpleImputer`, `StandardScaler` and `OneHotEncoder` (Tests/Oracles/features.py).
@Suite struct EncoderOracleTests {
    struct Fixture: Decodable {
        let train: Int
        let minimum: Int
        let numbers: [String: Number]
        let category: Category

        struct Number: Decodable {
            let values: [Double?]
            let median, mean, scale: Double
            let standardised: [Double]
        }

        struct Category: Decodable {
            let values: [String?]
            let levels: [String]
            let slots: [String]
        }

        static func read() throws -> Fixture {
            let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/encoders.json")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        }
    }

    @Test(
        "medians, means, scales and standardised values are scikit-learn's",
        arguments: ["skewed", "integers", "far", "tiny", "complete"])
    func numbers(name: String) throws {
        let fixture = try Fixture.read()
        let expected = try #require(fixture.numbers[name])
        let table = Table([(name, .double(Values(expected.values, filler: 0)))])
        let plan = FeatureFitter.fit(table, rows: Array(0..<fixture.train), columns: [name]).plan
        guard case .number(let number) = try #require(plan.features.first).treatment else {
            Issue.record("not a number")
            return
        }
        #expect(number.median == expected.median)
        #expect(abs(number.mean - expected.mean) <= 1e-14 * max(abs(expected.mean), expected.scale))
        #expect(abs(number.scale - expected.scale) <= 1e-12 * expected.scale)
        #expect(number.missingIndicator == (name != "complete"))
        let matrix = try plan.designMatrix(of: table, rows: Array(fixture.train..<table.rowCount))
        for (row, value) in expected.standardised.enumerated() {
            #expect(abs(matrix.dense[row * matrix.denseWidth] - value) <= 1e-10 * max(1, abs(value)))
        }
    }

    @Test("frequent levels and the slot of every text are scikit-learn's")
    func category() throws {
        let fixture = try Fixture.read()
        let table = Table([("x", .text(TextValues(fixture.category.values)))])
        let plan = FeatureFitter.fit(
            table, rows: Array(0..<fixture.train), columns: ["x"], options: .init(minimumCount: fixture.minimum)
        ).plan
        #expect(plan.columnNames == (fixture.category.levels + ["<other>", "<missing>"]).map { "x=\($0)" })
        let matrix = try plan.designMatrix(of: table, rows: Array(fixture.train..<table.rowCount))
        #expect(matrix.levels.map { plan.columnNames[Int($0)] } == fixture.category.slots.map { "x=\($0)" })
    }
}
