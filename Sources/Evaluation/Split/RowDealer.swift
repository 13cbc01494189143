import Columns
import Evidence
import Scoring

/// Deals rows into folds, and divides what is left of them into rows that fit and rows that choose.
///
/// A row's place follows from its hash, its group's hash or its time, never from its place in the table.
struct RowDealer {
    /// Rows in the order in which they are dealt.
    private enum Order {
        /// Ranked rows of each class; one list for regression.
        case strata([[Int]])
        /// Rows of each group, the groups in the order of their hashes.
        case groups([[Int]])
        /// Rows of each moment, oldest first.
        case moments([(time: Int64, rows: [Int])], gap: Int64)
    }

    private let order: Order

    init(strata: [[Int]]) { order = .strata(strata) }

    init(groups: [[Int]]) { order = .groups(groups) }

    init(times: Values<Int64>, gap: Int64) {
        let sorted = (0..<times.count).compactMap { row in times[row].map { (time: $0, row: row) } }
            .sorted { ($0.time, $0.row) < ($1.time, $1.row) }
        var moments: [(time: Int64, rows: [Int])] = []
        for (time, row) in sorted {
            if moments.last?.time == time {
                moments[moments.count - 1].rows.append(row)
            } else {
                moments.append((time, [row]))
            }
        }
        order = .moments(moments, gap: gap)
    }

    /// The rows held out together with the rows that may teach about them, both ascending.
    ///
    /// At random, rows are dealt one by one, class after class, so that classes and folds are level to one row. Each
    /// group goes to the fold with the fewest rows so far. By time the rows are cut into one block more than there are
    /// folds, all rows of one moment in one; the oldest block is held out by none.
    func deal(into count: Int) -> [(training: [Int], held: [Int])] {
        switch order {
        case .strata(let strata):
            var blocks = [[Int]](repeating: [], count: count)
            for (place, row) in strata.joined().enumerated() { blocks[place % count].append(row) }
            return Self.opposed(blocks)
        case .groups(let groups):
            var blocks = [[Int]](repeating: [], count: count)
            for group in groups {
                let fewest = blocks.indices.min { blocks[$0].count < blocks[$1].count } ?? 0
                blocks[fewest] += group
            }
            return Self.opposed(blocks)
        case .moments(let moments, let gap):
            let blocks = Self.places(of: moments.map(\.rows.count)).map { Int($0 * Double(count + 1)) }
            return (1...count).map { number in
                let held = moments.indices.filter { blocks[$0] == number }
                let start = held.first.map { moments[$0].time }
                let training = moments.indices.filter { place in
                    guard let start, blocks[place] < number else { return false }
                    return Self.isBefore(moments[place].time, start, gap: gap)
                }
                return (training.flatMap { moments[$0].rows }.sorted(), held.flatMap { moments[$0].rows }.sorted())
            }
        }
    }

    /// Divides some rows into those that fit and those that choose, ascending.
    ///
    /// Of each class, and of whole groups, those choose that come first in order from a place on, around its end; by
    /// time the newest do. At least one row of a class and one group are left to fit.
    ///
    /// - Parameters:
    ///   - rows: the rows.
    ///   - share: the share of them that chooses.
    ///   - place: where in the order the first one stands, from 0 up to 1: folds that start at places of their own have
    ///     other rows choose, so that together they know more than each does.
    /// - Returns: both, ascending.
    func divide(_ rows: [Int], share: Double, from place: Double = 0) -> (train: [Int], validation: [Int]) {
        let wanted = Set(rows)
        var validation: Set<Int> = []
        var gap: Set<Int> = []
        switch order {
        case .strata(let strata):
            for stratum in strata {
                let own = Self.turned(stratum.filter(wanted.contains), to: place)
                validation.formUnion(own.prefix(min(Split.rows(of: share, own.count), max(own.count - 1, 0))))
            }
        case .groups(let groups):
            let own = Self.turned(groups.map { $0.filter(wanted.contains) }.filter { !$0.isEmpty }, to: place)
            let target = Split.rows(of: share, rows.count)
            for group in own.dropLast() {
                let without = abs(validation.count - target)
                if validation.isEmpty || abs(validation.count + group.count - target) < without {
                    validation.formUnion(group)
                }
                if validation.count >= target { break }
            }
        case .moments(let moments, let width):
            let own = moments.map { (time: $0.time, rows: $0.rows.filter(wanted.contains)) }.filter { !$0.rows.isEmpty }
            guard own.count > 1 else { break }
            let places = Self.places(of: own.map(\.rows.count))
            let border = max(1, min(own.count - 1, places.firstIndex { $0 >= 1 - share } ?? own.count - 1))
            for (place, moment) in own.enumerated() {
                if place >= border {
                    validation.formUnion(moment.rows)
                } else if !Self.isBefore(moment.time, own[border].time, gap: width) {
                    gap.formUnion(moment.rows)
                }
            }
        }
        return (
            rows.filter { !validation.contains($0) && !gap.contains($0) }.sorted(),
            rows.filter(validation.contains).sorted()
        )
    }

    /// The same elements from a place on, around the end.
    private static func turned<Element>(_ elements: [Element], to place: Double) -> [Element] {
        let start = Int(place * Double(elements.count))
        return Array(elements[start...] + elements[..<start])
    }

    /// Each block against the rows of all others.
    private static func opposed(_ blocks: [[Int]]) -> [(training: [Int], held: [Int])] {
        blocks.indices.map { number in
            let others = blocks.indices.filter { $0 != number }.flatMap { blocks[$0] }
            return (others.sorted(), blocks[number].sorted())
        }
    }

    /// Where the middle of each moment's rows stands among all rows, from 0 up to 1.
    private static func places(of counts: [Int]) -> [Double] {
        let total = Double(counts.reduce(0, +))
        var before = 0.0
        return counts.map { count in
            defer { before += Double(count) }
            return (before + Double(count) / 2) / total
        }
    }

    private static func isBefore(_ time: Int64, _ start: Int64, gap: Int64) -> Bool {
        let (border, overflow) = start.subtractingReportingOverflow(gap)
        return !overflow && time < border
    }
}
