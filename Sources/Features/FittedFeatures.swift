package import Evidence
package import Scoring

/// What fitting the features of a table's training rows gives.
package struct FittedFeatures: Sendable, Equatable {
    /// The plan; without features where no column is fit to be one.
    package var plan: FeaturePlan
    /// What was found while fitting, in the order of the candidate columns.
    package var findings: [Finding]
    /// Candidate columns that are no features, and why.
    package var leftOut: [Exclusion]

    package init(plan: FeaturePlan, findings: [Finding], leftOut: [Exclusion]) {
        self.plan = plan
        self.findings = findings
        self.leftOut = leftOut
    }
}

/// How features are fitted.
package struct FeatureOptions: Sendable, Equatable {
    /// Training rows in which a text must occur to have a one-hot slot of its own; by the number of rows where `nil`.
    package var minimumCount: Int?
    /// Slots of a one-hot block, other and missing among them; at least 2.
    package var maximumBlockWidth: Int

    package init(minimumCount: Int? = nil, maximumBlockWidth: Int = Limits.categoryWidth) {
        precondition(maximumBlockWidth >= 2, "room for other and missing")
        self.minimumCount = minimumCount
        self.maximumBlockWidth = maximumBlockWidth
    }

    /// The minimum for a number of training rows: 20, as is usual, and a fiftieth of the rows (but 3) where that is
    /// less, so that small tables keep their categories.
    func minimumCount(rows: Int) -> Int {
        minimumCount ?? min(20, max(3, rows / 50))
    }
}

/// What fitting one column gives.
struct ColumnFit: Sendable {
    /// The feature; `nil` where the column is not one.
    var feature: Feature?
    var findings: [Finding] = []
    /// Why the column is not a feature.
    var reason: String?

    /// A column without a single usable value.
    static func empty(_ name: String, findings: [Finding] = []) -> ColumnFit {
        leftOut(name, .nullColumn, "no value in the training rows", findings: findings)
    }

    /// A column that says the same in every row.
    static func constant(_ name: String, findings: [Finding] = []) -> ColumnFit {
        leftOut(name, .constantColumn, "the same value in all training rows", findings: findings)
    }

    static func leftOut(
        _ name: String, _ code: FindingCode, _ reason: String, findings: [Finding] = []
    ) -> ColumnFit {
        ColumnFit(
            findings: findings + [
                Finding(
                    .warning, code, "'\(name)' is not a feature: \(reason)",
                    advice: "Name it under 'exclude' if that is as it should be, else look at where it comes from",
                    column: name)
            ], reason: reason)
    }
}
