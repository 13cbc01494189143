/// The settings among which a search may choose; what it does not name is left to the search.
package struct SearchSpace: Sendable, Equatable {
    /// The lowest and the highest value of each setting that is bounded; the same twice is a fixed one.
    package var ranges: [TreeParameter: ClosedRange<Double>]

    package init(ranges: [TreeParameter: ClosedRange<Double>] = [:]) { self.ranges = ranges }
}

/// Which way a prediction may go with a column.
package enum MonotoneDirection: String, Codable, Sendable, CaseIterable {
    case increasing
    case decreasing

    /// 1 or -1, as LightGBM writes it.
    package var sign: Int { self == .increasing ? 1 : -1 }
}
