import Columns
import Evidence
import Warehouse

/// The sample's columns in bins of like size: numbers by their rank, texts by their most frequent values.
///
/// A row of the table of bins is a value: the column `c`, the row `r`, the bin `b`; what is missing has a bin of its own.
struct ColumnBins {
    static let table = Identifier("associate profile bins")
    /// Bins of numbers in which drift is measured.
    static let ranks = 10
    /// Rows from which on each of these bins is divided, so that a rare class does not hide in one.
    private static let rowsToDivide = 2_500
    /// Values of texts with a bin of their own.
    private static let values = 20

    /// Bins of numbers in one of ``ranks``.
    let fineness: Int

    /// Makes the table.
    init(_ profiled: ProfileTable, _ asker: ProfileAsker) async throws {
        fineness = profiled.sampleCount >= Self.rowsToDivide ? 5 : 1
        let table = Self.table
        try await asker.execute(
            """
            CREATE OR REPLACE TEMP TABLE \(table) AS SELECT c, r, CAST(coalesce((rank() OVER (PARTITION BY c ORDER BY f) - 1)
            * \(Self.ranks * fineness) // nullif(count(f) OVER (PARTITION BY c), 0), -1) AS INTEGER) AS b FROM
            (SELECT c, r, CASE WHEN isfinite(v) THEN v END AS f FROM \(ProfileTable.numbers)) AS v WHERE f IS NOT NULL
            UNION ALL SELECT c, r, -1 FROM \(ProfileTable.numbers) WHERE v IS NULL OR NOT isfinite(v)
            """)
        try await asker.execute(
            """
            INSERT INTO \(table) SELECT t.c, t.r, CAST(coalesce(least(\(Self.values), k), -1) AS INTEGER) FROM
            \(ProfileTable.texts) AS t LEFT JOIN
            (SELECT c, v, row_number() OVER (PARTITION BY c ORDER BY n DESC, v) - 1 AS k FROM
            (SELECT c, v, count(*) AS n FROM \(ProfileTable.texts) WHERE v IS NOT NULL GROUP BY c, v) AS counts) AS ranked
            ON t.c = ranked.c AND t.v = ranked.v
            """)
    }

    /// The bin of ``ranks`` that a bin lies in; texts have no finer ones.
    func coarse(_ bin: Int, of column: ProfileTable.Column) -> Int {
        bin < 0 || !column.isNumeric ? bin : bin / fineness
    }
}
