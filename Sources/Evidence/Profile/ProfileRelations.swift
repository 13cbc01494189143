/// Pairs of columns that go together, by three measures.
package struct ProfiledCorrelations: Codable, Sendable, Equatable {
    /// Pearson's and Spearman's of numbers, −1 to 1.
    package var numbers: [NumberPair]
    /// Cramér's V of columns of few values, 0 to 1.
    package var categories: [CategoryPair]

    package init(numbers: [NumberPair], categories: [CategoryPair]) {
        self.numbers = numbers
        self.categories = categories
    }

    /// Two columns of numbers, over the rows that have both.
    package struct NumberPair: Codable, Sendable, Equatable {
        package var first: String
        package var second: String
        package var rows: Int
        /// `nil` where a column does not vary.
        package var pearson: Double?
        /// Of ranks within each column; ties have the mean of their ranks.
        package var spearman: Double?

        package init(first: String, second: String, rows: Int, pearson: Double?, spearman: Double?) {
            self.first = first
            self.second = second
            self.rows = rows
            self.pearson = pearson
            self.spearman = spearman
        }

        /// The stronger of the two.
        package var strength: Double { max(pearson?.magnitude ?? 0, spearman?.magnitude ?? 0) }
    }

    /// Two columns of few values, over the rows that have both.
    package struct CategoryPair: Codable, Sendable, Equatable {
        package var first: String
        package var second: String
        package var rows: Int
        package var cramersV: Double?

        package init(first: String, second: String, rows: Int, cramersV: Double?) {
            self.first = first
            self.second = second
            self.rows = rows
            self.cramersV = cramersV
        }

        private enum CodingKeys: String, CodingKey {
            case first, second, rows
            case cramersV = "cramers_v"
        }
    }
}

/// Which columns lack their values together.
package struct ProfiledMissingness: Codable, Sendable, Equatable {
    /// Rows with a value in every column.
    package var completeRows: Int
    /// Sets of columns that lack their values in the same rows, the most frequent first.
    package var patterns: [Pattern]
    /// Patterns beyond those listed.
    package var more: Int

    package init(completeRows: Int, patterns: [Pattern], more: Int) {
        self.completeRows = completeRows
        self.patterns = patterns
        self.more = more
    }

    /// A set of columns and the rows that lack exactly these.
    package struct Pattern: Codable, Sendable, Equatable {
        package var columns: [String]
        package var rows: Int

        package init(columns: [String], rows: Int) {
            self.columns = columns
            self.rows = rows
        }
    }

    private enum CodingKeys: String, CodingKey {
        case patterns, more
        case completeRows = "complete_rows"
    }
}

/// Rows over time, and what changes with it.
package struct ProfiledTime: Codable, Sendable, Equatable {
    /// The spans that rows are counted in.
    package enum Unit: String, Codable, Sendable, CaseIterable {
        case hour, day, week, month, quarter, year
    }

    package var column: String
    /// Why this column; `nil` where it was named.
    package var reason: String?
    package var unit: Unit
    package var periods: [Period]
    /// Spans without a row between the first and the last.
    package var emptyPeriods: Int
    /// Later spans with rows that are not in the list, which would be too long; 0 where it has all.
    package var morePeriods = 0
    /// How columns differ between the earlier and the later half of the rows, the most changed first.
    package var drift: [Drift]

    package init(
        column: String, reason: String?, unit: Unit, periods: [Period], emptyPeriods: Int, drift: [Drift]
    ) {
        self.column = column
        self.reason = reason
        self.unit = unit
        self.periods = periods
        self.emptyPeriods = emptyPeriods
        self.drift = drift
    }

    /// A span with its rows.
    package struct Period: Codable, Sendable, Equatable {
        /// ISO 8601.
        package var start: String
        package var rows: Int

        package init(start: String, rows: Int) {
            self.start = start
            self.rows = rows
        }
    }

    /// One column, earlier and later.
    package struct Drift: Codable, Sendable, Equatable {
        package var column: String
        /// The population stability index over bins: below 0.1 little, above 0.25 much.
        package var psi: Double
        /// Shares of rows without a value.
        package var missingBefore: Double
        package var missingAfter: Double
        /// Whether it counts time itself, as a month or a running number does: that it changes is its nature.
        package var followsTime: Bool

        package init(
            column: String, psi: Double, missingBefore: Double, missingAfter: Double, followsTime: Bool = false
        ) {
            self.column = column
            self.psi = psi
            self.missingBefore = missingBefore
            self.missingAfter = missingAfter
            self.followsTime = followsTime
        }

        private enum CodingKeys: String, CodingKey {
            case column, psi
            case missingBefore = "missing_before"
            case missingAfter = "missing_after"
            case followsTime = "follows_time"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case column, reason, unit, periods, drift
        case emptyPeriods = "empty_periods"
        case morePeriods = "more_periods"
    }
}

/// The label, and what goes with it.
package struct ProfiledLabel: Codable, Sendable, Equatable {
    /// How an association is measured; both run from 0 to 1 and are corrected for chance.
    package enum Measure: String, Codable, Sendable {
        /// Cramér's V with Bergsma's correction, of a label of classes.
        case cramersV = "cramers_v"
        /// The correlation ratio, from ε², of a label of numbers.
        case correlationRatio = "correlation_ratio"
    }

    package var column: String
    /// Rows with a label.
    package var rows: Int
    package var measure: Measure
    /// The classes, where the label has some, with their rows.
    package var classes: [ProfiledColumn.TopValue]
    /// Columns in bins against the label, the strongest first.
    package var associations: [Association]

    package init(
        column: String, rows: Int, measure: Measure, classes: [ProfiledColumn.TopValue], associations: [Association]
    ) {
        self.column = column
        self.rows = rows
        self.measure = measure
        self.classes = classes
        self.associations = associations
    }

    /// One column against the label.
    package struct Association: Codable, Sendable, Equatable {
        package var column: String
        package var strength: Double

        package init(column: String, strength: Double) {
            self.column = column
            self.strength = strength
        }
    }
}
