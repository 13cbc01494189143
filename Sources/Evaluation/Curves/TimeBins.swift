import Columns
import Evidence
import Scoring

/// What is predicted and what is seen, period by period.
struct TimeBins {
    /// Periods up to which a unit of the calendar is fine enough.
    private static let mostBins = 40

    private let predictions: [Double]
    private let target: Target
    private let weights: [Double]
    private let units: ResamplingUnits

    /// Takes checked predictions of a binary or regression task, and what is drawn together.
    init(predictions: [Double], target: Target, units: ResamplingUnits) {
        self.predictions = predictions
        self.target = target
        self.units = units
        weights = target.weights.map(Metrics.balanced) ?? [Double](repeating: 1, count: target.rowCount)
    }

    /// The curve over the moments of the rows; rows without a moment or a weight are passed over.
    ///
    /// - Returns: `nil` where the column holds no moments, or all are of one period.
    func curve(over moments: Column) -> CurvesDocument.TimeCurve? {
        guard case .timestamp(let values, _) = moments, values.count == target.rowCount else { return nil }
        let days = (0..<values.count).map { row in
            weights[row] > 0 ? values[row].map { CivilDate.day(ofMicroseconds: $0) } : nil
        }
        guard let first = days.lazy.compactMap(\.self).min(), let last = days.lazy.compactMap(\.self).max() else {
            return nil
        }
        let unit =
            CurvesDocument.TimeCurve.Unit.allCases.first { $0.periods(from: first, to: last) <= Self.mostBins } ?? .year
        var rows: [Int64: [Int]] = [:]
        for (row, day) in days.enumerated() {
            if let day { rows[unit.start(of: day), default: []].append(row) }
        }
        guard rows.count > 1 else { return nil }
        // Of more years than bins the latest are shown.
        let starts = rows.keys.sorted().suffix(Self.mostBins)
        return .init(unit: unit, bins: starts.map { bin(CellText.text(day: $0), rows[$0] ?? []) })
    }

    private func bin(_ from: String, _ rows: [Int]) -> CurvesDocument.TimeBin {
        let total = CompensatedSum.of(rows.map { weights[$0] })
        let predicted = CompensatedSum.of(rows.map { predictions[$0] * (weights[$0] / total) })
        let observed = CompensatedSum.of(rows.map { target.values[$0] * (weights[$0] / total) })
        var bin = CurvesDocument.TimeBin(from: from, rows: rows.count, predicted: predicted, observed: observed)
        // The interval of a weighted mean by what each unit adds to it, as for metrics.
        let own = units.selecting(rows)
        guard own.count > 1 else { return bin }
        let error = IntervalBounds.standardError(
            rows.map { (target.values[$0] - observed) * (weights[$0] / total) }, units: own)
        guard error.isFinite, observed.isFinite else { return bin }
        let half = StudentT.central(0.95, degrees: own.count - 1) * error
        let range = target.task == .binary ? 0.0...1 : -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
        bin.lower = max(range.lowerBound, observed - half)
        bin.upper = min(range.upperBound, observed + half)
        return bin
    }
}

extension CurvesDocument.TimeCurve.Unit {
    /// The first day of the period that holds a day; weeks begin on Monday.
    fileprivate func start(of day: Int64) -> Int64 {
        switch self {
        case .day: day
        case .week: day - Int64(CivilDate.dayOfWeek(day: day))
        case .month: day - Int64(CivilDate(day: day).dayOfMonth - 1)
        case .quarter: Self.firstDay(ofEvery: 3, before: day)
        case .year: Self.firstDay(ofEvery: 12, before: day)
        }
    }

    /// The first of the latest month, of every `months` from January on, that has begun by a day.
    private static func firstDay(ofEvery months: Int, before day: Int64) -> Int64 {
        var first = Self.month.start(of: day)
        while (CivilDate(day: first).month - 1) % months != 0 { first = Self.month.start(of: first - 1) }
        return first
    }

    /// Periods from one day to a later one, both counted, or one more.
    fileprivate func periods(from first: Int64, to last: Int64) -> Int64 {
        let (one, other) = (CivilDate(day: first), CivilDate(day: last))
        let months = Int64(12 * (other.year - one.year) + other.month - one.month)
        return switch self {
        case .day: last - first + 1
        case .week: (start(of: last) - start(of: first)) / 7 + 1
        case .month: months + 1
        case .quarter: months / 3 + 2
        case .year: Int64(other.year - one.year) + 1
        }
    }
}
