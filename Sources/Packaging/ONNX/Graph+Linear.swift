import Scoring

extension Graph {
    /// The raw scores of a linear model, one column an output.
    ///
    /// The sum is built up in the evaluator's order, a column at a time, so that its bits are those of the program:
    /// intercept, products of the dense columns, weight of each block's slot, products of the terms.
    mutating func scores(
        of model: LinearModel, _ view: LinearColumns, blockWidths: [Int], alongside column: String
    ) -> Value<Double> {
        let outputs = model.weights.count
        func weights(of column: Int) -> [Double] { model.weights.map { $0[column] } }
        var score = repeating(model.intercepts, alongside: column)
        for (column, value) in view.dense.enumerated() {
            let weight = constant(weights(of: column), shape: [1, outputs])
            score = add(score, multiply(value, weight))
        }
        var offset = view.dense.count
        for (slot, width) in zip(view.slots, blockWidths) {
            let table = constant((offset..<offset + width).flatMap(weights), shape: [width, outputs])
            score = add(score, gather(table, at: list(slot)))
            offset += width
        }
        for value in terms(model.terms, view, blockWidths: blockWidths) {
            score = add(score, multiply(value, constant(weights(of: offset), shape: [1, outputs])))
            offset += 1
        }
        return score
    }
}
