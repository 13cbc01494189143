import Columns
import Evidence
import Scoring
import Testing

@testable import Evaluation

struct SlicesTests {
    private let table = Table([
        ("carrier", .text(TextValues(["zz", "b", "b", "b", "a", "a", nil, "a"]))),
        ("day", .times([0, 0, 0, 0, 0, 0, 0, 0], .date)),
        ("id", .integers(Array(0..<8))),
    ])

    private func document(_ columns: [String]) throws -> SlicesDocument {
        try Slices.document(
            columns: columns, table: table, rows: [1, 2, 3, 4, 5, 6, 7],
            predictions: Predictions([0.1, 0.9, 0.2, 0.6, 0.4, 0.5, 0.7]), target: .binary([0, 1, 0, 0, 1, 1, 1]),
            primary: .rocAUC, threshold: 0.5)
    }

    @Test func `each value has its rows and its metric, most rows first`() throws {
        let slice = try #require(document(["carrier"]).slices.first)
        #expect(slice.values.map(\.value) == ["a", "b", nil])
        #expect(slice.values.map(\.rows) == [3, 3, 1])
        #expect(
            slice.values.map(\.metric) == [
                .value(0.5, nil), .value(1, nil), .undefined(reason: "all rows are positive"),
            ])
    }

    @Test func `values of any type are slices`() throws {
        #expect(try document(["day"]).slices.first?.values.map(\.value) == ["1970-01-01"])
    }

    @Test(arguments: [Limits.sliceRows - 1, Limits.sliceRows]) func `small slices are flagged`(rows: Int) throws {
        let value = SlicesDocument.Value(value: "a", rows: rows, metric: .value(1, nil))
        #expect(value.isSmall == (rows < Limits.sliceRows))
    }

    @Test(arguments: [(Slices.resampledRows, IntervalMethod.clusterBootstrap), (Slices.resampledRows + 1, .influence)])
    func `slices have intervals of their own units`(rows: Int, method: IntervalMethod) throws {
        var chance = Chance(2)
        let scores = (0..<rows + 1).map { _ in chance.unit() }
        let table = Table([("c", .text(TextValues((0..<rows + 1).map { $0 < rows ? "a" : "b" })))])
        let document = try Slices.document(
            columns: ["c"], table: table, rows: Array(0..<rows + 1), predictions: Predictions(scores),
            target: .binary(scores.map { chance.unit() < $0 ? 1 : 0 }), primary: .brierScore, threshold: 0.5,
            resampling: .init(
                units: ResamplingUnits(kind: .day, labels: (0..<rows + 1).map { $0 / 10 }), seed: 7, threads: 2))
        let values = try #require(document.slices.first?.values)
        guard case .value(let number, let interval?) = values[0].metric else {
            Issue.record("no interval: \(values[0].metric)")
            return
        }
        #expect(interval.method == method)
        #expect(interval.lower < number && number < interval.upper)
        #expect(interval.upper - interval.lower < 0.1)
        guard case .value(_, nil) = values[1].metric else {
            Issue.record("one row has no interval")
            return
        }
    }

    @Test func `a column that is not there is passed over`() throws {
        #expect(try document(["nosuch"]).slices.isEmpty)
    }

    @Test(arguments: [Limits.valuesPerSlice, Limits.valuesPerSlice + 1])
    func `values beyond the limit are counted`(count: Int) throws {
        let document = try Slices.document(
            columns: ["id"], table: Table([("id", .integers(Array(0..<count)))]), rows: Array(0..<count),
            predictions: Predictions([Double](repeating: 0.5, count: count)),
            target: .binary([Double](repeating: 0, count: count)), primary: .accuracy, threshold: nil)
        #expect(document.slices.first?.values.count == Limits.valuesPerSlice)
        #expect(document.slices.first?.otherValues == count - Limits.valuesPerSlice)
        #expect(document.slices.first?.otherRows == count - Limits.valuesPerSlice)
    }
}
