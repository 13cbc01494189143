import Evidence

/// Curves of invented runs.
enum SampleCurves {
    static var binary: CurvesDocument {
        var curves = CurvesDocument(candidate: "linear")
        let steps = (0...199).map { Double($0) / 199 }
        curves.roc = steps.map { step in
            .init(
                threshold: step == 0 ? nil : 1 - step, falsePositiveRate: step * step,
                truePositiveRate: step * (2 - step))
        }
        curves.precisionRecall = steps.dropFirst().map { step in
            .init(threshold: 1 - step, precision: 0.9 - 0.67 * step, recall: step)
        }
        curves.scores = (0..<20).map { bin in
            let low = Double(bin) * 0.04
            return .init(lower: low, upper: low + 0.04, negative: Double(20 - bin) / 210, positive: 0.05)
        }
        curves.scoreOverlap = 0.762
        curves.time = .init(
            unit: .week,
            bins: [
                .init(from: "2013-10-14", rows: 900, predicted: 0.25, observed: 0.24, lower: 0.2, upper: 0.28),
                .init(from: "2013-10-21", rows: 2_000, predicted: 0.26, observed: 0.2, lower: 0.16, upper: 0.24),
                .init(from: "2013-10-28", rows: 1, predicted: 0.5, observed: 1),
            ])
        curves.learning = [
            .init(
                candidate: "boosted_trees", metric: "roc_auc", chosen: 40,
                points: (1...90).map { .init(iteration: $0, value: 0.7 - 1e-5 * Double(($0 - 40) * ($0 - 40))) })
        ]
        return curves
    }

    static var regression: CurvesDocument {
        var curves = CurvesDocument(candidate: "linear")
        curves.residuals = (0..<20).map { bin in
            let low = Double(bin - 10) * 1.3
            return .init(lower: low, upper: low + 1.3, rows: 100 - abs(bin - 9) * 9)
        }
        curves.residualsBeyond = 7
        curves.agreement = (0..<10).map { bin in
            let predicted = 4 + 2.5 * Double(bin)
            return .init(
                rows: 120, predicted: predicted, observed: predicted * 1.03, lower: predicted - 5,
                upper: predicted + 6)
        }
        curves.time = .init(
            unit: .month,
            bins: (1...9).map { month in
                let value = 10 + Double(month)
                return .init(
                    from: "2013-0\(month)-01", rows: 120, predicted: value, observed: value + 0.2, lower: value - 1,
                    upper: value + 1.4)
            })
        return curves
    }
}
