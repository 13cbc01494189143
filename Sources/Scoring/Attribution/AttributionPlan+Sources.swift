extension AttributionPlan {
    /// What a row's slots add, by source column; `sums` has a place for each source and is written anew.
    package func addSources(of slots: ArraySlice<Double>, to sums: inout [Double]) {
        for source in sums.indices { sums[source] = 0 }
        for (slot, part) in zip(self.slots, slots) { sums[slot.source] += part }
    }

    /// The largest magnitude that is not 0, the first of equal ones.
    package static func strongest(_ sums: [Double]) -> Int? {
        var best: Int?
        for (source, sum) in sums.enumerated() where sum.magnitude > (best.map { sums[$0].magnitude } ?? 0) {
            best = source
        }
        return best
    }

    /// The slot of a source that adds most in a direction to a row.
    package func strongestPart(of source: Int, in own: ArraySlice<Double>, raising: Bool) -> Slot {
        var best: (slot: Slot, part: Double)?
        for (slot, part) in zip(slots, own) where slot.source == source {
            let directed = raising ? part : -part
            if best.map({ directed > $0.part }) ?? true { best = (slot, directed) }
        }
        guard let best else { preconditionFailure("a source has a slot") }
        return best.slot
    }
}
