import Columns
import Evidence

/// A column as few levels, of which each row has one: the predicates that slices are made of.
struct SliceColumn: Sendable {
    /// Values of a text that are told apart; what is rarer is one level.
    static let values = 30
    /// Distinct numbers or moments up to which each is a level.
    static let distinctNumbers = 10
    /// Bins of numbers and moments, of as many rows each.
    static let bins = 10
    /// Rows from which the borders of bins are taken.
    private static let sampled = 100_000

    let name: String
    /// The level of each row.
    let codes: [UInt8]
    let levels: [SlicePredicate]
    /// Whether levels stand in the order of numbers or moments; one for missing values is the last.
    let isOrdered: Bool
    /// Distinct texts that are one level, because they are too many.
    let grouped: Int

    /// Takes the levels of some rows of a column; they depend on these rows as a set, and not on what is lost on them.
    init(_ name: String, _ column: Column, rows: [Int]) {
        switch column {
        case .text(let texts): self.init(name, texts, rows)
        case .boolean(let values):
            self.init(name, of: rows.map { values[$0].map { $0 ? 1 : 0 } }) { $0 == 1 ? "true" : "false" }
        case .integer(let values): self.init(name, of: rows.map { values[$0] }) { "\($0)" }
        case .timestamp(let values, let kind):
            self.init(name, of: rows.map { values[$0] }) { CellText.text(microseconds: $0, kind) }
        case .double(let values):
            self.init(name, of: rows.map { row in values[row].flatMap { $0.isNaN ? nil : $0 } }) {
                NumberText.setting($0)
            }
        }
    }

    init(name: String, codes: [UInt8], levels: [SlicePredicate], isOrdered: Bool = false, grouped: Int = 0) {
        self.name = name
        self.codes = codes
        self.levels = levels
        self.isOrdered = isOrdered
        self.grouped = grouped
    }

    /// The most frequent texts, then all others as one level, then those without a text.
    private init(_ name: String, _ texts: TextValues, _ rows: [Int]) {
        var counts = [Int](repeating: 0, count: texts.dictionary.count)
        var missing = 0
        for row in rows {
            if texts.validity[row] { counts[Int(texts.codes[row])] += 1 } else { missing += 1 }
        }
        // Dictionaries are sorted, so that equals stand in the order of their text.
        let present = counts.indices.filter { counts[$0] > 0 }
            .sorted { counts[$0] == counts[$1] ? $0 < $1 : counts[$0] > counts[$1] }
        // One text alone is no group.
        let kept = present.count <= Self.values + 1 ? present : Array(present.prefix(Self.values))
        let grouped = present.count - kept.count
        var levels = kept.map { SlicePredicate(column: name, kind: .equals, value: texts.dictionary[$0]) }
        var levelOf = [UInt8](repeating: UInt8(levels.count), count: counts.count)
        for (level, code) in kept.enumerated() { levelOf[code] = UInt8(level) }
        if grouped > 0 { levels.append(SlicePredicate(column: name, kind: .others, values: grouped)) }
        let none = UInt8(levels.count)
        if missing > 0 { levels.append(SlicePredicate(column: name, kind: .missing)) }
        self.init(
            name: name, codes: rows.map { texts.validity[$0] ? levelOf[Int(texts.codes[$0])] : none }, levels: levels,
            grouped: grouped)
    }

    /// Each number where they are few, else bins of as many rows; then those without one.
    private init<Number: Comparable & Hashable>(_ name: String, of cells: [Number?], text: (Number) -> String) {
        let known = cells.lazy.compactMap(\.self)
        var distinct: Set<Number> = []
        for value in known {
            distinct.insert(value)
            if distinct.count > Self.distinctNumbers { break }
        }
        let isFew = distinct.count <= Self.distinctNumbers
        // A level begins at each border; below the first border lies the first level.
        let starts = isFew ? Array(distinct.sorted().dropFirst()) : Self.borders(Array(known))
        var levels: [SlicePredicate] =
            if isFew {
                distinct.sorted().map { SlicePredicate(column: name, kind: .equals, value: text($0)) }
            } else {
                (0...starts.count).map { level in
                    SlicePredicate(
                        column: name, kind: .between, lower: level == 0 ? nil : text(starts[level - 1]),
                        upper: level == starts.count ? nil : text(starts[level]))
                }
            }
        let none = UInt8(levels.count)
        if cells.contains(nil) { levels.append(SlicePredicate(column: name, kind: .missing)) }
        let codes = cells.map { cell in
            guard let cell else { return none }
            var level: UInt8 = 0
            for start in starts where cell >= start { level += 1 }
            return level
        }
        self.init(name: name, codes: codes, levels: levels, isOrdered: levels.count > 2)
    }

    /// Where bins of as many rows begin, each border once, the first bin's left out.
    private static func borders<Number: Comparable>(_ values: [Number]) -> [Number] {
        let step = max(1, values.count / sampled)
        let sorted = stride(from: 0, to: values.count, by: step).map { values[$0] }.sorted()
        var borders: [Number] = []
        for bin in 1..<bins {
            let border = sorted[bin * sorted.count / bins]
            if border > (borders.last ?? sorted[0]) { borders.append(border) }
        }
        return borders
    }
}
