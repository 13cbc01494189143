import Evidence
import Framing
import Scoring

/// What a brief promises of columns with which predictions may only rise or fall, held against a fitted model.
///
/// Trees are grown under the constraint. A linear model is not fitted under it; it goes one way with each column, and
/// that may be the wrong one.
struct MonotonePromise {
    private let columns: [MonotoneColumn]

    init(_ columns: [MonotoneColumn]) { self.columns = columns }

    /// Columns with which a model goes the other way.
    func unheld(by model: Model, _ plan: FeaturePlan) -> [String] {
        guard !columns.isEmpty, case .linear(let linear) = model, let weights = linear.weights.first else { return [] }
        let places = Dictionary(zip(plan.columnNames, plan.columnNames.indices)) { first, _ in first }
        return columns.filter { column in
            guard let place = places[column.column], weights.indices.contains(place) else { return false }
            return weights[place] * Double(column.direction.sign) < 0
        }.map(\.column)
    }

    /// What is said of columns whose promise a candidate breaks.
    func findings(_ unheld: [String], of name: String) -> [Finding] {
        unheld.map { column in
            Finding(
                .warning, .monotoneNotHeld,
                "'\(name)' goes the other way with '\(column)' than 'monotone' says, so it is not chosen where "
                    + "another candidate holds it",
                advice: "Take a candidate of trees, which are grown under the constraint, or look whether '\(column)' "
                    + "stands for something else beside the other columns", column: column)
        }
    }
}
