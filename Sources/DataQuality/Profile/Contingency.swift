import Columns
import Warehouse

/// A table of counts of pairs of values, as far as its association needs it.
struct Contingency {
    /// Rows counted.
    let rows: Int
    /// Different values of each side.
    let first: Int
    let second: Int
    /// Pearson's χ² by the rows.
    let meanSquare: Double

    /// The units in which shares are added; whole numbers add up alike in any order.
    private static let unit = 1e15

    /// One row for each table of counts: what `by` names, then what ``init(_:)`` reads.
    ///
    /// - Parameters:
    ///   - counts: a query for counts `n` of pairs `x`, `y`, and columns that tell tables apart.
    ///   - names: those columns.
    /// - Returns: the query.
    static func query(_ counts: SQL, by names: [SQL]) -> SQL {
        let group = SQL(names)
        return """
            SELECT \(group), CAST(sum(n) AS BIGINT), count(DISTINCT x), count(DISTINCT y),
            CAST(sum(CAST(CAST(n AS DOUBLE) / nx * n / ny * \(Literal(unit)) AS BIGINT)) AS VARCHAR) FROM
            (SELECT *, sum(n) OVER (PARTITION BY \(group), x) AS nx, sum(n) OVER (PARTITION BY \(group), y) AS ny
            FROM (\(counts)) AS counts) AS sums GROUP BY \(group) ORDER BY \(group)
            """
    }

    init?(_ cells: ArraySlice<Cell>) {
        let cells = Array(cells)
        guard cells.count == 4, let rows = cells[0].integer, let first = cells[1].integer,
            let second = cells[2].integer, let sum = Double(cells[3].text)
        else { return nil }
        (self.rows, self.first, self.second) = (rows, first, second)
        meanSquare = max(0, sum / Self.unit - 1)
    }

    /// Cramér's V; `nil` where a side has one value.
    var cramersV: Double? {
        let least = min(first, second) - 1
        guard least > 0 else { return nil }
        return min(1, (meanSquare / Double(least)).squareRoot())
    }

    /// Cramér's V with Bergsma's correction: near 0 where nothing but chance goes together.
    var correctedCramersV: Double? {
        guard rows > 1, min(first, second) > 1 else { return nil }
        let others = Double(rows - 1)
        let (a, b) = (Double(first), Double(second))
        let square = max(0, meanSquare - (a - 1) * (b - 1) / others)
        let least = min(a - (a - 1) * (a - 1) / others, b - (b - 1) * (b - 1) / others) - 1
        guard least > 0 else { return nil }
        return min(1, (square / least).squareRoot())
    }
}
