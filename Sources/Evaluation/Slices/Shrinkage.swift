import Evidence

/// Draws the figures of small slices towards the overall one: what is left is what is likely to be seen again.
///
/// Empirical Bayes for normal means with a known centre (Efron and Morris, 1975). With the overall figure `m`, the
/// figures `yᵢ` and their standard errors `sᵢ`, the variance between values beyond chance is
/// `τ² = max(0, (Σ (yᵢ − m)² / sᵢ² − k) / Σ 1 / sᵢ²)` over the `k` values of the column (the method of moments of
/// DerSimonian and Laird, 1986, about a known centre), and a figure becomes `m + τ² / (τ² + sᵢ²) · (yᵢ − m)`.
enum Shrinkage {
    /// Fills in what each value shrinks to; answers `τ`, or `nil` where it is not known.
    ///
    /// A small slice knows its own standard error badly, and one that is all right or all wrong has none, so a small
    /// slice takes the overall standard error times `√(rows / its rows)` where that is larger.
    static func apply(
        to values: inout [SlicesDocument.Value], overall: MetricValue, rows: Int, of metric: MetricName
    ) -> Double? {
        guard case .value(let centre, let interval) = overall else { return nil }
        let pooled = interval.map { ($0.upper - $0.lower) / (2 * StudentT.normalCentral(0.95)) }
        for place in values.indices where values[place].isSmall && values[place].metric.number != nil {
            guard let pooled else { continue }
            let scaled = pooled * (Double(rows) / Double(values[place].rows)).squareRoot()
            values[place].standardError = max(values[place].standardError ?? 0, scaled)
        }
        let known = values.compactMap { value -> (distance: Double, variance: Double)? in
            guard let number = value.metric.number, let error = value.standardError, error > 0 else { return nil }
            return (number - centre, error * error)
        }
        guard !known.isEmpty else { return nil }
        let weights = CompensatedSum.of(known.map { 1 / $0.variance })
        let squares = CompensatedSum.of(known.map { $0.distance * $0.distance / $0.variance })
        let between = max(0, (squares - Double(known.count)) / weights)
        for place in values.indices {
            guard let number = values[place].metric.number, let error = values[place].standardError else { continue }
            values[place].shrunk = centre + between / (between + error * error) * (number - centre)
        }
        return between.squareRoot()
    }
}
