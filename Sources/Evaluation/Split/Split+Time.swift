import Columns
import Evidence

extension Split {
    /// Divides rows at two moments: train is before the first, test from the second on.
    ///
    /// A share becomes the moment of some row that leaves the nearest number of rows on the newer side (for
    /// validation: between it and the test border), the later moment where two are as near; so all rows of one
    /// moment stand on one side. Shares are of the rows that have a time; those without one are in no part.
    /// Rows at or after `border - gap` and before the border are in no part either.
    static func byTime(
        _ times: Values<Int64>, column: String, validation: SplitRule.Bound, test: SplitRule.Bound, gap: Int64
    ) throws(EvaluationError) -> SplitAssignment {
        let moments = Moments(times)
        guard moments.count > 2 else {
            throw impossible(
                "the column '\(column)' has \(moments.count) distinct \(moments.count == 1 ? "time" : "times"); "
                    + "three parts need three",
                advice: "split at random, or take a finer time", column: column)
        }
        let testBorder: Int64
        switch test {
        case .date(let date): testBorder = date
        case .share(let share): testBorder = moments.border(rows: share * Double(moments.rowCount), before: nil)
        }
        let validationBorder: Int64
        switch validation {
        case .date(let date): validationBorder = date
        case .share(let share):
            validationBorder = moments.border(rows: share * Double(moments.rowCount), before: testBorder)
        }
        guard validationBorder < testBorder else {
            throw impossible(
                "the validation part would begin at \(CellText.text(microseconds: validationBorder, .timestamp)), "
                    + "not before the test part at \(CellText.text(microseconds: testBorder, .timestamp))",
                advice: "let validation begin before test", column: column)
        }
        return assignment(
            times, column: column, borders: .init(validation: validationBorder, test: testBorder), gap: gap)
    }

    private static func assignment(
        _ times: Values<Int64>, column: String, borders: SplitAssignment.Borders, gap: Int64
    ) -> SplitAssignment {
        var inGap = 0
        let parts: [Part?] = (0..<times.count).map { row in
            guard let time = times[row] else { return nil }
            for border in [borders.validation, borders.test] {
                let (start, overflow) = border.subtractingReportingOverflow(gap)
                if time < border, overflow || time >= start {
                    inGap += 1
                    return nil
                }
            }
            return time < borders.validation ? .train : time < borders.test ? .validation : .test
        }
        var findings: [Finding] = []
        let missing = times.validity.nullCount
        if missing > 0 {
            findings.append(timeMissing(missing, column: column))
        }
        if inGap > 0 {
            findings.append(
                Finding(
                    .note, .rowsInGap,
                    "\(inGap) \(inGap == 1 ? "row is" : "rows are") within the gap before a border and in no part",
                    column: column, count: inGap))
        }
        return SplitAssignment(parts: parts, borders: borders, findings: findings)
    }

    static func timeMissing(_ count: Int, column: String) -> Finding {
        Finding(
            .warning, .timeMissing, "\(count) \(count == 1 ? "row has" : "rows have") no time and are in no part",
            advice: "give every row a time in the dataset's SQL", column: column, count: count)
    }
}

/// The distinct times of rows, ascending, with how many rows are at or after each.
private struct Moments {
    private var distinct: [Int64] = []
    private var rowsFrom: [Int] = []
    let rowCount: Int

    init(_ times: Values<Int64>) {
        let sorted = (0..<times.count).compactMap { times[$0] }.sorted()
        rowCount = sorted.count
        for (place, time) in sorted.enumerated() where distinct.last != time {
            distinct.append(time)
            rowsFrom.append(sorted.count - place)
        }
    }

    var count: Int { distinct.count }

    /// The moment from which on, up to `limit`, the number of rows is nearest to `rows`.
    ///
    /// The oldest moment is not a border, and neither is the second where a further border has to come before.
    func border(rows: Double, before limit: Int64?) -> Int64 {
        let end = limit.map { limit in distinct.firstIndex { $0 >= limit } ?? distinct.count } ?? distinct.count
        let first = limit == nil ? 2 : 1
        let after = end < rowsFrom.count ? rowsFrom[end] : 0
        var best = max(first, end - 1)
        guard best < distinct.count, first < end else { return limit ?? distinct[distinct.count - 1] }
        for index in stride(from: end - 1, through: first, by: -1) {
            let gap = abs(Double(rowsFrom[index] - after) - rows)
            if gap < abs(Double(rowsFrom[best] - after) - rows) { best = index }
        }
        return distinct[best]
    }
}
