import Evidence
package import Scoring

extension ModelDocument {
    /// Columns that are handed on where none are named: those that say which row it is.
    package var usuallyKept: [String] { key.isEmpty ? sourceColumns : key }

    /// The raw columns that the model was fitted to read, in the order of the plan.
    package var sourceColumns: [String] { plan.sourceColumns }

    /// What the values of each raw column are.
    var sourceKinds: [String: FeatureKind] {
        plan.features.reduce(into: [:]) { kinds, feature in
            kinds[feature.source] = kinds[feature.source] ?? feature.kind
            if let origin = feature.origin { kinds[origin] = kinds[origin] ?? feature.kind }
        }
    }

    /// The columns of the answer behind those that are kept.
    package var outputNames: [String] {
        ["prediction"] + (task == .multiclass ? classes.map { "probability_\($0)" } : ["score"])
    }
}

extension Feature {
    /// The column that time is counted from, where there is one.
    var origin: String? {
        guard case .calendar(let calendar) = treatment else { return nil }
        return calendar.elapsed?.since
    }
}
