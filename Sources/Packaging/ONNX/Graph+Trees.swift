import Scoring

extension Graph {
    /// The raw scores of trees, one column an output.
    mutating func scores(of model: TreeModel, _ view: [Value<Double>], alongside column: String) -> Value<Double> {
        // Trees that are but leaves may have no column to look at.
        var columns = view.isEmpty ? [repeating([0], alongside: column)] : view
        var zeroIsMissing: [Int32: Int] = [:]
        for node in model.trees.nodes where node.decision.contains(.zeroIsMissing) {
            guard zeroIsMissing[node.feature] == nil else { continue }
            zeroIsMissing[node.feature] = columns.count
            columns.append(withoutZero(view[Int(node.feature)]))
        }
        let ensemble = TreeEnsemble(model, zeroIsMissing: zeroIsMissing)
        return ask("TreeEnsemble", [beside(columns).name], ensemble.attributes, of: .machineLearning)
    }

    /// A column in which 0 is missing.
    private mutating func withoutZero(_ value: Value<Double>) -> Value<Double> {
        let isZero = isAtMost(magnitude(value), constant(TreeMatrix.zeroBound))
        return choose(where: isZero, constant(Double.nan), else: value)
    }
}
