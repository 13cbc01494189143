package import Columns
import Evidence

/// What a row holds, in words that can stand before "raises the score by 0.31".
package struct ReasonWords: Sendable {
    private let features: [Feature]
    private let columns: [Column?]
    private let since: [Column?]

    /// Texts longer than this are cut.
    private static let textLength = 60

    /// Looks the columns of a plan up once.
    package init(_ plan: FeaturePlan, in table: Table) {
        features = plan.features
        columns = plan.features.map { table[$0.source] }
        since = plan.features.map { $0.treatment.since.flatMap { table[$0] } }
    }

    /// `carrier = EV`, `departure at 19:00`, `temp is missing`.
    package func words(_ slot: AttributionPlan.Slot, row: Int) -> String {
        let feature = features[slot.feature]
        let name = DisplayText.escaped(feature.source)
        guard let column = columns[slot.feature], column.validity[row], let value = value(column, row, slot) else {
            return "\(name) is missing"
        }
        return "\(name) \(value)"
    }

    private func value(_ column: Column, _ row: Int, _ slot: AttributionPlan.Slot) -> String? {
        switch column {
        case .boolean(let values): return "= \(values.values[row])"
        case .integer(let values): return "= \(values.values[row])"
        case .double(let values):
            guard values.values[row].isFinite else { return nil }
            return "= " + NumberText.setting(values.values[row]).replacing(",", with: "")
        case .text(let values):
            let text = values.dictionary[Int(values.codes[row])]
            let shown = text.count > Self.textLength ? text.prefix(Self.textLength) + "…" : text[...]
            return "= \(DisplayText.escaped(String(shown)))"
        case .timestamp(let values, _): return moment(values.values[row], row, slot)
        }
    }

    private func moment(_ moment: Int64, _ row: Int, _ slot: AttributionPlan.Slot) -> String {
        func part(_ part: CalendarPart) -> Int { part.index(ofMicroseconds: moment) }
        switch slot.part {
        case .value, .absence: return "is given"
        case .calendar(.month): return "in \(Self.months[part(.month)])"
        case .calendar(.dayOfMonth): return "on day \(part(.dayOfMonth) + 1) of a month"
        case .calendar(.dayOfWeek): return "on a \(Self.days[part(.dayOfWeek)])"
        case .calendar(.hour), .calendar(.minuteOfDay):
            let minute = part(.minuteOfDay)
            return "at \(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        case .elapsed(let name):
            let other = DisplayText.escaped(name)
            guard case .timestamp(let origins, _) = since[slot.feature], origins.validity[row] else {
                return "without \(other)"
            }
            let seconds = Elapsed.seconds(from: origins.values[row], to: moment)
            guard seconds.isFinite else { return "far from \(other)" }
            return "\(Self.length(seconds.magnitude)) \(seconds < 0 ? "before" : "after") \(other)"
        }
    }

    /// A time in its two largest units.
    private static func length(_ seconds: Double) -> String {
        guard seconds >= 60 else { return "\(NumberText.setting(seconds)) s" }
        let minutes = Int((min(seconds, 1e15) / 60).rounded())
        if minutes < 60 { return "\(minutes) min" }
        if minutes < 48 * 60 { return "\(minutes / 60) h \(minutes % 60) min" }
        return NumberText.counted(Int((seconds / 86_400).rounded()), "day")
    }

    /// Names of the months.
    package static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    /// Names of the days, Monday first.
    package static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}
