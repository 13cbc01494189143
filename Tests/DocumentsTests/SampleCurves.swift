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
        return curves
    }
}
