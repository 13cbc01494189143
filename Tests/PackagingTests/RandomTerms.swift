import Columns
import Scoring
import TestSupport

/// Terms over a plan, and weights for them, that nobody fitted.
enum RandomTerms {
    /// A linear model with terms of its own, where a coin says so and the plan has columns.
    static func added(to model: LinearModel, of plan: FeaturePlan, using generator: inout SeededGenerator)
        -> LinearModel
    {
        guard plan.width > 0, Bool.random(using: &generator) else { return model }
        func double(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
        var terms = LinearTerms.none
        for column in 0..<plan.denseWidth where Double.random(in: 0..<1, using: &generator) < 0.3 {
            var knots = [double(-3...0)]
            for _ in 0..<Int.random(in: 2...6, using: &generator) {
                knots.append(knots[knots.count - 1] + double(0.01...2))
            }
            terms.splines.append(Spline(column: column, knots: knots))
        }
        func factor() -> Interaction.Factor {
            let column = Int.random(in: 0..<plan.width, using: &generator)
            let low = double(-3...0)
            return Interaction.Factor(
                column: column, range: column < plan.denseWidth ? low...low + double(0...4) : nil)
        }
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            terms.interactions.append(Interaction(factor(), factor()))
        }
        var rich = model
        rich.terms = terms
        rich.weights = model.weights.map { weights in
            weights + (0..<terms.width).map { $0 % 7 == 3 ? 0 : double(-2...2) }
        }
        return rich
    }

    /// The rows, and below them rows at each knot and the doubles next to it.
    static func rows(at terms: LinearTerms, of plan: FeaturePlan, beside table: Table) -> Table {
        let columns = plan.linearColumns
        var edges: [String: [Double]] = [:]
        for spline in terms.splines where columns[spline.column].isNumber {
            let feature = plan.features[columns[spline.column].feature]
            guard case .number(let number) = feature.treatment else { continue }
            let corners = spline.knots.map { number.mean + $0 * number.scale }
            edges[feature.source, default: []] += corners.flatMap { [$0.nextDown, $0, $0.nextUp] }
        }
        return GeneratedModel.rows(at: edges, beside: table)
    }
}
