import Evidence
import Foundation
import Scoring

@testable import Evaluation

/// Populations whose figures are known exactly, from which samples are drawn.
enum Population: CaseIterable {
    /// Scores even in 0...1, each the very chance of a positive row.
    case binary
    /// Standard normal labels predicted with standard normal errors.
    case regression

    /// The population's own figures.
    var figures: [MetricName: Double] {
        switch self {
        case .binary:
            [
                .rocAUC: 5.0 / 6, .averagePrecision: 5.0 / 6, .logLoss: 0.5, .brierScore: 1.0 / 6, .accuracy: 0.75,
                .balancedAccuracy: 0.75, .f1: 0.75, .precision: 0.75, .recall: 0.75, .matthewsCorrelation: 0.5,
                .ks: 0.5, .expectedCalibrationError: 0,
            ]
        case .regression:
            [
                .rootMeanSquaredError: 1, .meanAbsoluteError: (2 / Double.pi).squareRoot(),
                .medianAbsoluteError: 0.674_489_750_196_081_7, .r2: 0.5, .explainedVariance: 0.5,
            ]
        }
    }

    /// Metrics that are smooth functions of the rows' weights.
    static let smooth: [MetricName] = [
        .rocAUC, .averagePrecision, .logLoss, .brierScore, .accuracy, .f1, .matthewsCorrelation, .rootMeanSquaredError,
        .meanAbsoluteError, .r2, .explainedVariance,
    ]

    /// Rows, of which those of one unit share a part `shared` of what makes their labels.
    func sample(rows: Int, units: Int, shared: Double, seed: UInt64) -> Sample {
        var chance = Chance(seed)
        let common = (0..<units).map { _ in chance.normal() }
        let ids = (0..<rows).map { $0 * units / rows }
        var sample = Sample(scores: [], truth: [], units: rows == units ? .rows(rows) : .init(kind: .day, labels: ids))
        for row in 0..<rows {
            let noise = shared.squareRoot() * common[ids[row]] + (1 - shared).squareRoot() * chance.normal()
            switch self {
            case .binary:
                let score = chance.unit()
                sample.scores.append(score)
                // The distribution's value of a standard normal number is even in 0...1.
                sample.truth.append(erfc(-noise / 2.0.squareRoot()) / 2 < score ? 1 : 0)
            case .regression:
                let value = chance.normal()
                sample.scores.append(value)
                sample.truth.append(value + noise)
            }
        }
        return sample
    }

    func figures(_ sample: Sample, _ names: [MetricName]) -> any ResampledFigures {
        switch self {
        case .binary:
            BinaryFigures(scores: sample.scores, truth: sample.truth, threshold: 0.5, names: names)
        case .regression: RegressionFigures(predictions: sample.scores, truth: sample.truth, names: names)
        }
    }

    struct Sample {
        var scores: [Double]
        var truth: [Double]
        var units: ResamplingUnits
    }
}

extension Chance {
    /// A standard normal number (Box and Muller, 1958).
    mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * Double.pi * unit())
    }
}
