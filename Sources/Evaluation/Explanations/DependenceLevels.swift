import Columns
import Evidence
import Scoring

/// The values of a column as few levels, in which the dependence on it is shown.
struct DependenceLevels {
    let part: ExplanationsDocument.Dependence.Part
    let labels: [String]
    /// Rows of each level, by their place.
    private(set) var places: [[Int]]
    /// For numbers, where each level's lie.
    let positions: [ExplanationsDocument.Position?]

    /// Takes the levels of all rows of a table.
    ///
    /// - Parameters:
    ///   - source: the column.
    ///   - part: for a moment, what of it adds most.
    ///   - table: the rows.
    init?(source: String, part: AttributionPlan.Part, table: Table) {
        guard let column = table[source] else { return nil }
        switch (column, part) {
        case (.timestamp(let moments, _), .calendar(let calendar)):
            self.init(moments, calendar)
        case (.timestamp(let moments, _), .elapsed(let since)):
            guard case .timestamp(let origins, _)? = table[since] else { return nil }
            let hours = (0..<table.rowCount).map { row -> Double? in
                guard let from = origins[row], let to = moments[row] else { return nil }
                let seconds = Elapsed.seconds(from: from, to: to)
                return seconds.isFinite ? seconds / 3_600 : nil
            }
            self.init(source, .double(Values(hours, filler: 0)), part: .elapsed)
        default: self.init(source, column, part: nil)
        }
    }

    /// Takes the values of a column themselves, also of moments.
    init?(_ column: String, in table: Table) {
        guard let cells = table[column] else { return nil }
        self.init(column, cells, part: nil)
    }

    private init(_ name: String, _ column: Column, part: ExplanationsDocument.Dependence.Part?) {
        let levels = SliceColumn(name, column, rows: Array(0..<column.count))
        var places = [[Int]](repeating: [], count: levels.levels.count)
        for (row, code) in levels.codes.enumerated() { places[Int(code)].append(row) }
        let isRange = levels.levels.contains { $0.kind == .between }
        self.part = part ?? (isRange ? .range : .value)
        labels = levels.levels.map(\.label)
        positions = places.map { rows in Self.position(rows.compactMap { column.number($0) }) }
        self.places = places
    }

    /// The values of a calendar part that rows have, in their order, then those without a moment.
    private init(_ moments: Values<Int64>, _ calendar: CalendarPart) {
        let shown = calendar == .minuteOfDay ? .hour : calendar
        var found = [[Int]](repeating: [], count: shown.period + 1)
        for row in 0..<moments.count {
            found[moments[row].map { shown.index(ofMicroseconds: $0) } ?? shown.period].append(row)
        }
        let present = found.indices.filter { !found[$0].isEmpty }
        places = present.map { found[$0] }
        labels = present.map { $0 == shown.period ? "missing" : shown.words($0) }
        positions = present.map { _ in nil }
        part =
            switch shown {
            case .month: .month
            case .dayOfMonth: .dayOfMonth
            case .dayOfWeek: .dayOfWeek
            case .hour, .minuteOfDay: .hour
            }
    }

    private static func position(_ numbers: [Double]) -> ExplanationsDocument.Position? {
        guard let least = numbers.min(), let largest = numbers.max() else { return nil }
        // Halves, so that no sum of two large numbers overflows.
        let mean = CompensatedSum.of(numbers.lazy.map { $0 / Double(numbers.count) })
        return .init(least: least, mean: min(max(mean, least), largest), largest: largest)
    }

    /// Orders that give every row a value of a level: those of its own rows, in turn, shuffled by the seed.
    func orders(rows: Int, seed: Int64) -> [[Int]] {
        places.enumerated().map { level, places in
            var draws = SeededDraws(seed: seed, replicate: level)
            let dealt = draws.order(of: places.count).map { places[$0] }
            return (0..<rows).map { dealt[$0 % dealt.count] }
        }
    }
}

extension CalendarPart {
    /// A value of the part as people read it.
    fileprivate func words(_ value: Int) -> String {
        switch self {
        case .month: ReasonWords.months[value]
        case .dayOfWeek: ReasonWords.days[value]
        case .dayOfMonth: "\(value + 1)"
        case .hour: "\(value):00"
        case .minuteOfDay: "\(value / 60):\(value % 60)"
        }
    }
}

extension Column {
    /// A finite number of a row; `nil` where it has none, or the column holds none.
    fileprivate func number(_ row: Int) -> Double? {
        switch self {
        case .integer(let values): values[row].map { Double($0) }
        case .double(let values): values[row].flatMap { $0.isFinite ? $0 : nil }
        case .boolean, .text, .timestamp: nil
        }
    }
}
