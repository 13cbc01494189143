package import Evidence

extension Uncertainty {
    /// What documents say of the units; `nil` where there are no intervals.
    package var resampling: EvaluationSummary.Resampling? {
        if let foldCount { return EvaluationSummary.Resampling(unit: .fold, count: foldCount) }
        return isKnown ? EvaluationSummary.Resampling(unit: units.kind, count: units.count) : nil
    }

    /// Says where intervals rest on fewer than ``Limits/fewUnits`` days or groups, or are not there for want of them.
    ///
    /// Where rows are few the verdict says so.
    package var findings: [Finding] {
        guard foldCount == nil, units.kind != .row, units.count < Limits.fewUnits else { return [] }
        let count = NumberText.counted(units.count, units.kind.rawValue)
        return [
            Finding(
                .warning, .fewUnits,
                isKnown
                    ? "the intervals rest on \(count) of the test part; they are widened by Student's t"
                    : "the test part has \(count), so there are no intervals",
                advice: "give the test part \(units.kind == .day ? "a longer period" : "more \(units.kind.rawValue)s")",
                count: units.count)
        ]
    }

    /// Says where candidates are compared by points alone, since the validation part is one day or one group.
    package var findingsOfChoice: [Finding] {
        guard units.kind != .row, !isKnown else { return [] }
        let count = NumberText.counted(units.count, units.kind.rawValue)
        return [
            Finding(
                .warning, .fewUnits,
                "the validation part has \(count), so candidates are chosen by their figures alone, without intervals",
                advice:
                    "give the validation part \(units.kind == .day ? "a longer period" : "more \(units.kind.rawValue)s")",
                count: units.count)
        ]
    }
}
