package import Columns
package import Evidence
import Scoring

/// What is drawn together when rows are resampled: rows that depend on one another stay together.
package struct ResamplingUnits: Sendable, Equatable {
    /// What a unit is: a row, or the rows of one day or one group.
    package typealias Kind = EvaluationSummary.Resampling.Unit

    package let kind: Kind
    /// Number of units.
    package let count: Int
    /// The unit of each row, 0 up to `count`; `nil` where every row is a unit of its own.
    package let ids: [Int32]?

    /// Rows that do not depend on one another.
    package static func rows(_ count: Int) -> ResamplingUnits { ResamplingUnits(kind: .row, count: count, ids: nil) }

    /// The days of some rows' times, by the time's own calendar (UTC for instants), the oldest day first.
    ///
    /// - Parameters:
    ///   - times: the column of the prediction's time; `nil` is returned for a column of another type.
    ///   - rows: the rows wanted, in the order of the predictions. Rows without a time are one unit more.
    /// - Returns: the day of each row.
    package static func days(of times: Column, rows: [Int]) -> ResamplingUnits? {
        guard case .timestamp(let moments, _) = times else { return nil }
        let days = rows.map { row in moments[row].map { CivilDate.day(ofMicroseconds: $0) } }
        let distinct = Set(days.compactMap(\.self)).sorted()
        let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) })
        let without = Int32(distinct.count)
        let ids = days.map { day in day.flatMap { places[$0] } ?? without }
        return ResamplingUnits(kind: .day, count: distinct.count + (days.contains(nil) ? 1 : 0), ids: ids)
    }

    /// The groups of some rows, by their cells, in the order in which the rows meet them; null is a group like any
    /// other.
    package static func groups(of column: Column, rows: [Int]) -> ResamplingUnits {
        let cells = CellBytes(column)
        return ResamplingUnits(
            kind: .group,
            labels: rows.map { row in
                var bytes: [UInt8] = []
                cells.append(row: row, to: &bytes)
                return bytes
            })
    }

    /// Units by equal labels, in the order in which the rows meet them.
    package init<Label: Hashable>(kind: Kind, labels: [Label]) {
        var places: [Label: Int32] = [:]
        let ids = labels.map { label in
            if let place = places[label] { return place }
            let place = Int32(places.count)
            places[label] = place
            return place
        }
        self.init(kind: kind, count: places.count, ids: ids)
    }

    private init(kind: Kind, count: Int, ids: [Int32]?) {
        self.kind = kind
        self.count = count
        self.ids = ids
    }

    /// The units of some rows, in their order; units without any of them are gone.
    package func selecting(_ rows: [Int]) -> ResamplingUnits {
        guard let ids else { return .rows(rows.count) }
        return ResamplingUnits(kind: kind, labels: rows.map { ids[$0] })
    }
}
