import Columns
import Evidence
import Foundation
import Warehouse

/// A label that is not in one stretch of time what it is in the others.
///
/// The rows with a label are divided by days into up to twenty slices of like size. Each slice is held against the
/// median of the others: their median deviation, and what chance does to slices of that size, is the measure.
struct LabelDrift {
    /// A stretch of days.
    struct Slice {
        let first: DayCounts.Day
        let last: DayCounts.Day
        let rows: Int
    }

    /// What is followed over time.
    enum Followed {
        /// The share of one class.
        case share(name: String)
        case median
    }

    /// What a slice holds: the value that is followed, and how far chance moves it.
    struct Level {
        var value: Double
        var error: Double
        /// Of numbers, the distance of the quartiles.
        var spread = 0.0
    }

    private static let mostSlices = 20
    private static let fewestSlices = 8
    private static let fewestRows = 1_000
    private static let mostClasses = 100
    /// Deviations beyond chance and beyond what is usual among the slices.
    private static let deviations = 4.0
    /// Times that the odds of a class must have changed.
    private static let oddsRatio = 3.0

    let label: ColumnSQL
    let time: ColumnSQL
    let positive: JSONValue?
    let isClass: Bool
    let slices: [Slice]

    init(_ label: EngineColumn, time: EngineColumn, positive: JSONValue?, isClass: Bool, days: [DayCounts.Day]) {
        self.label = ColumnSQL(label)
        self.time = ColumnSQL(time)
        self.positive = positive
        self.isClass = isClass
        let total = days.reduce(0) { $0 + $1.labelled }
        var slices: [Slice] = []
        var start = 0
        var rows = 0
        for (index, day) in days.enumerated() {
            rows += day.labelled
            guard rows * Self.mostSlices >= total, rows > 0 else { continue }
            slices.append(Slice(first: days[start], last: day, rows: rows))
            (start, rows) = (index + 1, 0)
        }
        if rows * 2 * Self.mostSlices >= total, rows > 0, let last = days.last {
            slices.append(Slice(first: days[start], last: last, rows: rows))
        }
        self.slices = total >= Self.fewestRows ? slices : []
    }

    func findings(in rows: SQL, _ finder: inout FactFinder) async throws -> [Finding] {
        guard slices.count >= Self.fewestSlices else { return [] }
        if isClass { return try await shares(in: rows, &finder) }
        return label.isNumber ? try await medians(in: rows, &finder) : []
    }

    /// The number of the slice that a row lies in.
    private var slice: SQL {
        let day: SQL = "CAST(\(time.name) AS DATE)"
        let cases: [SQL] = slices.enumerated().map { index, slice in
            "WHEN \(day) <= CAST(\(Literal(slice.last.text)) AS DATE) THEN \(index)"
        }
        return "CASE \(SQL(cases, separatedBy: " ")) END"
    }

    // MARK: Classes

    private func shares(in rows: SQL, _ finder: inout FactFinder) async throws -> [Finding] {
        let fact = try Fact(
            query: """
                SELECT \(slice) AS slice, CAST(\(label.name) AS VARCHAR) AS value, count(*) AS n FROM \(rows)
                WHERE \(label.isPresent) AND \(time.isPresent) GROUP BY 1, 2 ORDER BY 1, 2
                """)
        try await finder.find([fact])
        var counts: [String: [Double]] = [:]
        for row in finder.facts.rows(fact) {
            guard let index = row[0].integer, slices.indices.contains(index) else { continue }
            counts[row[1].text, default: [Double](repeating: 0, count: slices.count)][index] += row[2].number ?? 0
        }
        guard counts.count <= Self.mostClasses else { return [] }
        let totals = slices.indices.map { index in counts.values.reduce(0) { $0 + $1[index] } }
        guard totals.allSatisfy({ $0 > 0 }) else { return [] }
        let chosen = positive.map { [Self.text(of: $0)] } ?? counts.keys.sorted()
        var found: [(finding: Finding, weight: Double)] = []
        for name in chosen {
            let own = counts[name] ?? [Double](repeating: 0, count: slices.count)
            let values = zip(own, totals).map { $0 / $1 }
            let levels = slices.indices.map { index -> Level in
                let usual = Self.median(Self.others(values, index))
                let p = min(max(usual, 1 / totals[index]), 1 - 1 / totals[index])
                return Level(value: values[index], error: (p * (1 - p) / totals[index]).squareRoot())
            }
            let odd = oddSlices(levels) { index, usual in
                func odds(_ p: Double) -> Double {
                    let bounded = min(max(p, 0.5 / totals[index]), 1 - 0.5 / totals[index])
                    return bounded / (1 - bounded)
                }
                return abs(log(odds(values[index]) / odds(usual))) >= log(Self.oddsRatio)
            }
            guard let run = Self.longestRun(odd) else { continue }
            let share = run.reduce(0) { $0 + own[$1] } / run.reduce(0) { $0 + totals[$1] }
            let usual = Self.median(slices.indices.filter { !odd.contains($0) }.map { values[$0] })
            let subject = positive == nil ? "'\(name)' in '\(label.column.name)'" : "positive '\(label.column.name)'"
            found.append(
                (
                    finding(
                        run, "the share of \(subject) is \(NumberText.percent(share))",
                        "and \(NumberText.percent(usual)) in the others"), (share - usual).magnitude
                ))
        }
        // The classes share one cause: the one that changed most is told.
        return found.max { $0.weight < $1.weight }.map { [$0.finding] } ?? []
    }

