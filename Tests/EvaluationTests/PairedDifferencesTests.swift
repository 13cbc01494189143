import Columns
import Evaluation
import Evidence
import Scoring
import Testing

/// Differences of two predictions in every metric, by the resamples that the job draws.
struct PairedDifferencesTests {
    private func rows(_ count: Int) -> (target: Target, first: Predictions, second: Predictions) {
        let truth = (0..<count).map { Double($0 * 7 % 3 == 0 ? 1 : 0) }
        let first = truth.indices.map { 0.2 + 0.5 * truth[$0] + Double($0 * 37 % 29) / 100 }
        let second = truth.indices.map { 0.3 + 0.2 * truth[$0] + Double($0 * 53 % 41) / 100 }
        return (
            Target(task: .binary, classes: ["no", "yes"], values: truth), Predictions(width: 1, values: first),
            Predictions(width: 1, values: second)
        )
    }

    private let names = MetricName.usual(for: .binary)

    private func values(
        _ rows: (target: Target, first: Predictions, second: Predictions)
    ) throws -> [MetricName: (first: Double, second: Double)] {
        let first = try Metrics.evaluate(predictions: rows.first, target: rows.target, names: names)
        let second = try Metrics.evaluate(predictions: rows.second, target: rows.target, names: names)
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                guard let one = first[name]?.number, let other = second[name]?.number else { return nil }
                return (name, (one, other))
            })
    }

    /// How much better the first is.
    private func gain(_ name: MetricName, _ values: (first: Double, second: Double)) -> Double {
        name.greaterIsBetter ? values.first - values.second : values.second - values.first
    }

    @Test func `intervals are those of the uncertainty of both, bit for bit`() throws {
        let rows = rows(300)
        let resampling = Resampling(units: .rows(300), seed: 7, threads: 2)
        let differences = try PairedDifferences(
            rows.first, rows.second, target: rows.target, positiveThreshold: nil, names: names, resampling: resampling)
        let uncertainty = try Uncertainty(
            candidates: [("a", rows.first), ("b", rows.second)], target: rows.target, positiveThreshold: nil,
            names: names, compared: .rocAUC, units: .rows(300), seed: 7, threads: 1)
        var found = 0
        for (name, values) in try values(rows) where gain(name, values) >= 0 {
            let gain = gain(name, values)
            let interval = try differences.interval(of: name, around: gain)
            #expect(
                interval == uncertainty.gain(of: "a", over: "b", metric: name, seen: gain, level: 0.95),
                "\(name.rawValue)")
            if let interval {
                #expect(interval.contains(gain))
                found += 1
            }
        }
        #expect(found > 5)
    }

    @Test func `the other way round every interval is mirrored`() throws {
        let rows = rows(300)
        let resampling = Resampling(units: .rows(300), seed: 7, threads: 1)
        let one = try PairedDifferences(
            rows.first, rows.second, target: rows.target, positiveThreshold: nil, names: names, resampling: resampling)
        let other = try PairedDifferences(
            rows.second, rows.first, target: rows.target, positiveThreshold: nil, names: names, resampling: resampling)
        for (name, values) in try values(rows) {
            let gain = gain(name, values)
            let interval = try one.interval(of: name, around: gain)
            let mirrored = try other.interval(of: name, around: -gain).map { -$0.upperBound ... -$0.lowerBound }
            #expect(interval == mirrored, "\(name.rawValue)")
        }
    }

    /// Above the limit of resamples each metric has contributions of its own.
    @Test func `many rows have an interval in every metric that has one`() throws {
        let rows = rows(Limits.bootstrapRows + 1)
        let differences = try PairedDifferences(
            rows.first, rows.second, target: rows.target, positiveThreshold: nil,
            names: [.rocAUC, .logLoss, .accuracy],
            resampling: Resampling(units: .rows(rows.target.rowCount), seed: 7, threads: 2))
        let values = try values(rows)
        for name in [MetricName.rocAUC, .logLoss, .accuracy] {
            let gain = gain(name, try #require(values[name]))
            let interval = try #require(try differences.interval(of: name, around: gain))
            #expect(interval.lowerBound < gain && gain < interval.upperBound, "\(name.rawValue)")
        }
    }

    @Test func `folds give the corrected resampled t`() throws {
        let rows = rows(300)
        let places = (0..<3).map { fold in (0..<300).filter { $0 % 3 == fold } }
        func part(_ predictions: Predictions, _ rows: [Int]) -> Predictions {
            Predictions(width: 1, values: rows.map { predictions.values[$0] })
        }
        let differences = try PairedDifferences(
            folds: places.map {
                .init(rows: $0, trainingRows: 200, first: part(rows.first, $0), second: part(rows.second, $0))
            }, target: rows.target, positiveThreshold: nil, names: names)
        let held = places.map {
            HeldOut(
                repetition: 0, rows: $0, trainingRows: 200,
                predictions: [("a", part(rows.first, $0)), ("b", part(rows.second, $0))])
        }
        let figures = try FoldFigures(held, target: rows.target, positiveThreshold: nil, names: names)
        let uncertainty = Uncertainty(figures, names: names, units: .rows(300))
        let interval = try differences.interval(of: .logLoss, around: 0.01)
        #expect(interval != nil)
        #expect(interval == uncertainty.gain(of: "a", over: "b", metric: .logLoss, seen: 0.01, level: 0.95))
    }
}
