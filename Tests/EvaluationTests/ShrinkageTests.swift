import Evidence
import Testing

@testable import Evaluation

struct ShrinkageTests {
    private func values(_ rows: [Int], _ figures: [Double?], _ errors: [Double?]) -> [SlicesDocument.Value] {
        zip(rows, zip(figures, errors)).map { rows, pair in
            SlicesDocument.Value(
                value: "\(rows)", rows: rows,
                metric: pair.0.map { .value($0, nil) } ?? .undefined(reason: "one class"), standardError: pair.1)
        }
    }

    private let overall = MetricValue.value(
        0.7, Interval(lower: 0.7 - 1.959963984540054 * 0.01, upper: 0.7 + 1.959963984540054 * 0.01, method: .bootstrap))

    /// By hand: Q = (0.1² / 0.02² + 0.1² / 0.05²) = 29, Σ 1/s² = 2,900, τ² = (29 − 2) / 2,900.
    @Test func `figures are drawn in by the share of chance in their spread`() throws {
        var values = values([500, 200], [0.8, 0.6], [0.02, 0.05])
        let spread = try #require(Shrinkage.apply(to: &values, overall: overall, rows: 700, of: .rocAUC))
        let between = 27.0 / 2_900
        #expect(abs(spread * spread - between) < 1e-12)
        #expect(abs((values[0].shrunk ?? 0) - (0.7 + 0.1 * between / (between + 0.0004))) < 1e-12)
        #expect(abs((values[1].shrunk ?? 0) - (0.7 - 0.1 * between / (between + 0.0025))) < 1e-12)
    }

    @Test func `figures that differ no more than chance makes them are all taken for the overall one`() {
        var values = values([500, 500, 500], [0.71, 0.69, 0.7], [0.02, 0.02, 0.02])
        #expect(Shrinkage.apply(to: &values, overall: overall, rows: 1_500, of: .rocAUC) == 0)
        #expect(values.map(\.shrunk) == [0.7, 0.7, 0.7])
    }

    /// A slice of 7 rows of 700 that is all right seems to be without chance: it takes √100 of the overall error.
    @Test func `a small slice has at least its share of the overall standard error`() {
        var values = values([693, 7], [0.7, 1], [0.01, nil])
        _ = Shrinkage.apply(to: &values, overall: overall, rows: 700, of: .accuracy)
        #expect(abs((values[1].standardError ?? 0) - 0.1) < 1e-9)
        #expect((values[1].shrunk ?? 1) < 1)
    }

    @Test func `an undefined figure is left as it is, and so is all without an overall one`() {
        var undefined = values([500, 5], [0.8, nil], [0.02, nil])
        _ = Shrinkage.apply(to: &undefined, overall: overall, rows: 505, of: .rocAUC)
        #expect(undefined[1].shrunk == nil && undefined[1].standardError == nil)
        var all = values([500, 5], [0.8, 0.7], [0.02, 0.1])
        #expect(Shrinkage.apply(to: &all, overall: .undefined(reason: "one class"), rows: 505, of: .rocAUC) == nil)
        #expect(all.allSatisfy { $0.shrunk == nil })
    }

    /// Slices whose own figures are 0.7 with a spread of 0.03, seen with chance: drawn in, they are nearer to the truth.
    @Test func `what is expected again is nearer to the truth than what was seen`() {
        var chance = Chance(11)
        var (seen, drawn) = (0.0, 0.0)
        for _ in 0..<200 {
            let truth = (0..<12).map { _ in 0.7 + 0.03 * chance.normal() }
            let errors = (0..<12).map { _ in 0.02 + 0.08 * chance.unit() }
            let figures = zip(truth, errors).map { $0 + $1 * chance.normal() }
            var values = values([Int](repeating: 200, count: 12), figures, errors)
            _ = Shrinkage.apply(to: &values, overall: overall, rows: 2_400, of: .rocAUC)
            for place in 0..<12 {
                seen += (figures[place] - truth[place]) * (figures[place] - truth[place])
                drawn += ((values[place].shrunk ?? 0) - truth[place]) * ((values[place].shrunk ?? 0) - truth[place])
            }
        }
        // With the spread known the best is the mean of τ² s² / (τ² + s²), 0.18 of the mean of s² here.
        #expect(drawn / seen < 0.3, "\(drawn / seen)")
    }
}
