import Columns
import Evidence
import Warehouse

/// What comparisons counted: for each cut and pass the rows, and in how many each column changed.
struct ReplayResult {
    /// One comparison.
    struct Comparison {
        let cut: Cut
        let pass: Blinding.Pass
        let rows: Int
        /// Rows that were there before anything was hidden.
        let before: Int
        /// By position in `Replay.compared`.
        let changed: [Int]
    }

    private(set) var comparisons: [Comparison] = []

    mutating func add(_ answer: Table, cut: Cut, pass: Blinding.Pass, columns: Int) {
        let facts = AnswerRow(answer)
        comparisons.append(
            Comparison(
                cut: cut, pass: pass, rows: facts["rows"] ?? 0, before: facts["before"] ?? 0,
                changed: (0..<columns).map { facts["c\($0)"] ?? 0 }))
    }

    /// Rows compared, each once, whichever pass kept them.
    var rows: Int {
        Dictionary(grouping: comparisons, by: \.cut.at).values.reduce(0) { sum, passes in
            sum + (passes.map(\.rows).max() ?? 0)
        }
    }

    /// The cut at which most rows are gone with what was removed.
    var mostLost: Comparison? {
        comparisons.filter { $0.pass == .removed && $0.rows < $0.before }.max {
            $0.before - $0.rows < $1.before - $1.rows
        }
    }

    /// Whether a column changed at some cut.
    func changes(_ column: Int) -> Bool { comparisons.contains { $0.changed[column] > 0 } }

    /// The leaked columns by the comparison that shows them: as few comparisons as will do, those in which cells are
    /// removed before those in which they are scrambled, since these values are real.
    func evidence(for columns: [Int]) -> [(comparison: Comparison, columns: [Int])] {
        var rest = columns.filter(changes)
        var chosen: [(comparison: Comparison, columns: [Int])] = []
        for pass in Blinding.Pass.allCases {
            while true {
                let shown = comparisons.filter { $0.pass == pass }.map { comparison in
                    (comparison: comparison, columns: rest.filter { comparison.changed[$0] > 0 })
                }
                func weight(_ entry: (comparison: Comparison, columns: [Int])) -> (Int, Int) {
                    (entry.columns.count, entry.columns.reduce(0) { $0 + entry.comparison.changed[$1] })
                }
                guard let best = shown.max(by: { weight($0) < weight($1) }), !best.columns.isEmpty else { break }
                chosen.append(best)
                rest.removeAll(where: best.columns.contains)
            }
        }
        return chosen
    }
}
