import Columns

/// The slices of the highest scores, level by level: one predicate, then two, then three.
///
/// A level is counted as tables of all values of its columns, in one pass a table. Where no part of a cell can reach the
/// score of the last slice that counts, no deeper table is made for it.
struct SliceLattice {
    /// Rows that are passed for tables of three columns, in all; tables of the highest bound are made first.
    static let deepWork = 4_000_000_000

    let rows: SliceRows
    let score: SliceScore
    /// Predicates at most.
    let depth: Int
    /// As many slices are wanted; equals of the last one too.
    let limit: Int
    let threads: Int

    /// What is found.
    struct Result {
        /// The slices with a score above 0, the highest first.
        var best: [SliceCandidate] = []
        /// Whether all tables were made that could hold one of them.
        var isComplete = true

        /// The score below which nothing counts.
        var floor = 0.0

        mutating func add(_ candidates: [SliceCandidate], limit: Int) {
            best = (best + candidates.filter { $0.score > 0 && $0.score >= floor }).sorted { $0.precedes($1) }
            guard best.count >= limit else { return }
            floor = best[limit - 1].score
            best.removeAll { $0.score < floor }
        }
    }

    /// A cell's rows and their loss.
    typealias Cell = SIMD2<Double>

    /// Makes the tables.
    func search() -> Result {
        var result = Result()
        let terms = rows.terms
        let singles = Parallel.map(count: rows.codes.count, threads: threads) { table([$0], terms) }
        let worst = Parallel.map(count: rows.codes.count, threads: threads) { self.worst(of: $0) }
        for column in singles.indices { result.add(candidates([column], singles[column], result.floor), limit: limit) }
        guard depth > 1 else { return result }
        let bounds = Bounds(score: score, singles: singles, worst: worst, levels: rows.levels)
        let pairs = bounds.pairs(above: result.floor)
        let floor = result.floor
        let tables = Parallel.map(count: pairs.count, threads: threads) { place in
            let cells = table(pairs[place], terms)
            return (cells: cells, found: candidates(pairs[place], cells, floor))
        }
        for table in tables { result.add(table.found, limit: limit) }
        guard depth > 2 else { return result }
        let deep = DeepBounds(bounds, pairs: pairs, tables: tables.map(\.cells))
        let triples = deep.triples(above: result.floor)
        let made = triples.prefix(max(1, Self.deepWork / max(1, rows.count)))
        result.isComplete = made.count == triples.count
        let last = result.floor
        let found = Parallel.map(count: made.count, threads: threads) { place in
            candidates(made[place], table(made[place], terms), last)
        }
        for each in found { result.add(each, limit: limit) }
        return result
    }

    /// The cells of all values of some columns, the last column's values running fastest.
    private func table(_ columns: [Int], _ terms: [Cell]) -> [Cell] {
        var cells = [Cell](repeating: .zero, count: columns.reduce(1) { $0 * rows.levels[$1] })
        cells.withUnsafeMutableBufferPointer { cells in
            terms.withUnsafeBufferPointer { terms in
                rows.codes[columns[0]].withUnsafeBufferPointer { first in
                    guard columns.count > 1 else {
                        for row in terms.indices { cells[Int(first[row])] += terms[row] }
                        return
                    }
                    let width = rows.levels[columns[1]]
                    rows.codes[columns[1]].withUnsafeBufferPointer { second in
                        guard columns.count > 2 else {
                            for row in terms.indices {
                                cells[Int(first[row]) &* width &+ Int(second[row])] += terms[row]
                            }
                            return
                        }
                        let depth = rows.levels[columns[2]]
                        rows.codes[columns[2]].withUnsafeBufferPointer { third in
                            for row in terms.indices {
                                let pair = Int(first[row]) &* width &+ Int(second[row])
                                cells[pair &* depth &+ Int(third[row])] += terms[row]
                            }
                        }
                    }
                }
            }
        }
        return cells
    }

    /// The largest loss of each level of a column.
    private func worst(of column: Int) -> [Double] {
        var worst = [Double](repeating: 0, count: rows.levels[column])
        let codes = rows.codes[column]
        for row in codes.indices { worst[Int(codes[row])] = max(worst[Int(codes[row])], rows.losses[row]) }
        return worst
    }

    /// The cells of a table that count.
    private func candidates(_ columns: [Int], _ cells: [Cell], _ floor: Double) -> [SliceCandidate] {
        var found: [SliceCandidate] = []
        for (place, cell) in cells.enumerated() where cell[0] >= score.minimum && cell[1] > 0 {
            let value = score(size: cell[0], loss: cell[1])
            guard value > 0, value >= floor else { continue }
            var (levels, rest) = ([UInt8](), place)
            for column in columns.reversed() {
                levels.append(UInt8(rest % rows.levels[column]))
                rest /= rows.levels[column]
            }
            found.append(
                SliceCandidate(
                    columns: columns, levels: levels.reversed(), size: cell[0], loss: cell[1], score: value))
        }
        return found
    }
}
