import Evaluation
import Evidence
import Foundation
import Scoring

/// Intervals of four metrics over many rows: by resamples, and by the influence of each row; seconds on the clock.
func timeIntervals(rows: Int, threads: Int) throws {
    var state: UInt64 = 7
    func unit() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
    let scores = (0..<rows).map { _ in unit() }
    let truth = scores.map { unit() < $0 * $0 ? 1.0 : 0 }
    let target = Target(task: .binary, classes: ["no", "yes"], values: truth)
    let names: [MetricName] = [.rocAUC, .averagePrecision, .logLoss, .f1]
    let predictions = Predictions(width: 1, values: scores)
    let figures = try Metrics.evaluate(
        predictions: predictions, target: target, positiveThreshold: 0.5, names: names)
    print("| way | rows | threads | seconds | processor seconds | \(names.map(\.rawValue).joined(separator: " | ")) |")
    print("|---|---|---|---|---|\(names.map { _ in "---|" }.joined())")
    for (way, limit) in [("1,000 resamples", Int.max), ("influence", 0)] {
        let (start, worked) = (Date(), processorSeconds())
        let uncertainty = try Uncertainty(
            candidates: [("model", predictions)], target: target, positiveThreshold: 0.5,
            names: names, compared: nil, units: .rows(rows), seed: 7, threads: threads, bootstrapRows: limit)
        let metrics = uncertainty.adding(to: figures, of: "model")
        let (seconds, processor) = (Date().timeIntervalSince(start), processorSeconds() - worked)
        let cells = names.map { name -> String in
            guard case .value(let value, let interval?)? = metrics[name] else { return "none" }
            return "\(written(value, 5)) [\(written(interval.lower, 5)), \(written(interval.upper, 5))]"
        }
        print(
            "| \(way) | \(rows) | \(threads) | \(written(seconds)) | \(written(processor)) | "
                + "\(cells.joined(separator: " | ")) |")
    }
}
