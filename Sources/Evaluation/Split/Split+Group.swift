import Columns
import Evidence

extension Split {
    /// Divides rows so that those with equal cells in a column stay together; null is a group like any other.
    ///
    /// Groups are walked in the order of (hash of the cell, cell bytes). The test part takes each group that
    /// brings its number of rows nearer to its share, until the share is reached; then the validation part does
    /// the same among the groups that are left; the rest is train. A part that no group fits takes the smallest
    /// one that is left, the first of equals.
    static func byGroup(
        _ column: Column, name: String, validation: Double, test: Double, seed: Int64, threads: Int
    ) throws(EvaluationError) -> SplitAssignment {
        var groups = members(column)
        guard groups.count >= 3 else {
            throw impossible(
                "the column '\(name)' has \(groups.count) \(groups.count == 1 ? "group" : "groups"); three parts need three",
                advice: "split by another column, or at random", column: name)
        }
        let identity = RowIdentity(column: column, seed: seed, threads: threads)
        let leaders = identity.ranked(groups.keys)
        var parts = [Part?](repeating: .train, count: column.count)
        var remaining = leaders
        for (part, share) in [(Part.test, test), (.validation, validation)] {
            let wanted = rows(of: share, column.count)
            // Every part after this one needs a group.
            let spared = part == .test ? 2 : 1
            var taken = 0
            var kept: [Int] = []
            var open = remaining.count - spared
            for leader in remaining {
                let size = groups[leader]?.count ?? 0
                if open > 0, taken < wanted, abs(taken + size - wanted) <= abs(wanted - taken) {
                    taken += size
                    open -= 1
                    for row in groups.removeValue(forKey: leader) ?? [] { parts[row] = part }
                } else {
                    kept.append(leader)
                }
            }
            if taken == 0, let smallest = kept.min(by: { (groups[$0]?.count ?? 0) < (groups[$1]?.count ?? 0) }) {
                for row in groups.removeValue(forKey: smallest) ?? [] { parts[row] = part }
                kept.removeAll { $0 == smallest }
            }
            remaining = kept
        }
        return SplitAssignment(parts: parts)
    }

    /// The rows of each group under the group's first row.
    private static func members(_ column: Column) -> [Int: [Int]] {
        let cells = CellBytes(column)
        var leaders: [[UInt8]: Int] = [:]
        var members: [Int: [Int]] = [:]
        var bytes: [UInt8] = []
        for row in 0..<column.count {
            bytes.removeAll(keepingCapacity: true)
            cells.append(row: row, to: &bytes)
            let leader = leaders[bytes] ?? row
            if leader == row { leaders[bytes] = row }
            members[leader, default: []].append(row)
        }
        return members
    }
}
