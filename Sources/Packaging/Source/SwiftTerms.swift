import Scoring

extension LinearTerms {
    /// The statement that makes the terms of `dense` and `slots`; empty where there are none.
    func swiftValues(_ plan: FeaturePlan) -> String {
        guard !isEmpty else { return "" }
        func factor(_ factor: Interaction.Factor) -> String {
            if let range = factor.range {
                return "min(max(dense[\(factor.column)], \(range.lowerBound)), \(range.upperBound))"
            }
            let slot = LinearTerms.slot(
                of: factor.column, denseWidth: plan.denseWidth, blockWidths: plan.blockWidths)
            return "(slots[\(slot.block)] == \(slot.level) ? 1.0 : 0.0)"
        }
        let bends = splines.map { "    bends(dense[\($0.column)], \($0.knots.description))" }
        let products = interactions.map { "        \(factor($0.first)) * \(factor($0.second)),\n" }.joined()
        let parts = bends + (products.isEmpty ? [] : ["    [\n\(products)    ]"])
        return """

            let parts: [[Double]] = [
            \(parts.joined(separator: ",\n")),
            ]
            let terms = parts.flatMap { $0 }
            """
    }

    /// The functions that the statement calls.
    var swiftFunctions: String {
        guard !splines.isEmpty else { return "" }
        return """

            /// What a natural cubic spline has besides its straight part.
            private func bends(_ x: Double, _ knots: [Double]) -> [Double] {
                let (last, before) = (knots[knots.count - 1], knots[knots.count - 2])
                let range = last - knots[0]
                let scale = 1 / (range * range)
                let bounded = min(x, last)
                let v = max(bounded - before, 0)
                let beyond = max(x - last, 0)
                return knots.dropLast(2).map { knot in
                    let share = (last - knot) / (last - before)
                    let slope = 3 * (last - knot) * (before - knot) * scale
                    let u = max(bounded - knot, 0)
                    return (u * u * u - share * (v * v * v)) * scale + slope * beyond
                }
            }

            """
    }
}
