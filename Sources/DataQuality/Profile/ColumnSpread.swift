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

        /// What a scan needs, as literals in the order of ``Terms/names``.
        var literals: [SQL] {
            let (first, second) = exponents
            let squares: Literal = hasSquares ? Self.power(second) : .null
            return [
                "\(Literal(1 / unit))", "\(Literal(bins.lower / unit))", "\(Literal(bins.width / unit))",
                "\(bins.count - 1)", "\(Literal(median / unit))", "\(Self.power(first))", "\(squares)",
                "\(Literal(lowerFence))", "\(Literal(upperFence))",
            ]
        }

        private static func power(_ exponent: Int) -> Literal {
            Literal(Double(sign: .plus, exponent: exponent, significand: 1))
        }
    }

    /// Values as bins, multiples and marks: of one column with literals, or of all with what stands beside each value.
    private struct Terms {
        static let names: [SQL] = ["scale", "low", "width", "last", "median", "first", "second", "lower", "upper"]

        let value: SQL
        let terms: [SQL]

        var selected: SQL {
            let scaled: SQL = "(\(value) * \(terms[0]))"
            let distance: SQL = "(\(scaled) - \(terms[4]))"
            return """
                CAST(least(\(terms[3]), floor((\(scaled) - \(terms[1])) / \(terms[2]))) AS TINYINT) AS b,
                CAST(\(distance) * \(terms[5]) AS BIGINT) AS m,
                CAST(\(distance) * \(distance) * \(terms[6]) AS BIGINT) AS s,
                \(value) < \(terms[7]) AS below, \(value) > \(terms[8]) AS above
                """
        }
    }

    /// By the column's number.
    static func all(
        _ grounds: [Ground], _ table: ProfileTable, _ asker: ProfileAsker
    ) async throws -> [Int: ColumnSpread] {
        guard !grounds.isEmpty else { return [:] }
        let byNumber = Dictionary(uniqueKeysWithValues: grounds.map { ($0.column.number, $0) })
        var found: [Int: ColumnSpread] = [:]
        for values in table.isWhole ? [long(grounds)] : below(grounds, in: table) {
            let rows = try await asker.rows(
                """
                SELECT c, b, count(*), CAST(sum(m) AS VARCHAR), CAST(sum(s) AS VARCHAR),
                CAST(count_if(below) AS BIGINT), CAST(count_if(above) AS BIGINT) FROM (\(values)) AS v GROUP BY c, b
                """)
            for (number, bins) in Dictionary(grouping: rows, by: { $0[0].integer ?? -1 }) {
                found[number] = byNumber[number].map { ColumnSpread($0, bins) }
            }
        }
        return found
    }

    /// The values of the sample, with what is needed beside each.
    private static func long(_ grounds: [Ground]) -> SQL {
        let terms = SQL(grounds.map { "(\($0.column.number), \($0.literals))" })
        return """
            SELECT n.c AS c, \(Terms(value: "v", terms: Terms.names).selected) FROM \(ProfileTable.numbers) AS n
            JOIN (VALUES \(terms)) AS t (c, \(Terms.names)) ON n.c = t.c WHERE isfinite(v)
            """
    }

    /// The columns of all rows, one below the other.
    private static func below(_ grounds: [Ground], in table: ProfileTable) -> [SQL] {
        let literals = Dictionary(uniqueKeysWithValues: grounds.map { ($0.column.number, $0.literals) })
        return ProfileTable.batches(grounds.map(\.column)).map { columns in
            ProfileTable.below(columns, in: table.rows, finite: true) { column in
                literals[column.number].map { Terms(value: "\(column.value)", terms: $0).selected } ?? "NULL"
            }
        }
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
