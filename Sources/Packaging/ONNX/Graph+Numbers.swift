import Scoring

extension Graph {
    /// The dense columns of a number: the value, imputed and standardised, and whether it is missing.
    mutating func dense(_ number: InputColumns.Number, _ treatment: NumberTreatment) -> [Value<Double>] {
        var columns: [Value<Double>] = []
        if treatment.writesValue {
            let filled = choose(where: number.isMissing, constant(treatment.median), else: number.value)
            let centred = subtract(filled, constant(treatment.mean))
            let standardised = divide(centred, constant(treatment.scale))
            columns.append(bounded(standardised, by: NumberTreatment.bound))
        }
        if treatment.missingIndicator { columns.append(double(number.isMissing)) }
        return columns
    }

    /// The dense columns of a boolean: 0 or 1, imputed, and whether it is missing.
    mutating func dense(_ boolean: InputColumns.Number, _ treatment: BooleanTreatment) -> [Value<Double>] {
        var columns: [Value<Double>] = []
        if treatment.varies {
            columns.append(choose(where: boolean.isMissing, constant(treatment.fill ? 1.0 : 0.0), else: boolean.value))
        }
        if treatment.missingIndicator { columns.append(double(boolean.isMissing)) }
        return columns
    }

    /// A number as trees see it: what is next to 0 is 0, and what is missing NaN.
    mutating func flushed(_ number: InputColumns.Number) -> Value<Double> {
        let isZero = isAtMost(magnitude(number.value), constant(TreeMatrix.zeroBound))
        return choose(where: isZero, constant(0.0), else: number.value)
    }

    /// A value, kept within ± a bound.
    mutating func bounded(_ value: Value<Double>, by bound: Double) -> Value<Double> {
        least(greatest(value, constant(-bound)), constant(bound))
    }
}
