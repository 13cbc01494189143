import Columns
import Evidence
import Features
import Scoring
import Testing

/// What a model has seen: of the rows that it was fitted on, and of no others.
@Suite struct SeenValuesTests {
    private static let day: Int64 = 86_400_000_000

    private func seen(_ column: Column, rows: [Int]? = nil) -> SeenValues? {
        let kind = FeatureKind(column.type) ?? .number
        let plan = FeaturePlan(features: [
            Feature(
                name: "x", source: "x", kind: kind,
                treatment: .number(.init(median: 0, mean: 0, scale: 1, missingIndicator: false)))
        ])
        let table = Table([("x", column)])
        return plan.seenValues(in: table, rows: rows ?? Array(0..<table.rowCount))["x"]
    }

    @Test func `numbers, texts, booleans and moments`() {
        #expect(seen(.integer(Values([3, nil, -1], filler: 0))) == .numbers(minimum: -1, maximum: 3))
        #expect(seen(.double(Values([0.5, .infinity, .nan], filler: 0))) == .numbers(minimum: 0.5, maximum: 0.5))
        #expect(seen(.text(TextValues(["b", "a", nil]))) == .texts(["a", "b"], complete: true))
        #expect(seen(.boolean(Values([true, nil, true], filler: false))) == .booleans(no: false, yes: true))
        #expect(
            seen(.timestamp(Values([Self.day, 0, nil], filler: 0), .timestamp)) == .moments(first: 0, last: Self.day))
    }

    @Test func `an infinite moment is none`() {
        let values = Values<Int64>([.max, 5, -Int64.max, .min, 7], filler: 0)
        #expect(seen(.timestamp(values, .timestamp)) == .moments(first: 5, last: 7))
    }

    @Test func `other rows are not looked at`() {
        #expect(seen(.integer(Values([3, 9, -1], filler: 0)), rows: [0, 2]) == .numbers(minimum: -1, maximum: 3))
        #expect(seen(.text(TextValues(["b", "a", "c"])), rows: [2, 0]) == .texts(["b", "c"], complete: true))
    }

    @Test func `a column without a value has nothing seen`() {
        #expect(seen(.text(TextValues([nil, nil]))) == nil)
        #expect(seen(.double(Values([.nan, nil], filler: 0))) == nil)
    }

    @Test(arguments: [(999, true), (1_000, true), (1_001, false)])
    func `as many texts are remembered as the limit`(texts: Int, complete: Bool) throws {
        let column = Column.text(TextValues((0..<2 * texts).map { String(10_000 + $0 / 2) }))
        guard case .texts(let found, complete) = seen(column) else {
            Issue.record("not as expected")
            return
        }
        #expect(found.count == min(texts, Limits.seenLevels))
    }
}
