import Columns
import Evaluation
import Evidence
import Framing
import Store
import Warehouse
import Worker

/// The three parts of the snapshot, as Parquet files of the run; and where rows are held out in turn, the folds.
struct PartFiles {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    /// All columns of the snapshot, in key order; the engine filters, so that no column passes through memory here.
    func write(_ divided: Divided) throws {
        let connection = try SnapshotReader.connect(context)
        let checked = divided.checked
        // Rows in no part have a number that no part has.
        var parts = [Int64](repeating: -1, count: checked.table.rowCount)
        let named: [(name: String, rows: [Int])] = [
            ("train", divided.assignment.train), ("validation", divided.assignment.validation),
            ("test", divided.assignment.test),
        ]
        for (number, part) in named.enumerated() {
            for row in part.rows { parts[row] = Int64(number) }
        }
        let staging = Identifier("associate parts")
        let part = Identifier("associate part")
        let all = Identifier("associate rows")
        let column = Table([(part.name, .integer(Values(parts, validity: Validity(allValid: parts.count))))])
        try connection.ingest(column, into: staging, mode: .replace)
        let label = Identifier(context.brief.data.label)
        // A table of its own, since reading wide Parquet and writing it at once takes too much memory.
        try connection.execute(
            """
            CREATE TEMP TABLE \(all) AS
            SELECT * FROM \(Parquet.relation(checked.snapshot.path)) WHERE \(label) IS NOT NULL
            """)
        for (number, entry) in named.enumerated() where !entry.rows.isEmpty {
            // Both sides stand in key order, row for row, and a table gives its rows in the order of their insertion.
            try Parquet.copy(
                """
                SELECT dataset.* FROM \(all) AS dataset POSITIONAL JOIN \(staging) AS parts
                WHERE parts.\(part) = \(number)
                """, orderedBy: [], to: try context.folder.path(for: "data/\(entry.name).parquet"), connection)
        }
        if named.reduce(0, { $0 + $1.rows.count }) < checked.snapshot.response.snapshot.rows {
            // With the rows that no part has, the run's folder holds all of the snapshot.
            try Parquet.copy(
                """
                SELECT dataset.* FROM \(all) AS dataset POSITIONAL JOIN \(staging) AS parts WHERE parts.\(part) < 0
                UNION ALL SELECT * FROM \(Parquet.relation(checked.snapshot.path)) WHERE \(label) IS NULL
                """, orderedBy: [], to: try context.folder.path(for: "data/unused.parquet"), connection)
        }
        try connection.execute("DROP TABLE \(all)")
        if let folds = FoldTable(divided)?.table {
            try Parquet.write(folds, to: try context.folder.path(for: "data/folds.parquet"), connection)
        }
    }
}
