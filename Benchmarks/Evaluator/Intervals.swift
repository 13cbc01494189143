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
    print("| way | rows | threads | seconds | roc_auc |")
    print("|---|---|---|---|---|")
    for (way, limit) in [("1,000 resamples", Int.max), ("influence", 0)] {
        let start = Date()
        let uncertainty = try Uncertainty(
            candidates: [("model", Predictions(width: 1, values: scores))], target: target, positiveThreshold: 0.5,
            names: names, compared: nil, units: .rows(rows), seed: 7, threads: threads, bootstrapRows: limit)
        let interval = uncertainty.interval(of: "model", .rocAUC, around: 0.78)
        let seconds = Date().timeIntervalSince(start)
        let bounds = interval.map { "\(written($0.lower, 5)) to \(written($0.upper, 5))" } ?? "none"
        print("| \(way) | \(rows) | \(threads) | \(written(seconds)) | \(bounds) |")
    }
}
