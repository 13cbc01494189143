/// What attributions are told of: a slot for each feature, or for each part of a moment, grouped by source column.
///
/// Columns of both views belong to slots. A number and the indicator that it is missing, or all levels of a category,
/// are one slot; so are the sines and cosines of one calendar part.
package struct AttributionPlan: Sendable, Equatable {
    /// What of a feature a slot stands for.
    package enum Part: Sendable, Equatable {
        /// Its value, there or missing.
        case value
        /// A part of a moment.
        case calendar(CalendarPart)
        /// The time since another moment, which this column holds.
        case elapsed(since: String)
        /// Whether a moment is missing.
        case absence
    }

    /// One number of an attribution.
    package struct Slot: Sendable, Equatable {
        /// The feature, by its place in the plan.
        package let feature: Int
        /// The source column, by its place in ``AttributionPlan/sources``.
        package let source: Int
        package let part: Part
    }

    package private(set) var slots: [Slot] = []
    /// Source columns in the order in which the plan first reads them; the time since another moment counts for the
    /// later one, whose feature it is.
    package private(set) var sources: [String] = []
    /// The slot of each column of the view for trees.
    private(set) var treeSlots: [Int] = []
    /// The slot of each dense column of the linear view.
    private(set) var denseSlots: [Int] = []
    /// The slot of each one-hot block of the linear view.
    private(set) var blockSlots: [Int] = []

    /// Finds the slots of a plan.
    package init(_ plan: FeaturePlan) {
        for (index, feature) in plan.features.enumerated() {
            let source = sources.firstIndex(of: feature.source) ?? sources.count
            if source == sources.count { sources.append(feature.source) }
            append(feature.treatment, feature: index, source: source)
        }
    }

    private mutating func append(_ treatment: Treatment, feature: Int, source: Int) {
        func slot(_ part: Part) -> Slot { Slot(feature: feature, source: source, part: part) }
        let first = slots.count
        switch treatment {
        case .number, .boolean, .category:
            slots.append(slot(.value))
            treeSlots.append(first)
            denseSlots += [Int](repeating: first, count: treatment.denseWidth)
            if treatment.blockWidth != nil { blockSlots.append(first) }
        case .calendar(let calendar):
            for cycle in calendar.parts {
                denseSlots += [Int](repeating: slots.count, count: 2 * cycle.harmonics)
                treeSlots.append(slots.count)
                slots.append(slot(.calendar(cycle.part)))
            }
            if calendar.missingIndicator || calendar.isOnlyAbsence {
                if calendar.missingIndicator { denseSlots.append(slots.count) }
                if calendar.isOnlyAbsence { treeSlots.append(slots.count) }
                slots.append(slot(.absence))
            }
            if let elapsed = calendar.elapsed {
                denseSlots += [Int](repeating: slots.count, count: elapsed.number.width)
                treeSlots.append(slots.count)
                slots.append(slot(.elapsed(since: elapsed.since)))
            }
        }
    }
}
