/// Rows by level, with what is lost on each: one half of the rows that judge.
struct SliceRows: Sendable {
    /// The level of each row in each column.
    let codes: [[UInt8]]
    /// Levels of each column.
    let levels: [Int]
    let losses: [Double]
    /// Weights that are 1 in the mean; `nil` where all rows weigh the same.
    let weights: [Double]?
    /// The unit of each row; `nil` where every row is one.
    let units: [Int32]?

    var count: Int { losses.count }

    /// Takes all columns for some places among the rows.
    init(_ columns: [SliceColumn], losses: [Double], weights: [Double]?, units: [Int32]?, places: [Int]) {
        codes = columns.map { column in places.map { column.codes[$0] } }
        levels = columns.map(\.levels.count)
        self.losses = places.map { losses[$0] }
        let own = weights.map { weights in places.map { weights[$0] } }
        let mean = own.map { CompensatedSum.of($0) / Double(max(1, places.count)) }
        self.weights = own.flatMap { own in mean.map { mean in own.map { $0 / mean } } }
        self.units = units.map { units in places.map { units[$0] } }
    }

    /// The rows in number, and their loss in sum, as slices add them up.
    var terms: [SIMD2<Double>] {
        losses.indices.map { row in
            let weight = weights?[row] ?? 1
            return SIMD2(weight, weight * losses[row])
        }
    }

    /// Calls `body` for each row with the number of predicates that it does not fulfil, and the last of these.
    @inline(__always)
    func each(_ slice: SliceCandidate, _ body: (_ row: Int, _ missed: Int, _ last: Int) -> Void) {
        for row in 0..<count {
            var (missed, last) = (0, 0)
            for place in slice.columns.indices where codes[slice.columns[place]][row] != slice.levels[place] {
                missed += 1
                last = place
            }
            body(row, missed, last)
        }
    }
}

/// A conjunction of levels, with what the search saw of it.
struct SliceCandidate: Sendable, Equatable {
    /// Columns in ascending order.
    let columns: [Int]
    let levels: [UInt8]
    /// The rows, by weight.
    let size: Double
    let loss: Double
    let score: Double

    /// Whether it stands before another: a higher score, then fewer predicates, then the order of columns and levels.
    func precedes(_ other: SliceCandidate) -> Bool {
        if score != other.score { return score > other.score }
        if columns.count != other.columns.count { return columns.count < other.columns.count }
        if columns != other.columns { return columns.lexicographicallyPrecedes(other.columns) }
        return levels.lexicographicallyPrecedes(other.levels)
    }
}
