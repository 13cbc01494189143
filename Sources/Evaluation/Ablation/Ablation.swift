package import Evidence
package import Scoring

/// What columns are worth: the figures of a candidate with all of them beside those without some.
package enum Ablation {
    /// The name of the fit with all columns; none of a group can be empty.
    package static let whole = ""

    /// The document of fits that were judged on the same rows.
    ///
    /// - Parameters:
    ///   - candidate: the chosen candidate.
    ///   - metric: the primary one.
    ///   - rows: that judge.
    ///   - value: the metric with all columns.
    ///   - groups: that were left out, each with the metric without it.
    ///   - uncertainty: of all fits, by the names ``whole`` and `name(of:)`.
    ///   - notTried: groups that were not.
    /// - Returns: groups by their worth.
    package static func document(
        candidate: String, metric: MetricName, rows: Int, value: MetricValue,
        groups: [(group: AblationGroups.Group, value: MetricValue)], uncertainty: Uncertainty, notTried: Int
    ) -> AblationDocument {
        let found = groups.enumerated().map { place, tried in
            var group = AblationDocument.Group(
                name: tried.group.name, kind: tried.group.kind, columns: tried.group.columns, value: tried.value)
            if let own = value.number, let without = tried.value.number {
                let worth = metric.greaterIsBetter ? own - without : without - own
                let bounds = uncertainty.gain(
                    of: whole, over: name(of: place), metric: metric, seen: worth, level: RowMean.level)
                (group.worth, group.lower, group.upper) = (worth, bounds?.lowerBound, bounds?.upperBound)
            }
            return group
        }
        let sorted = found.enumerated().sorted { first, second in
            let (own, other) = (first.element.worth ?? -.infinity, second.element.worth ?? -.infinity)
            return own == other ? first.offset < second.offset : own > other
        }
        return AblationDocument(
            candidate: candidate, metric: metric, rows: rows,
            value: uncertainty.adding(to: [metric: value], of: whole)[metric] ?? value, groups: sorted.map(\.element),
            notTried: notTried)
    }

    /// What the fit without a group is called.
    package static func name(of group: Int) -> String { "without \(group)" }
}

extension FeaturePlan {
    /// The plan without the features that read any of some columns.
    package func without(_ columns: Set<String>) -> FeaturePlan {
        FeaturePlan(
            features: features.filter { feature in
                !columns.contains(feature.source)
                    && !(feature.treatment.since.map(columns.contains) ?? false)
            })
    }
}
