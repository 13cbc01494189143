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
        _ column: Column, name: String, validation: Double, test: Double, seed: Int64
    ) throws(EvaluationError) -> SplitAssignment {
        var groups = members(column)
        guard groups.count >= 3 else {
            throw impossible(
                "the column '\(name)' has \(groups.count) \(groups.count == 1 ? "group" : "groups"); three parts need three",
                advice: "split by another column, or at random", column: name)
        }
        let leaders = ranked(groups.keys, of: column, seed: seed)
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

    /// First rows of groups in the order of (hash of the cell, cell bytes).
    static func ranked(_ leaders: some Sequence<Int>, of column: Column, seed: Int64) -> [Int] {
        let cells = CellBytes(column)
        let groups = leaders.map { row in
            var bytes: [UInt8] = []
            cells.append(row: row, to: &bytes)
            return (row: row, hash: RowIdentity.hash(seed: seed, cell: bytes), bytes: bytes)
        }
        return groups.sorted { first, second in
            first.hash == second.hash
                ? first.bytes.lexicographicallyPrecedes(second.bytes) : first.hash < second.hash
        }.map(\.row)
    }

    /// The rows of each group under the group's first row.
    static func members(_ column: Column) -> [Int: [Int]] {
        switch column {
        case .boolean(let values): members(column.validity) { values.values[$0] }
        case .integer(let values), .timestamp(let values, _): members(column.validity) { values.values[$0] }
        case .double(let values): members(column.validity) { values.values[$0].bitPattern }
        case .text(let values): members(column.validity) { values.codes[$0] }
        }
    }

    private static func members<Key: Hashable>(_ validity: Validity, key: (Int) -> Key) -> [Int: [Int]] {
        var places: [Key?: Int] = [:]
        var groups: [[Int]] = []
        for row in 0..<validity.count {
            let key = validity[row] ? key(row) : nil
            if let place = places[key] {
                groups[place].append(row)
            } else {
                places[key] = groups.count
                groups.append([row])
            }
        }
        return Dictionary(uniqueKeysWithValues: groups.map { ($0[0], $0) })
    }
}
