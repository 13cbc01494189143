import Columns
import Evidence
import Foundation
import Warehouse

/// How the finite values of a column lie: mean, deviation, histogram, and what is beyond Tukey's fences.
///
/// One scan adds whole numbers, so that neither threads nor the order of the rows change a bit: each value's distance
/// from the median, as a multiple of a power of two. The mean lies within one deviation of the median, so that nothing
/// is lost where the square of one is taken from the other.
struct ColumnSpread {
    let mean: Double
    let deviation: Double?
    let histogram: ProfiledColumn.Histogram
    let outliers: ProfiledColumn.Outliers

    /// Bins of a histogram.
    static let bins = 24

    /// What must be known before.
    struct Ground {
        let column: ProfileTable.Column
        let minimum: Double
        let maximum: Double
        let quantiles: ProfiledColumn.Quantiles

        var median: Double { quantiles.median }

        /// What values are divided by, so that no distance is beyond the largest double.
        var unit: Double { (maximum - minimum).isFinite ? 1 : 4 }

        private var farthest: Double { max(maximum / unit - median / unit, median / unit - minimum / unit) }
        /// Whether squares of distances are within the largest double.
        var hasSquares: Bool { (farthest * farthest).isFinite }

        private var reach: Double { 1.5 * (quantiles.upperQuartile - quantiles.lowerQuartile) }
        var lowerFence: Double { max(-.greatestFiniteMagnitude, quantiles.lowerQuartile - reach) }
        var upperFence: Double { min(.greatestFiniteMagnitude, quantiles.upperQuartile + reach) }

        /// Bins of equal width; those of whole numbers hold as many of them each, and stand around them.
        var bins: (lower: Double, width: Double, count: Int) {
            let most = ColumnSpread.bins
            guard minimum < maximum else { return (minimum, 1, 1) }
            let range = maximum - minimum + 1
            guard column.engine.type == .integer, range < 9_007_199_254_740_992 else {
                return (minimum, unit * ((maximum / unit - minimum / unit) / Double(most)), most)
            }
            let width = (range / Double(most)).rounded(.up)
            return (minimum - 0.5, width, Int((range / width).rounded(.up)))
        }

        /// The powers of two for distances and for their squares, in which the farthest fits 62 bits.
        var exponents: (Int, Int) { (Self.exponent(farthest), Self.exponent(farthest * farthest)) }

        private static func exponent(_ magnitude: Double) -> Int {
            magnitude > 0 && magnitude.isFinite ? min(1_000, 61 - Int(magnitude.exponent)) : 0
        }

        /// The column's values as bins, multiples and marks.
        var values: SQL {
            let value: SQL = unit == 1 ? "\(column.value)" : "\(column.value) / \(Literal(unit))"
            let distance: SQL = "(\(value) - \(Literal(median / unit)))"
            let (first, second) = exponents
            let bin: SQL = """
                CAST(least(\(bins.count - 1), floor((\(value) - \(Literal(bins.lower / unit))) / \(Literal(bins.width / unit)))) \
                AS TINYINT)
                """
            let square: SQL =
                hasSquares ? "CAST(\(distance) * \(distance) * \(Self.power(second)) AS BIGINT)" : "CAST(0 AS BIGINT)"
            return """
                \(bin) AS b, CAST(\(distance) * \(Self.power(first)) AS BIGINT) AS m, \(square) AS s,
                \(column.value) < \(Literal(lowerFence)) AS below, \(column.value) > \(Literal(upperFence)) AS above
                """
        }

        private static func power(_ exponent: Int) -> Literal {
            Literal(Double(sign: .plus, exponent: exponent, significand: 1))
        }
    }

    /// - Returns: by the column's number.
    static func all(_ grounds: [Ground], _ table: ProfileTable, _ asker: ProfileAsker) async throws -> [Int:
        ColumnSpread]
    {
        var found: [Int: ColumnSpread] = [:]
        let byNumber = Dictionary(uniqueKeysWithValues: grounds.map { ($0.column.number, $0) })
        for columns in ProfileTable.batches(grounds.map(\.column)) {
            let values = ProfileTable.below(columns, in: table.rows, finite: true) {
                byNumber[$0.number]?.values ?? "NULL"
            }
            let rows = try await asker.rows(
                """
                SELECT c, b, count(*), CAST(sum(m) AS VARCHAR), CAST(sum(s) AS VARCHAR),
                CAST(count_if(below) AS BIGINT), CAST(count_if(above) AS BIGINT) FROM (\(values)) AS v
                GROUP BY c, b
                """)
            for (number, bins) in Dictionary(grouping: rows, by: { $0[0].integer ?? -1 }) {
                found[number] = byNumber[number].map { ColumnSpread($0, bins) }
            }
        }
        return found
    }

    private init(_ ground: Ground, _ rows: [[Cell]]) {
        let bins = ground.bins
        var counts = [Int](repeating: 0, count: bins.count)
        var (count, first, second, below, above) = (0, 0 as Int128, 0 as Int128, 0, 0)
        for row in rows {
            let inBin = row[2].integer ?? 0
            if let bin = row[1].integer, counts.indices.contains(bin) { counts[bin] += inBin }
            count += inBin
            first += Int128(row[3].text) ?? 0
            second += Int128(row[4].text) ?? 0
            below += row[5].integer ?? 0
            above += row[6].integer ?? 0
        }
        let (one, two) = ground.exponents
        let sum = Double(first) * Double(sign: .plus, exponent: -one, significand: 1)
        let squares = Double(second) * Double(sign: .plus, exponent: -two, significand: 1)
        mean = count > 0 ? ground.median + ground.unit * (sum / Double(count)) : .nan
        deviation =
            count > 1 && ground.hasSquares
            ? ground.unit * (max(0, squares - sum * sum / Double(count)) / Double(count - 1)).squareRoot() : nil
        let isWhole = bins.lower < ground.minimum
        histogram = ProfiledColumn.Histogram(
            lower: bins.lower, upper: isWhole ? bins.lower + bins.width * Double(bins.count) : ground.maximum,
            counts: counts)
        outliers = ProfiledColumn.Outliers(
            lowerFence: ground.lowerFence, upperFence: ground.upperFence, below: below, above: above)
    }
}
