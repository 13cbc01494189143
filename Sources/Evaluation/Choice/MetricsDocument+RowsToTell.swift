package import Evidence

extension MetricsDocument {
    /// How much more would tell the gain over the prior that the verdict leaves open; `nil` where it leaves none open.
    ///
    /// - Parameter units: what was drawn together among the rows that judge.
    /// - Returns: of the chosen candidate, or, where the prior was kept, of the one that gained most.
    package func rowsToTell(units: ResamplingUnits) -> RowsToTell? {
        guard reasons.contains(.gainTooSmallToTell) || reasons.contains(.gainNotRuledOut) else { return nil }
        return
            comparisons
            .filter { $0.worse == "prior" && $0.metric == primary && (chosen == "prior" || $0.better == chosen) }
            .sorted { $0.difference > $1.difference }.lazy
            .compactMap { comparison in
                comparison.lower.flatMap {
                    RowsToTell(
                        candidate: comparison.better, gain: comparison.difference, lower: $0, unit: units.kind,
                        judged: units.count)
                }
            }.first
    }
}
