package import Columns
package import Evidence
package import Warehouse

/// The part of the leakage audit that looks at the dataset as it was taken: columns, moments, parts.
package struct DatasetAudit {
    /// How rows were divided.
    package struct Parts: Sendable {
        /// For each row with a label, in order: 0 fits, 1 chooses, 2 judges; others are in no part.
        package var numbers: Values<Int64>
        package var isByTime: Bool
        /// The column that rows are kept together by.
        package var group: String?

        package init(numbers: Values<Int64>, isByTime: Bool, group: String?) {
            self.numbers = numbers
            self.isByTime = isByTime
            self.group = group
        }
    }

    private let dataset: AuditedDataset
    private let rows: SQL
    private let isClass: Bool
    private let connection: Connection

    private static let parts = Identifier("associate parts")

    /// Takes the dataset.
    ///
    /// - Parameters:
    ///   - dataset: what it is.
    ///   - rows: a query that gives all its rows, in an order that does not change.
    ///   - isClass: whether the label is a class.
    ///   - connection: the engine that holds it.
    package init(_ dataset: AuditedDataset, rows: SQL, isClass: Bool, on connection: Connection) {
        self.dataset = dataset
        self.rows = rows
        self.isClass = isClass
        self.connection = connection
    }

    /// Runs the audit.
    ///
    /// - Parameters:
    ///   - parts: how rows were divided; `nil` where they were not.
    ///   - cleared: the columns of which the replay says that they were known.
    ///   - looksCloser: whether to look for near copies and for what tells parts apart as well, which takes longer.
    /// - Throws: `WarehouseError`.
    package func run(
        parts: Parts?, cleared: Set<String>, looksCloser: Bool = true
    ) throws(WarehouseError) -> [Finding] {
        let label = Identifier(dataset.label)
        let labelled: SQL = "SELECT * FROM (\(rows)) AS d WHERE \(label) IS NOT NULL"
        let count = try connection.integer("SELECT count(*) FROM (\(labelled)) AS d")
        guard count > 0 else { return [] }
        var findings = try LabelMissingness.findings(dataset, rows: rows, on: connection)
        var source = labelled
        if let parts, parts.numbers.count == count {
            try connection.ingest(Table([("part", .integer(parts.numbers))]), into: Self.parts, mode: .replace)
            source =
                "SELECT d.*, p.part AS \(SplitAudit.part) FROM (\(labelled)) AS d POSITIONAL JOIN \(Self.parts) AS p"
        }
        let sample = try ColumnSample(
            dataset, rows: source, count: count, isClass: isClass, part: parts == nil ? nil : "\(SplitAudit.part)",
            most: looksCloser ? ColumnSample.most : ColumnSample.few, on: connection)
        findings += try ColumnAudit(sample: sample, cleared: cleared).findings()
        if let parts, parts.numbers.count == count {
            findings += try SplitAudit(
                sample: sample, rows: source, count: count, isByTime: parts.isByTime, group: parts.group,
                looksCloser: looksCloser
            ).findings()
            try connection.execute("DROP TABLE \(Self.parts)")
        }
        try sample.drop()
        return findings
    }
}
