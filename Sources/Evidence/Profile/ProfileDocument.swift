/// What `associate profile` finds out about a table: `--json` prints it, and the page shows it.
package struct ProfileDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var source: Source
    /// How much of the table each figure rests on.
    package var basis: Basis
    package var columns: [ProfiledColumn]
    /// Pairs of columns that go together, the strongest first.
    package var correlations: ProfiledCorrelations
    package var missingness: ProfiledMissingness
    /// `nil` where rows are too many to say, which they never are so far.
    package var duplicates: Duplicates
    /// Rows over time; `nil` where no column holds moments.
    package var time: ProfiledTime?
    /// The label, and what goes with it; `nil` where none is named.
    package var label: ProfiledLabel?
    /// What to look at, the dearest first.
    package var warnings: [ProfileWarning]
    /// Personal data, whose values stand nowhere here; `nil` where it was not looked for.
    package var privacy: Privacy?

    package init(
        source: Source, basis: Basis, columns: [ProfiledColumn], correlations: ProfiledCorrelations,
        missingness: ProfiledMissingness, duplicates: Duplicates, time: ProfiledTime?, label: ProfiledLabel?,
        warnings: [ProfileWarning]
    ) {
        self.source = source
        self.basis = basis
        self.columns = columns
        self.correlations = correlations
        self.missingness = missingness
        self.duplicates = duplicates
        self.time = time
        self.label = label
        self.warnings = warnings
    }

    /// The table.
    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        /// The path or glob as the person wrote it.
        package var path: String
        package var rows: Int
        package var columns: Int

        package init(name: String, path: String, rows: Int, columns: Int) {
            self.name = name
            self.path = path
            self.rows = rows
            self.columns = columns
        }
    }

    /// What the look for personal data found, and how far it went.
    package struct Privacy: Codable, Sendable, Equatable {
        /// Rows of the sample whose values were looked at.
        package var sampleRows: Int
        /// What was found, a column each.
        package var findings: [Finding]

        package init(sampleRows: Int, findings: [Finding]) {
            self.sampleRows = sampleRows
            self.findings = findings
        }

        private enum CodingKeys: String, CodingKey {
            case findings
            case sampleRows = "sample_rows"
        }
    }

    /// Rows that equal another one in every column.
    package struct Duplicates: Codable, Sendable, Equatable {
        /// Different rows.
        package var distinctRows: Int
        /// Rows beyond the first of each kind.
        package var repeatedRows: Int
        /// Rows of the kind that is most frequent.
        package var mostFrequent: Int

        package init(distinctRows: Int, repeatedRows: Int, mostFrequent: Int) {
            self.distinctRows = distinctRows
            self.repeatedRows = repeatedRows
            self.mostFrequent = mostFrequent
        }

        private enum CodingKeys: String, CodingKey {
            case distinctRows = "distinct_rows"
            case repeatedRows = "repeated_rows"
            case mostFrequent = "most_frequent"
        }
    }

    /// How much of the table each figure rests on.
    package struct Basis: Codable, Sendable, Equatable {
        /// Rows of the sample from which correlations, associations, drift and what is marked as sampled come.
        package var sampleRows: Int
        /// Whether the sample is all rows.
        package var isWhole: Bool
        /// How the sample is drawn, in words; the same rows in every call.
        package var sample: String
        /// Columns of numbers, and of few values, whose pairs are compared.
        package var correlatedNumbers: Int
        package var correlatedCategories: Int
        /// Columns that cannot be profiled, since their type is not read.
        package var notRead: [String]

        package init(
            sampleRows: Int, isWhole: Bool, sample: String, correlatedNumbers: Int, correlatedCategories: Int,
            notRead: [String]
        ) {
            self.sampleRows = sampleRows
            self.isWhole = isWhole
            self.sample = sample
            self.correlatedNumbers = correlatedNumbers
            self.correlatedCategories = correlatedCategories
            self.notRead = notRead
        }

        private enum CodingKeys: String, CodingKey {
            case sample
            case sampleRows = "sample_rows"
            case isWhole = "is_whole"
            case correlatedNumbers = "correlated_numbers"
            case correlatedCategories = "correlated_categories"
            case notRead = "not_read"
        }
    }
}

/// Something to look at, with what it would cost a model.
package struct ProfileWarning: Codable, Sendable, Equatable {
    /// What a model would suffer, the worst first.
    package enum Harm: String, Codable, Sendable, CaseIterable {
        /// Its figures would look better than it is.
        case misleads
        /// It would get worse once it is in use.
        case decays
        /// It would learn from fewer rows or values.
        case loses
        /// It would carry what says nothing.
        case burdens

        /// What a full extent of it weighs.
        package var weight: Double {
            switch self {
            case .misleads: 1
            case .decays: 0.6
            case .loses: 0.4
            case .burdens: 0.1
            }
        }
    }

    package var harm: Harm
    /// How much of the rows, of the values or of the columns is concerned, 0 to 1.
    package var extent: Double
    /// The harm's weight times the extent; warnings are ranked by it.
    package var cost: Double
    package var finding: Finding

    package init(_ harm: Harm, extent: Double, _ finding: Finding) {
        self.harm = harm
        self.extent = min(1, max(0, extent))
        cost = harm.weight * self.extent
        self.finding = finding
    }
}
