/// How rows are to be divided, as far as the brief says.
package enum SplitPlan: Sendable, Equatable {
    case parts(Parts)
    case crossValidation(folds: Int, repeats: Int)

    /// Three parts; what is `nil` is settled later.
    package struct Parts: Sendable, Equatable {
        package var by: SplitBy?
        package var validation: PartBorder?
        package var test: PartBorder?
        /// Rows within this time before a border are left out (by time only).
        package var gap: BriefDuration?

        package init(
            by: SplitBy? = nil, validation: PartBorder? = nil, test: PartBorder? = nil, gap: BriefDuration? = nil
        ) {
            self.by = by
            self.validation = validation
            self.test = test
            self.gap = gap
        }
    }
}

/// What decides on which side of a border a row stands.
package enum SplitBy: Sendable, Equatable {
    /// The moment of prediction.
    case time
    /// A hash of the row's key.
    case random
    /// A hash of a column, so that its groups stay whole.
    case group(column: String)

    /// `time`, `random` or `group`.
    package var word: String {
        switch self {
        case .time: "time"
        case .random: "random"
        case .group: "group"
        }
    }
}

/// Where a part begins: by its share of the rows, or at a date (by time only).
package enum PartBorder: Sendable, Equatable {
    case share(Share)
    case date(BriefMoment)
}
