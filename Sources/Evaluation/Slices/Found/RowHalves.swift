import Evidence

/// Two halves of the rows that judge: what is found on one is judged on the other.
struct RowHalves: Sendable {
    private static let mark: Int64 = 0x4841_4C46

    /// Places in ascending order; a unit is on one of them, a row of weight 0 on none.
    let search: [Int]
    let confirm: [Int]
    /// Why halves would say nothing; `nil` where they are large enough.
    let reason: String?

    /// Deals the units of some rows by the seed alone.
    init(_ resampling: Evaluation.Resampling, weights: [Double]?, count: Int) {
        let units = resampling.units.count
        var draws = SeededDraws(seed: resampling.seed ^ Self.mark, replicate: 0)
        var isSearching = [Bool](repeating: false, count: units)
        for unit in draws.order(of: units).prefix(units / 2) { isSearching[unit] = true }
        let places = (0..<count).filter { place in weights.map { $0[place] > 0 } ?? true }
        let ids = resampling.units.ids
        let unit = { (place: Int) in ids.map { Int($0[place]) } ?? place }
        search = places.filter { isSearching[unit($0)] }
        confirm = places.filter { !isSearching[unit($0)] }
        if places.count < Limits.foundSliceRows {
            reason =
                "\(NumberText.counted(places.count, "row")) are too few: "
                + "slices are looked for from \(NumberText.count(Limits.foundSliceRows)) on"
        } else if units < Limits.fewUnits {
            reason =
                "\(NumberText.counted(units, "independent unit")) are too few: one half of them has to confirm the other"
        } else {
            reason = nil
        }
    }
}
