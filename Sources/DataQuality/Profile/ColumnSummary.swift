import Columns
import Evidence
import Warehouse

/// One column's facts put together.
struct ColumnSummary {
    let column: ProfileTable.Column
    let rows: Int
    let numbers: NumberScan?
    let texts: TextScan?
    let values: ValueCounts?
    let quantiles: ProfiledColumn.Quantiles?
    let spread: ColumnSpread?

    var profile: ProfiledColumn {
        let present = numbers?.present ?? texts?.present ?? 0
        var profile = ProfiledColumn(
            name: column.name, kind: column.kind, type: column.engine.engineType,
            nulls: column.kind == .unsupported ? 0 : rows - present)
        guard column.kind != .unsupported else { return profile }
        profile.distinct = values?.distinct ?? ProfiledColumn.Distinct(count: 0, isExact: true)
        profile.number = number
        profile.moment = moment
        if let texts, column.kind == .text, texts.present > 0 {
            profile.text = ProfiledColumn.Text(
                shortest: texts.shortest, longest: texts.longest, blank: texts.blank)
        }
        if let values, !profile.isMostlyDistinct(rows: rows) || profile.distinct?.count == 1 {
            profile.top = values.top.map { .init(value: text($0.value), count: $0.count) }
            profile.topIsSampled = values.isSampled
        }
        return profile
    }

    private var number: ProfiledColumn.Number? {
        guard column.kind == .number, let numbers, let minimum = numbers.minimum, let maximum = numbers.maximum,
            let quantiles, let spread
        else { return nil }
        return ProfiledColumn.Number(
            minimum: minimum, maximum: maximum, mean: spread.mean, deviation: spread.deviation, zeros: numbers.zeros,
            negatives: numbers.negatives, nan: numbers.nan, infinite: numbers.infinite, quantiles: quantiles,
            histogram: spread.histogram, outliers: spread.outliers)
    }

    private var moment: ProfiledColumn.Moment? {
        guard column.kind == .moment, let numbers, let minimum = numbers.minimum, let maximum = numbers.maximum,
            let spread
        else { return nil }
        return ProfiledColumn.Moment(
            first: text(.double(minimum)), last: text(.double(maximum)), histogram: spread.histogram)
    }

    /// A value as a person writes it.
    private func text(_ value: Cell) -> String {
        guard column.kind == .moment, let number = value.number, number.magnitude < 9e18 else { return value.text }
        let kind: TimestampKind =
            switch column.engine.type {
            case .date: .date
            case .instant: .instant
            default: .timestamp
            }
        return Moment.text(Int64(number), kind)
    }
}
