import Scoring

extension Graph {
    /// The columns that a linear model makes of those of its view, by the operations of `TermWriter`.
    mutating func terms(_ terms: LinearTerms, _ view: LinearColumns, blockWidths: [Int]) -> [Value<Double>] {
        var columns: [Value<Double>] = []
        for spline in terms.splines { columns += bends(of: spline, view.dense[spline.column]) }
        for interaction in terms.interactions {
            let first = factor(interaction.first, view, blockWidths: blockWidths)
            columns.append(multiply(first, factor(interaction.second, view, blockWidths: blockWidths)))
        }
        return columns
    }

    private mutating func bends(of spline: Spline, _ x: Value<Double>) -> [Value<Double>] {
        let last = constant(spline.knots[spline.knots.count - 1])
        let bounded = least(x, last)
        let cubes = spline.knots.dropLast().map { cube(ofPositive: subtract(bounded, constant($0))) }
        let beyond = greatest(subtract(x, last), constant(0.0))
        return spline.shares.indices.map { bend in
            let share = multiply(constant(spline.shares[bend]), cubes[cubes.count - 1])
            let inner = multiply(subtract(cubes[bend], share), constant(spline.scale))
            return add(inner, multiply(constant(spline.slopes[bend]), beyond))
        }
    }

    /// u³ where u is above 0, else 0.
    private mutating func cube(ofPositive u: Value<Double>) -> Value<Double> {
        let positive = greatest(u, constant(0.0))
        return multiply(multiply(positive, positive), positive)
    }

    private mutating func factor(
        _ factor: Interaction.Factor, _ view: LinearColumns, blockWidths: [Int]
    ) -> Value<Double> {
        if let range = factor.range {
            return least(greatest(view.dense[factor.column], constant(range.lowerBound)), constant(range.upperBound))
        }
        let slot = LinearTerms.slot(of: factor.column, denseWidth: view.dense.count, blockWidths: blockWidths)
        return double(isEqual(view.slots[slot.block], constant(Int64(slot.level))))
    }
}
