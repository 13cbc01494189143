import Scoring
import Warehouse

/// The terms of a linear model for a row: the columns that they are made of, the hinges of the splines, and the terms
/// made of these, by the operations of `TermWriter`.
struct TermView {
    /// Columns of the linear view that terms read, each once.
    private(set) var bases: [StageColumn] = []
    /// What the splines are made of: distances from knots, 0 below them.
    private(set) var hinges: [StageColumn] = []
    /// The terms in their order.
    private(set) var values: [SQL] = []
    private var places: [Int: Identifier] = [:]

    /// - Parameters:
    ///   - terms: of the model.
    ///   - view: the linear view, whose inputs the columns are made of.
    ///   - names: names for the columns of the stages.
    init(_ terms: LinearTerms, of view: LinearView, _ names: StageNames) {
        for spline in terms.splines { append(spline, view, names) }
        for interaction in terms.interactions {
            let (first, second) = (factor(interaction.first, view, names), factor(interaction.second, view, names))
            values.append("\(first) * \(second)")
        }
    }

    private mutating func append(_ spline: Spline, _ view: LinearView, _ names: StageNames) {
        let x = base(spline.column, view, names)
        let last: SQL = "\(Literal(spline.knots[spline.knots.count - 1]))"
        let cubes = spline.knots.dropLast().map { knot -> SQL in
            let u = hinge("\(SQL.least(["\(x)", last])) - \(Literal(knot))", names)
            return "\(u) * \(u) * \(u)"
        }
        let beyond = hinge("\(x) - \(last)", names)
        for bend in spline.shares.indices {
            let share: SQL = "\(Literal(spline.shares[bend])) * (\(cubes[cubes.count - 1]))"
            values.append(
                """
                (\(cubes[bend]) - \(share)) * \(Literal(spline.scale)) \
                + \(Literal(spline.slopes[bend])) * \(beyond)
                """)
        }
    }

    private mutating func factor(_ factor: Interaction.Factor, _ view: LinearView, _ names: StageNames) -> SQL {
        let column = "\(base(factor.column, view, names))" as SQL
        guard let range = factor.range else { return column }
        return .least([.greatest([column, "\(Literal(range.lowerBound))"]), "\(Literal(range.upperBound))"])
    }

    /// A column of the view; that of a level is 1 where a row has it, else 0.
    private mutating func base(_ column: Int, _ view: LinearView, _ names: StageNames) -> Identifier {
        if let known = places[column] { return known }
        let value: SQL
        if column < view.dense.count {
            value = view.dense[column]
        } else {
            let slot = LinearTerms.slot(
                of: column, denseWidth: view.dense.count, blockWidths: view.blocks.map(\.width))
            value = """
                CASE WHEN \(view.blocks[slot.block].slot) = \(slot.level) \
                THEN \(Literal(1.0)) ELSE \(Literal(0.0)) END
                """
        }
        let name = names.column("base", column)
        bases.append(StageColumn(name: name, value: value))
        places[column] = name
        return name
    }

    private mutating func hinge(_ distance: SQL, _ names: StageNames) -> Identifier {
        let name = names.column("hinge", hinges.count)
        hinges.append(StageColumn(name: name, value: .greatest([distance, "\(Literal(0.0))"])))
        return name
    }
}
