import Columns
import Evidence
import Foundation

/// What the errors still follow: values and bins of columns on which observed less predicted is not 0 in the mean.
struct ResidualStructure {
    /// The share of false ones that is expected among the columns.
    private static let falseDiscoveryRate = 0.05
    /// Columns that are listed.
    private static let listed = 10
    /// Rows of a level from which on it is looked at.
    private static let levelRows = 20

    /// The columns that errors follow, the largest share explained first.
    ///
    /// - Parameters:
    ///   - columns: the columns with their levels.
    ///   - rows: all rows that judge, whose losses are observed less predicted.
    ///   - threads: at most so many.
    /// - Returns: at most ten.
    static func found(_ columns: [SliceColumn], _ rows: SliceRows, threads: Int) -> [ErrorsDocument.Residual] {
        let tested = Parallel.map(count: columns.count, threads: threads) { levels(of: $0, rows) }
        let all = tested.enumerated().flatMap { place, levels in levels.map { (column: place, level: $0) } }
        let adjusted = FalseDiscoveries.adjusted(all.map(\.level.pValue))
        let terms = rows.terms
        let squares = CompensatedSum.of(terms.indices.lazy.map { terms[$0][1] * rows.losses[$0] })
        guard squares > 0 else { return [] }
        var found: [ErrorsDocument.Residual] = []
        for place in columns.indices {
            let own = all.indices.filter { all[$0].column == place }
            guard let surest = own.min(by: { (adjusted[$0], $0) < (adjusted[$1], $1) }),
                adjusted[surest] <= falseDiscoveryRate
            else { continue }
            let level = all[surest].level
            let between = CompensatedSum.of(own.map { all[$0].level.size * all[$0].level.mean * all[$0].level.mean })
            let share = between / squares - Double(own.count) / Double(rows.count)
            let width = StudentT.central(0.95, degrees: level.degrees) * level.error
            found.append(
                .init(
                    column: columns[place].name, explained: max(0, share), level: columns[place].levels[level.level],
                    rows: level.rows, mean: level.mean, lower: level.mean - width, upper: level.mean + width,
                    qValue: adjusted[surest]))
        }
        return Array(
            found.enumerated().sorted { first, second in
                first.element.explained == second.element.explained
                    ? first.offset < second.offset : first.element.explained > second.element.explained
            }.map(\.element).prefix(listed))
    }

    /// The mean of one level, with its standard error from whole units.
    private struct Level {
        let level: Int
        let rows: Int
        let size: Double
        let mean: Double
        let error: Double
        let degrees: Int
        let pValue: Double
    }

    private static func levels(of column: Int, _ rows: SliceRows) -> [Level] {
        let (codes, count) = (rows.codes[column], rows.levels[column])
        var (sizes, sums, counts) = (
            [Double](repeating: 0, count: count), [CompensatedSum](repeating: CompensatedSum(), count: count),
            [Int](repeating: 0, count: count)
        )
        for row in codes.indices {
            let (level, weight) = (Int(codes[row]), rows.weights?[row] ?? 1)
            sizes[level] += weight
            sums[level].add(weight * rows.losses[row])
            counts[level] += 1
        }
        let means = zip(sums, sizes).map { $1 > 0 ? $0.value / $1 : 0 }
        var (squares, units) = ([Double](repeating: 0, count: count), [Int](repeating: 0, count: count))
        if let ids = rows.units {
            let width = Int(ids.max() ?? -1) + 1
            var own = [Double](repeating: 0, count: width * count)
            var isThere = [Bool](repeating: false, count: width * count)
            for row in codes.indices {
                let cell = Int(codes[row]) * width + Int(ids[row])
                own[cell] += (rows.weights?[row] ?? 1) * (rows.losses[row] - means[Int(codes[row])])
                isThere[cell] = true
            }
            for level in 0..<count {
                for cell in level * width..<(level + 1) * width where isThere[cell] {
                    squares[level] += own[cell] * own[cell]
                    units[level] += 1
                }
            }
        } else {
            for row in codes.indices {
                let off = (rows.weights?[row] ?? 1) * (rows.losses[row] - means[Int(codes[row])])
                squares[Int(codes[row])] += off * off
            }
            units = counts
        }
        return (0..<count).compactMap { level in
            guard counts[level] >= levelRows, units[level] > 1, sizes[level] > 0 else { return nil }
            let degrees = units[level] - 1
            let error = (squares[level] * Double(units[level]) / Double(degrees)).squareRoot() / sizes[level]
            let pValue =
                error > 0
                ? min(1, 2 * StudentT.upperTail(abs(means[level]) / error, degrees: degrees))
                : means[level] == 0 ? 1 : 0
            return Level(
                level: level, rows: counts[level], size: sizes[level], mean: means[level], error: error,
                degrees: degrees, pValue: pValue)
        }
    }
}
