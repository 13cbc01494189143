import Evidence

/// Errors of numbers: how large they are, and how they lie along the predictions.
struct RegressionErrors {
    /// See ``CurvesDocument/residuals``.
    let residuals: [CurvesDocument.ResidualBin]
    /// Rows with weight whose error is beyond the bins.
    let beyond: Int
    /// See ``CurvesDocument/agreement``.
    let agreement: [CurvesDocument.AgreementBin]

    /// Takes checked predictions; rows of weight 0 are passed over.
    init(predictions: [Double], truth: [Double], weights: [Double]?) {
        let rows = truth.indices.filter { row in weights.map { $0[row] > 0 } ?? true }
        (residuals, beyond) = Self.histogram(rows.map { truth[$0] - predictions[$0] })
        agreement = Self.agreement(rows, predictions, truth, weights)
    }

    /// Bins to either side of 0; none where no error has a size.
    private static func histogram(_ errors: [Double]) -> ([CurvesDocument.ResidualBin], Int) {
        let sizes = errors.map(abs).sorted()
        guard let largest = sizes.last else { return ([], 0) }
        var reach = sizes[Int((Double(sizes.count - 1) * 0.99).rounded(.up))]
        if reach == 0 { reach = largest }
        guard reach > 0, reach < .greatestFiniteMagnitude / 4 else { return ([], 0) }
        let edges = Edges(from: -reach, to: reach, count: Curves.histogramBins)
        var counts = [Int](repeating: 0, count: Curves.histogramBins)
        var beyond = 0
        for error in errors {
            if abs(error) > reach { beyond += 1 } else { counts[edges.bin(of: error)] += 1 }
        }
        return (
            counts.indices.map { .init(lower: edges[$0], upper: edges[$0 + 1], rows: counts[$0]) }, beyond
        )
    }

    /// Equal predictions share a bin, as in ``RankedWeights/calibrationBins(count:)``.
    private static func agreement(
        _ rows: [Int], _ predictions: [Double], _ truth: [Double], _ weights: [Double]?
    ) -> [CurvesDocument.AgreementBin] {
        let own = predictions
        let sorted = rows.sorted { (own[$0], truth[$0], $0) < (own[$1], truth[$1], $1) }
        let weight = { (row: Int) in weights.map { $0[row] } ?? 1 }
        let total = CompensatedSum.of(sorted.map(weight))
        var bins: [[Int]] = []
        var (before, lastPlace, start) = (CompensatedSum(), -1, 0)
        while start < sorted.count {
            var end = start
            while end < sorted.count, own[sorted[end]] == own[sorted[start]] { end += 1 }
            let share = CompensatedSum.of(sorted[start..<end].map(weight))
            let middle = (before.value + share / 2) / total
            let place = min(Curves.agreementBins - 1, Int(middle * Double(Curves.agreementBins)))
            before.add(share)
            if place != lastPlace { bins.append([]) }
            lastPlace = place
            bins[bins.count - 1] += sorted[start..<end]
            start = end
        }
        return bins.map { rows in
            let sum = CompensatedSum.of(rows.map(weight))
            let labels = rows.sorted { (truth[$0], $0) < (truth[$1], $1) }
            func quantile(_ share: Double) -> Double {
                var below = CompensatedSum()
                for row in labels {
                    below.add(weight(row))
                    if below.value >= share * sum { return truth[row] }
                }
                return truth[labels[labels.count - 1]]
            }
            return .init(
                rows: rows.count, predicted: CompensatedSum.of(rows.map { own[$0] * (weight($0) / sum) }),
                observed: CompensatedSum.of(rows.map { truth[$0] * (weight($0) / sum) }), lower: quantile(0.1),
                upper: quantile(0.9))
        }
    }
}
