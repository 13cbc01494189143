/// Importance by gain: how much the training loss fell by the splits of a feature, summed over all trees
/// (LightGBM's `importance_type="gain"`).
extension TreeModel {
    /// The total gain of each feature of a plan, in the plan's order, 0 where no tree asks it; empty where gains are
    /// not known.
    ///
    /// A moment has several columns (its calendar parts, the time since another); their gains are added.
    package func gainImportance(of plan: FeaturePlan) -> [Double] {
        guard gains.count == plan.treeColumns.count else { return [] }
        var first = 0
        return plan.features.map { feature in
            let width = feature.treeColumns.count
            defer { first += width }
            return gains[first..<first + width].reduce(0, +)
        }
    }

    /// The total gain of each source column that a plan reads, in the order of the plan's features.
    ///
    /// The time between two moments counts for the later one, whose feature it is.
    package func gainImportanceBySource(of plan: FeaturePlan) -> [(source: String, gain: Double)] {
        var places: [String: Int] = [:]
        var result: [(source: String, gain: Double)] = []
        for (feature, gain) in zip(plan.features, gainImportance(of: plan)) {
            if let place = places[feature.source] {
                result[place].gain += gain
            } else {
                places[feature.source] = result.count
                result.append((feature.source, gain))
            }
        }
        return result
    }
}
