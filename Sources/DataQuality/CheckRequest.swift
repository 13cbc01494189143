package import Evidence
package import Warehouse

/// The dataset that is checked, and what the brief expects of it.
package struct CheckRequest: Sendable {
    /// What stands behind `FROM` for the rows with a label: a table expression, and a condition where one is needed.
    ///
    /// Not a query of all columns: engines take long to look at thousands of which a scan needs a few.
    package var rows: SQL
    /// Columns of the dataset, with their types in the engine and in Associate.
    package var columns: [EngineColumn]
    /// Rows that the expression gives.
    package var rowCount: Int
    package var key: [String]
    package var label: String
    /// The moment of prediction, where there is one.
    package var time: String?
    /// Whether rows are divided by time.
    package var splitsByTime: Bool
    package var weight: String?
    /// Columns that the brief keeps out of the features; no need to say more about them.
    package var excluded: Set<String>
    /// Rows per class, in class order; empty for regression.
    package var classRows: [(name: String, rows: Int)]

    package init(
        rows: SQL, columns: [EngineColumn], rowCount: Int, key: [String], label: String, time: String?,
        splitsByTime: Bool, weight: String?, excluded: Set<String>, classRows: [(name: String, rows: Int)]
    ) {
        self.rows = rows
        self.columns = columns
        self.rowCount = rowCount
        self.key = key
        self.label = label
        self.time = time
        self.splitsByTime = splitsByTime
        self.weight = weight
        self.excluded = excluded
        self.classRows = classRows
    }

    /// Columns that may become features.
    var candidates: [EngineColumn] {
        columns.filter { $0.name != label && $0.name != weight && !excluded.contains($0.name) }
    }
}

/// What the checks found.
package struct CheckResult: Sendable {
    package var document: ChecksDocument
    /// Columns that checks keep out of the features, and why.
    package var leftOut: [Exclusion]
    /// Facts about the columns that can be read, in the order of the dataset.
    package var profiles: [ColumnProfile]

    package init(document: ChecksDocument, leftOut: [Exclusion], profiles: [ColumnProfile]) {
        self.document = document
        self.leftOut = leftOut
        self.profiles = profiles
    }
}
