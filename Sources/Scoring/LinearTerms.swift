/// Columns that a linear model makes of those of the linear view: bends of one column, and products of two.
///
/// Their weights stand behind those of the view's columns: for each spline one a bend, then one a product.
package struct LinearTerms: Sendable, Equatable {
    package var splines: [Spline]
    package var interactions: [Interaction]

    package init(splines: [Spline] = [], interactions: [Interaction] = []) {
        self.splines = splines
        self.interactions = interactions
    }

    package static let none = LinearTerms()

    package var isEmpty: Bool { splines.isEmpty && interactions.isEmpty }

    /// Columns in all.
    package var width: Int { splines.reduce(0) { $0 + $1.width } + interactions.count }
}

/// A natural cubic spline of a dense column, without its straight part, which the column itself is.
///
/// With knots t₁ … t_K and uⱼ = max(0, min(x, t_K) − tⱼ), bend j of K − 2 is
///
///     (uⱼ³ − uₖ³ (t_K − tⱼ) / (t_K − tₖ)) / (t_K − t₁)² + sⱼ max(0, x − t_K),   k = K − 1
///
/// which is Harrell's restricted cubic spline (*Regression Modeling Strategies*, 2.4.5): straight beyond the outer
/// knots. Written so, no large cubes are taken from each other however far a value lies: the slope beyond the last
/// knot, sⱼ = 3 (t_K − tⱼ)(tₖ − tⱼ) / (t_K − t₁)², stands by itself.
package struct Spline: Sendable, Equatable, Codable {
    /// Place among the dense columns.
    package var column: Int
    /// Ascending, 3 to ``mostKnots``, in the column's own units.
    package var knots: [Double]

    package init(column: Int, knots: [Double]) {
        self.column = column
        self.knots = knots
    }

    package static let mostKnots = 10

    /// Bends.
    package var width: Int { knots.count - 2 }

    /// What is multiplied with uₖ³, for each bend.
    package var shares: [Double] {
        let (last, before) = (knots[knots.count - 1], knots[knots.count - 2])
        return knots.dropLast(2).map { (last - $0) / (last - before) }
    }

    /// What the difference of cubes is multiplied with.
    package var scale: Double {
        let range = knots[knots.count - 1] - knots[0]
        return 1 / (range * range)
    }

    /// The slope of each bend beyond the last knot.
    package var slopes: [Double] {
        let (last, before) = (knots[knots.count - 1], knots[knots.count - 2])
        return knots.dropLast(2).map { 3 * (last - $0) * (before - $0) * scale }
    }
}

/// The product of two columns of the linear view, each kept within what training saw of it.
package struct Interaction: Sendable, Equatable, Codable {
    package var first: Factor
    package var second: Factor

    package init(_ first: Factor, _ second: Factor) {
        self.first = first
        self.second = second
    }

    /// A column, by its place among the columns written out.
    package struct Factor: Sendable, Equatable {
        package var column: Int
        /// Of a dense column, the least and the greatest value that it is taken for; a one-hot column has none.
        package var range: ClosedRange<Double>?

        package init(column: Int, range: ClosedRange<Double>? = nil) {
            self.column = column
            self.range = range
        }
    }

    package var factors: [Factor] { [first, second] }
}

extension Interaction.Factor: Codable {
    private enum CodingKeys: String, CodingKey {
        case column, low, high
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        column = try fields.decode(Int.self, forKey: .column)
        guard let low = try fields.decodeIfPresent(Double.self, forKey: .low) else { return }
        let high = try fields.decode(Double.self, forKey: .high)
        guard low <= high else {
            throw DecodingError.dataCorruptedError(forKey: .low, in: fields, debugDescription: "low is above high")
        }
        range = low...high
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(column, forKey: .column)
        try fields.encodeIfPresent(range?.lowerBound, forKey: .low)
        try fields.encodeIfPresent(range?.upperBound, forKey: .high)
    }
}

extension LinearTerms: Codable {
    private enum CodingKeys: String, CodingKey {
        case splines, interactions
    }
}
