package import Columns
import Evidence
import Scoring

/// Fits the feature plan on training rows and on nothing else.
///
/// The same rows in the same order give the same bytes at any number of threads; rows outside the training part
/// are not read. Nothing here throws: what is wrong with a column is a finding, and the column is left out.
package enum FeatureFitter {
    /// Fits a feature for each candidate column that has something to say.
    ///
    /// - Parameters:
    ///   - table: The dataset, all parts together.
    ///   - rows: The training rows, in key order; sums run in this order.
    ///   - columns: Candidate columns, in the order that their features are to have.
    ///   - time: The moment of prediction: other moments are also counted in seconds from it.
    ///   - options: Minimum frequency and width of one-hot blocks.
    ///   - threads: Columns that are fitted at a time.
    /// - Returns: The plan with what was found and left out.
    package static func fit(
        _ table: Table, rows: [Int], columns: [String], time: String? = nil, options: FeatureOptions = .init(),
        threads: Int = 1
    ) -> FittedFeatures {
        precondition(rows.allSatisfy { (0..<table.rowCount).contains($0) }, "training rows of the table")
        guard !rows.isEmpty else {
            return FittedFeatures(
                plan: FeaturePlan(features: []),
                findings: [
                    Finding(
                        .error, .noRows, "there are no training rows to fit features on",
                        advice: "Give the training part rows: look at 'split' and at the rows without a label")
                ], leftOut: columns.map { Exclusion(column: $0, reason: "no training rows", by: .check) })
        }
        let fits = Parallel.map(count: columns.count, threads: threads) { index in
            fit(columns[index], of: table, rows: rows, time: time, options: options)
        }
        return combine(fits, columns: columns)
    }

    private static func fit(
        _ name: String, of table: Table, rows: [Int], time: String?, options: FeatureOptions
    ) -> ColumnFit {
        guard let column = table[name] else {
            return ColumnFit.leftOut(name, .columnNotFound, "the dataset has no such column")
        }
        switch column {
        case .integer(let values): return NumberFit.fit(name, values, rows: rows) { Double($0) }
        case .double(let values): return NumberFit.fit(name, values, rows: rows) { $0 }
        case .boolean(let values): return BooleanFit.fit(name, values, rows: rows)
        case .text(let texts): return CategoryFit.fit(name, texts, rows: rows, options: options)
        case .timestamp(let values, let kind):
            return CalendarFit.fit(name, values, kind, rows: rows, origin: origin(time, for: name, kind, in: table))
        }
    }

    /// The moment of prediction, where it is another column on the same clock.
    private static func origin(
        _ time: String?, for name: String, _ kind: TimestampKind, in table: Table
    ) -> CalendarFit.Origin? {
        guard let time, time != name, case .timestamp(let values, let other) = table[time],
            (other == .instant) == (kind == .instant)
        else { return nil }
        return CalendarFit.Origin(name: time, values: values)
    }

    private static func combine(_ fits: [ColumnFit], columns: [String]) -> FittedFeatures {
        var fitted = FittedFeatures(plan: FeaturePlan(features: []), findings: [], leftOut: [])
        for (name, fit) in zip(columns, fits) {
            fitted.findings += fit.findings
            if let feature = fit.feature {
                fitted.plan.features.append(feature)
            } else if let reason = fit.reason {
                fitted.leftOut.append(Exclusion(column: name, reason: reason, by: .check))
            }
        }
        if fitted.plan.features.isEmpty {
            fitted.findings.append(
                Finding(
                    .warning, .noFeatures, "no column is fit to be a feature, so only 'prior' can be fitted",
                    advice: "Give the dataset columns that are known at prediction time and differ between rows"))
        }
        return fitted
    }
}
