import Columns
import Evidence
import Foundation

/// What the counts of days show: days that are missing or late, bursts of nulls.
struct DayChecks {
    private let counts: DayCounts
    private let time: String

    /// Days under which nothing is said.
    private static let fewestDays = 14
    /// Rows of a day under which its shares say nothing.
    private static let rowsOfADay = 20
    /// A day is thin that has less than one in so many of the rows to be expected.
    private static let thin = 5
    /// Days without a row by chance past which one that is without says nothing.
    private static let fewByChance = 0.1

    init(_ counts: DayCounts, time: String) {
        self.counts = counts
        self.time = time
    }

    private var days: [DayCounts.Day] { counts.days }

    var findings: [Finding] {
        guard days.count >= Self.fewestDays else { return [] }
        return missingDays + lateDays + nullBursts
    }

    /// Days without a row between days that have some, on days of the week that nearly always have, and where rows are
    /// too many for a day to be without by chance.
    private var missingDays: [Finding] {
        guard let first = days.first?.number, let last = days.last?.number else { return [] }
        let seen = Dictionary(days.map { ($0.number, $0.rows) }) { first, _ in first }
        var missing: [Int] = []
        for weekday in 0..<7 {
            let all = (first...last).filter { (($0 % 7) + 7) % 7 == weekday }
            let gone = all.filter { seen[$0] == nil }
            let rows = all.reduce(0) { $0 + (seen[$1] ?? 0) }
            guard gone.count * 5 <= all.count, Self.emptyByChance(rows, over: all.count) < Self.fewByChance else {
                continue
            }
            missing += gone
        }
        guard !missing.isEmpty else { return [] }
        let texts = missing.sorted().map { Moment.text(Int64($0) * 86_400_000_000, .date) }
        return [
            Finding(
                .warning, .partitionMissing,
                "\(NumberText.counted(missing.count, "day")) between \(days[0].text) and \(days[days.count - 1].text) "
                    + "\(missing.count == 1 ? "has" : "have") no row in '\(time)'",
                advice: "load what is missing, such as \(texts[0])", column: time, count: missing.count, keys: texts)
        ]
    }

    /// How many of some days would be without a row if rows fell on them at random.
    private static func emptyByChance(_ rows: Int, over days: Int) -> Double {
        Double(days) * exp(-Double(rows) / Double(max(days, 1)))
    }

    /// The last day, or the last whole one, has far fewer rows than the days like it before.
    private var lateDays: [Finding] {
        [isThin(days.count - 1, ofTheTimeSeen: true), isThin(days.count - 2, ofTheTimeSeen: false)].compactMap(\.self)
    }

    /// That a day has under a fifth of the rows to be expected.
    ///
    /// - Parameters:
    ///   - index: which day.
    ///   - ofTheTimeSeen: whether rows are expected up to the day's last moment only, since more may come.
    /// - Returns: the warning, or `nil`.
    private func isThin(_ index: Int, ofTheTimeSeen: Bool) -> Finding? {
        guard days.indices.contains(index) else { return nil }
        let day = days[index]
        let alike = days[..<index].dropLast(ofTheTimeSeen ? 0 : 1).filter { $0.weekday == day.weekday }.suffix(8)
        guard alike.count >= 2 else { return nil }
        func middle(_ value: (DayCounts.Day) -> Int) -> Int { alike.map(value).sorted()[alike.count / 2] }
        let (usual, first, last) = (middle(\.rows), middle(\.first), middle(\.last))
        var seen = 1.0
        if ofTheTimeSeen, last > first { seen = min(1, Double(max(0, day.last - first)) / Double(last - first)) }
        let least = Double(alike.map(\.rows).min() ?? 0) * seen
        guard least >= Double(Self.rowsOfADay), Double(day.rows * Self.thin) < Double(usual) * seen else { return nil }
        return Finding(
            .warning, .partitionMissing,
            "\(day.text) has \(NumberText.counted(day.rows, "row")); days like it before had \(NumberText.count(usual))",
            advice: "see whether its data has come whole", column: time, count: day.rows)
    }

    /// Days on which nearly all values of a column are missing, where on the others few are; columns that miss on the
    /// same days failed together.
    private var nullBursts: [Finding] {
        let large = days.filter { $0.rows >= Self.rowsOfADay }
        guard large.count >= Self.fewestDays else { return [] }
        var bursts: [(days: [DayCounts.Day], columns: [Int])] = []
        for index in counts.columns.indices {
            let burst = large.filter { $0.present[index] * 10 <= $0.rows }
            let others = large.filter { $0.present[index] * 10 > $0.rows }
            let nulls = others.reduce(0) { $0 + $1.rows - $1.present[index] }
            let isRare = burst.count * 4 <= large.count && nulls * 10 <= others.reduce(0) { $0 + $1.rows }
            guard !burst.isEmpty, isRare else { continue }
            if let place = bursts.firstIndex(where: { $0.days.map(\.number) == burst.map(\.number) }) {
                bursts[place].columns.append(index)
            } else {
                bursts.append((burst, [index]))
            }
        }
        return bursts.map { burst($0.days, $0.columns, in: large) }
    }

    private func burst(_ burst: [DayCounts.Day], _ columns: [Int], in large: [DayCounts.Day]) -> Finding {
        let first = columns[0]
        let numbers = Set(burst.map(\.number))
        let others = large.filter { !numbers.contains($0.number) }
        let nulls = burst.reduce(0) { $0 + $1.rows - $1.present[first] }
        let name = counts.columns[first]
        let more = columns.count > 1 ? " (and \(NumberText.counted(columns.count - 1, "other column")) with it)" : ""
        let usual = Self.share(
            others.reduce(0) { $0 + $1.rows - $1.present[first] }, others.reduce(0) { $0 + $1.rows })
        return Finding(
            .warning, .nullBurst,
            "column '\(name)'\(more) is null in \(Self.share(nulls, burst.reduce(0) { $0 + $1.rows })) of the rows of "
                + "\(NumberText.counted(burst.count, "day")), and in \(usual) of the others",
            advice: "see what failed on those days, and load them again", column: name, count: nulls,
            keys: burst.map(\.text),
            evidence: ["columns": .array(columns.map { .string(counts.columns[$0]) })])
    }

    private static func share(_ part: Int, _ whole: Int) -> String {
        NumberText.percent(whole == 0 ? 0 : Double(part) / Double(whole))
    }
}
