import Evidence

/// How rows are to be divided, as far as the brief says.
package enum SplitPlan: Sendable, Equatable {
    /// Folds where a brief names none and has few rows.
    package static let standardFolds = 5
    /// Dealings of a table so small that more would only take time.
    private static let mostRepeats = 5

    /// How often rows are dealt into folds where a brief says nothing of it.
    ///
    /// What one dealing of few rows says depends on the dealing, and five folds leave their spread uncertain. So few rows
    /// are dealt anew until about as many were held out as the largest table that is cross-validated has, at most five
    /// times. Time has one order, so each dealing would be the same.
    ///
    /// - Parameters:
    ///   - rows: rows with a label.
    ///   - by: what decides where a row goes.
    /// - Returns: 1 to 5.
    package static func standardRepeats(rows: Int, by: SplitBy) -> Int {
        by == .time ? 1 : min(max(Limits.crossValidatedRows / max(rows, 1), 1), mostRepeats)
    }

    case parts(Parts)
    case crossValidation(CrossValidation)

    /// Every row is held out in its turn (by time: every row but the oldest); what is `nil` is settled later.
    package struct CrossValidation: Sendable, Equatable {
        package var by: SplitBy?
        /// 2 to 100.
        package var folds: Int
        /// Times that the rows are dealt into folds anew, 1 to 100; 1 by time.
        package var repeats: Int
        /// Rows within this time before a fold are not trained on (by time only).
        package var gap: BriefDuration?

        package init(by: SplitBy? = nil, folds: Int, repeats: Int = 1, gap: BriefDuration? = nil) {
            self.by = by
            self.folds = folds
            self.repeats = repeats
            self.gap = gap
        }

        /// What suits a number of rows.
        package static func standard(by: SplitBy, rows: Int) -> CrossValidation {
            CrossValidation(by: by, folds: standardFolds, repeats: standardRepeats(rows: rows, by: by))
        }
    }

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

extension SplitPlan {
    /// What decides where a row goes, as far as the brief says.
    package var by: SplitBy? {
        switch self {
        case .parts(let parts): parts.by
        case .crossValidation(let plan): plan.by
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
