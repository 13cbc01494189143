package import Columns
import Evidence

/// What is known of the label's values before the task is settled.
package struct LabelProfile: Sendable, Equatable {
    package var type: ColumnType
    /// Rows with a label.
    package var rows: Int
    /// Rows without one.
    package var missing: Int
    /// The distinct values in order (integers numerically, text by UTF-8 bytes, false before true), at most
    /// ``mostDistinct``; empty for doubles and moments.
    package var distinct: [ValueCount]
    /// The least and the greatest value of integers.
    package var integers: ClosedRange<Int64>?
    /// The least and the greatest finite value of doubles.
    package var doubles: ClosedRange<Double>?
    /// Rows with NaN or an infinity.
    package var nonFinite: Int

    /// Distinct values beyond which counting stops: one more than can be classes.
    package static let mostDistinct = Limits.textClasses + 1

    /// A value as text, and how many rows have it.
    package struct ValueCount: Sendable, Equatable {
        package var text: String
        package var rows: Int

        package init(text: String, rows: Int) {
            self.text = text
            self.rows = rows
        }
    }

    /// Whether the label has few distinct integers without a gap between them, which are taken as classes.
    package var hasConsecutiveIntegers: Bool {
        guard let range = integers, distinct.count <= Limits.integerClasses else { return false }
        let (span, over) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        return !over && span + 1 == Int64(distinct.count)
    }

    package init(
        type: ColumnType, rows: Int, missing: Int = 0, distinct: [ValueCount] = [], integers: ClosedRange<Int64>? = nil,
        doubles: ClosedRange<Double>? = nil, nonFinite: Int = 0
    ) {
        self.type = type
        self.rows = rows
        self.missing = missing
        self.distinct = distinct
        self.integers = integers
        self.doubles = doubles
        self.nonFinite = nonFinite
    }
}

extension LabelProfile {
    /// The profile of a column; it does not depend on the order of the rows.
    package init(of column: Column) {
        let validity = column.validity
        let valid = (0..<column.count).filter { validity[$0] }
        self.init(type: column.type, rows: valid.count, missing: column.count - valid.count)
        switch column {
        case .boolean(let values):
            let trues = valid.count { values.values[$0] }
            distinct = [("false", valid.count - trues), ("true", trues)].filter { $0.1 > 0 }.map(ValueCount.init)
        case .integer(let values):
            var counts = LeastCounts(keeping: Self.mostDistinct)
            for row in valid {
                let value = values.values[row]
                integers = min(integers?.lowerBound ?? value, value)...max(integers?.upperBound ?? value, value)
                counts.add(value)
            }
            distinct = counts.least.map { ValueCount(text: String($0.value), rows: $0.rows) }
        case .text(let values):
            var counts = [Int](repeating: 0, count: values.dictionary.count)
            for row in valid { counts[Int(values.codes[row])] += 1 }
            distinct = zip(values.dictionary, counts).lazy.filter { $0.1 > 0 }.prefix(Self.mostDistinct)
                .map { ValueCount(text: $0.0, rows: $0.1) }
        case .double(let values):
            for row in valid {
                let value = values.values[row]
                if value.isFinite {
                    doubles = min(doubles?.lowerBound ?? value, value)...max(doubles?.upperBound ?? value, value)
                } else {
                    nonFinite += 1
                }
            }
        case .timestamp: break
        }
    }
}

/// Counts of the least distinct values, exact whatever the order in which values come, in bounded memory.
private struct LeastCounts {
    private let kept: Int
    private var counts: [Int64: Int] = [:]
    /// Values over this one are not among the least.
    private var bound = Int64.max

    init(keeping kept: Int) {
        self.kept = kept
    }

    var least: ArraySlice<(value: Int64, rows: Int)> {
        counts.map { (value: $0.key, rows: $0.value) }.sorted { $0.value < $1.value }.prefix(kept)
    }

    mutating func add(_ value: Int64) {
        guard value <= bound else { return }
        counts[value, default: 0] += 1
        guard counts.count > 8 * kept else { return }
        let least = least
        counts = Dictionary(uniqueKeysWithValues: least.map { ($0.value, $0.rows) })
        bound = least.last?.value ?? bound
    }
}
