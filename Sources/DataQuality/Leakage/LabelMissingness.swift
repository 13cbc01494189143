import Columns
import Evidence
import Warehouse

/// Features that are missing where the label is, and hardly ever where it is not.
enum LabelMissingness {
    private static let rowsMissing = 10
    /// Engines take long to plan statements of thousands of aggregates.
    private static let columnsPerScan = 100

    /// What stands out in the dataset, rows without a label among it.
    ///
    /// - Throws: `WarehouseError`.
    static func findings(
        _ dataset: AuditedDataset, rows: SQL, on connection: Connection
    ) throws(WarehouseError) -> [Finding] {
        let label = Identifier(dataset.label)
        let features = dataset.featureColumns
        var found: [Finding] = []
        for start in stride(from: 0, to: features.count, by: columnsPerScan) {
            let columns = features[start..<min(start + columnsPerScan, features.count)]
            let facts = columns.flatMap { column -> [SQL] in
                let name = Identifier(column.name)
                return [
                    "count(*) FILTER (WHERE \(name) IS NULL AND \(label) IS NULL) AS \(Identifier("without \(column.name)"))",
                    "count(*) FILTER (WHERE \(name) IS NULL AND \(label) IS NOT NULL) AS \(Identifier("with \(column.name)"))",
                ]
            }
            let counts = AnswerRow(
                try connection.query("SELECT count(*) AS n, count(\(label)) AS present, \(facts) FROM (\(rows)) AS d"))
            let present = counts["present"] ?? 0
            found += columns.compactMap { column in
                finding(
                    column.name, dataset.label, missing: counts["without \(column.name)"] ?? 0,
                    of: (counts["n"] ?? 0) - present, elsewhere: counts["with \(column.name)"] ?? 0, of: present)
            }
        }
        return found
    }

    private static func finding(
        _ name: String, _ label: String, missing: Int, of without: Int, elsewhere: Int, of present: Int
    ) -> Finding? {
        guard missing >= rowsMissing, present > 0 else { return nil }
        let isSure = 2 * missing > without && elsewhere == 0
        // A tenth of the share elsewhere.
        let isTied = 5 * missing >= without && 10 * elsewhere * without <= missing * present
        guard isSure || isTied else { return nil }
        let rest = elsewhere == 0 ? "never in one with it" : "in \(NumberText.count(elsewhere)) with it"
        return Finding(
            isSure ? .error : .warning, .missingWithOutcome,
            "'\(name)' is missing in \(NumberText.count(missing)) of \(NumberText.count(without)) rows without a "
                + "'\(label)' and \(rest)",
            advice:
                "it is learnt with the outcome or after it: exclude it, or say with known_at that it is known before",
            column: name, count: missing)
    }
}
