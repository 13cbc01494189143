import Evidence
import Scoring

/// Means over rows, with intervals from what each unit of rows adds to them.
enum RowMean {
    /// The confidence of the intervals.
    static let level = 0.95

    /// The weighted mean of some rows; `nil` where they weigh nothing.
    ///
    /// Its standard error is that of the mean of a ratio, linearised; rows of one unit stay together, and Student's t
    /// has the number of units less one as degrees of freedom.
    ///
    /// - Parameters:
    ///   - values: one a row.
    ///   - weights: one a row; 1 where `nil`.
    ///   - units: the rows' independent units.
    /// - Returns: the mean, without an interval where there are fewer than two units.
    static func of(_ values: [Double], weights: [Double]?, units: ResamplingUnits) -> ExplanationsDocument.Mean? {
        let total = weights.map { CompensatedSum.of($0) } ?? Double(values.count)
        guard total > 0 else { return nil }
        func weight(_ row: Int) -> Double { weights?[row] ?? 1 }
        let mean = CompensatedSum.of(values.indices.lazy.map { weight($0) * values[$0] }) / total
        let parts = values.indices.map { weight($0) * (values[$0] - mean) / total }
        let error = IntervalBounds.standardError(parts, units: units)
        guard error.isFinite, units.count > 1 else { return .init(value: mean) }
        let reach = StudentT.central(level, degrees: units.count - 1) * error
        return .init(value: mean, lower: mean - reach, upper: mean + reach)
    }
}