    private static func text(of value: JSONValue) -> String {
        if case .string(let text) = value { text } else { (try? CanonicalJSON.line(value)) ?? "" }
    }

    // MARK: Numbers

    private func medians(in rows: SQL, _ finder: inout FactFinder) async throws -> [Finding] {
        let quantiles: [SQL] = [0.25, 0.5, 0.75].map {
            "CAST(quantile_disc(\(label.name), \(Literal($0))) AS DOUBLE) AS \(Identifier("q\(Int($0 * 100))"))"
        }
        let fact = try Fact(
            query: """
                SELECT \(slice) AS slice, \(quantiles), count(*) AS n FROM \(rows)
                WHERE \(label.isPresent) AND \(time.isPresent) GROUP BY 1 ORDER BY 1
                """)
        try await finder.find([fact])
        let levels = finder.facts.rows(fact).compactMap { row -> Level? in
            guard let low = row[1].number, let middle = row[2].number, let high = row[3].number,
                let n = row[4].number, low.isFinite, middle.isFinite, high.isFinite, row[0] != .null
            else { return nil }
            // The error of a median of normal values, whose quartiles lie 1.349 deviations apart.
            return Level(value: middle, error: 1.2533 * (high - low) / 1.349 / n.squareRoot(), spread: high - low)
        }
        guard levels.count == slices.count else { return [] }
        let spread = Self.median(levels.map(\.spread))
        let odd = oddSlices(levels) { index, usual in
            spread > 0 && (levels[index].value - usual).magnitude >= spread
        }
        guard let run = Self.longestRun(odd) else { return [] }
        let value = Self.median(run.map { levels[$0].value })
        let usual = Self.median(slices.indices.filter { !odd.contains($0) }.map { levels[$0].value })
        return [
            finding(
                run, "the median of '\(label.column.name)' is \(NumberText.setting(value))",
                "and \(NumberText.setting(usual)) in the others")
        ]
    }

    // MARK: Slices beside the others

    /// The slices that neither chance nor the usual differences explain, and that differ by as much as matters.
    private func oddSlices(_ levels: [Level], matters: (Int, Double) -> Bool) -> Set<Int> {
        let values = levels.map(\.value)
        let odd = levels.indices.filter { index in
            let others = Self.others(values, index)
            let usual = Self.median(others)
            let usually = 1.4826 * Self.median(others.map { ($0 - usual).magnitude })
            let error = (levels[index].error * levels[index].error + usually * usually).squareRoot()
            return (values[index] - usual).magnitude > Self.deviations * error && matters(index, usual)
        }
        return Set(odd)
    }

    private static func others(_ values: [Double], _ index: Int) -> [Double] {
        var others = values
        others.remove(at: index)
        return others
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The longest stretch of neighbours; the latest of those that are as long.
    private static func longestRun(_ slices: Set<Int>) -> [Int]? {
        var best: [Int] = []
        var run: [Int] = []
        for index in slices.sorted() {
            run = run.last == index - 1 ? run + [index] : [index]
            if run.count >= best.count { best = run }
        }
        return best.isEmpty ? nil : best
    }

    private func finding(_ run: [Int], _ what: String, _ others: String) -> Finding {
        let (first, last) = (slices[run[0]].first.text, slices[run[run.count - 1]].last.text)
        let isNewest = run.last == slices.count - 1
        let period = isNewest ? "from \(first) on" : "from \(first) to \(last)"
        return Finding(
            .warning, .labelDrifted, "\(what) \(period), \(others)",
            advice: isNewest
                ? "see whether labels come late for the newest rows" : "see how labels were made in that time",
            column: label.column.name, count: run.reduce(0) { $0 + slices[$1].rows })
    }
}
