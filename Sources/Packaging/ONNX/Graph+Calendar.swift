import Scoring

/// Calendar parts of moments by integer arithmetic, as `CivilDate` and `CalendarPart` of `Scoring` work them out.
extension Graph {
    private static let dayLength: Int64 = 86_400_000_000

    /// The part of a moment, in `0 ..< period` (Monday is 0); that of a missing one means nothing.
    mutating func index(of part: CalendarPart, in moment: Value<Int64>) -> Value<Int64> {
        switch part {
        case .month: subtract(civilDate(of: moment).month, constant(1))
        case .dayOfMonth: subtract(civilDate(of: moment).dayOfMonth, constant(1))
        // Day 0 was a Thursday.
        case .dayOfWeek: modulo(add(day(of: moment), constant(3)), constant(7))
        case .hour: divide(modulo(moment, constant(Self.dayLength)), constant(3_600_000_000))
        case .minuteOfDay: divide(modulo(moment, constant(Self.dayLength)), constant(60_000_000))
        }
    }

    /// Whole days since 1970-01-01, rounded down.
    private mutating func day(of moment: Value<Int64>) -> Value<Int64> {
        floorDivide(moment, constant(Self.dayLength))
    }

    /// Month (1 to 12) and day of the month (from 1 on) of a moment.
    ///
    /// Years are counted from March within eras of 400 years, as in `CivilDate`.
    private mutating func civilDate(of moment: Value<Int64>) -> (month: Value<Int64>, dayOfMonth: Value<Int64>) {
        let dayOfEra = modulo(add(day(of: moment), constant(719_468)), constant(146_097))
        let dayOfYear = subtract(dayOfEra, firstDay(ofYear: yearOfEra(dayOfEra)))
        let marchMonth = divide(add(multiply(dayOfYear, constant(5)), constant(2)), constant(153))
        let daysBefore = divide(add(multiply(marchMonth, constant(153)), constant(2)), constant(5))
        let isBeforeJanuary = isLess(marchMonth, constant(10))
        return (
            month: add(marchMonth, choose(where: isBeforeJanuary, constant(3), else: constant(-9))),
            dayOfMonth: add(subtract(dayOfYear, daysBefore), constant(1))
        )
    }

    /// The year of the era: leap days are taken out before dividing by 365.
    private mutating func yearOfEra(_ dayOfEra: Value<Int64>) -> Value<Int64> {
        let fourYears = subtract(dayOfEra, divide(dayOfEra, constant(1_460)))
        let century = add(fourYears, divide(dayOfEra, constant(36_524)))
        return divide(subtract(century, divide(dayOfEra, constant(146_096))), constant(365))
    }

    /// Days of the era before a year of it.
    private mutating func firstDay(ofYear year: Value<Int64>) -> Value<Int64> {
        let leapDays = subtract(divide(year, constant(4)), divide(year, constant(100)))
        return add(multiply(year, constant(365)), leapDays)
    }

    /// A quotient rounded down, also below 0; no step of it overflows.
    private mutating func floorDivide(_ value: Value<Int64>, _ divisor: Value<Int64>) -> Value<Int64> {
        let isBelow = isLess(remainder(value, divisor), constant(0))
        return subtract(divide(value, divisor), integer(isBelow))
    }

    private mutating func constant(_ value: Int64) -> Value<Int64> { constant([value], shape: []) }
}

extension Graph {
    /// Seconds from one moment to another; missing where either is, or where they lie too far apart to count.
    mutating func elapsed(from origin: InputColumns.Moment, to moment: InputColumns.Moment) -> InputColumns.Number {
        let difference = subtract(moment.value, origin.value)
        // The difference has wrapped round where the signs differ and its own is not that of the later moment.
        let zero = constant(Int64(0))
        let (isMomentNegative, isOriginNegative) = (isLess(moment.value, zero), isLess(origin.value, zero))
        let overflows = both(
            differ(isMomentNegative, isOriginNegative), differ(isLess(difference, zero), isMomentNegative))
        let isMissing = either(either(moment.isMissing, origin.isMissing), overflows)
        let seconds = divide(double(difference), constant(1_000_000.0))
        return InputColumns.Number(
            value: choose(where: isMissing, constant(Double.nan), else: seconds), isMissing: isMissing)
    }

    /// The sines and cosines of a cycle, 0 where the moment is missing.
    mutating func circle(_ cycle: CalendarTreatment.Cycle, of moment: InputColumns.Moment) -> [Value<Double>] {
        let period = cycle.part.period
        let index = choose(
            where: moment.isMissing, constant(Int64(period)), else: index(of: cycle.part, in: moment.value))
        let points = cycle.points
        return (0..<2 * cycle.harmonics).map { column in
            let table = points.map { $0[column] } + [0]
            return gather(constant(table, shape: [table.count]), at: index)
        }
    }

    /// A part of a moment as trees see it: as people count it, and what is missing NaN.
    mutating func number(of part: CalendarPart, in moment: InputColumns.Moment) -> Value<Double> {
        let counted = add(index(of: part, in: moment.value), constant(Int64(part.first)))
        return choose(where: moment.isMissing, constant(Double.nan), else: double(counted))
    }
}
