package import Columns
import Evidence
import Warehouse

/// How tables become one row per prediction.
package struct DatasetPlan: Sendable {
    /// A table with at most one row for each row: what is known of a thing, whenever.
    package struct Lookup: Sendable {
        package var table: SurveyedTable
        package var link: TableLink
        /// The name that it has in the dataset's SQL.
        package var alias: String
        /// Columns that are taken.
        package var columns: [String]
        /// The lookup behind which it stands, by its alias; `nil` where the main table leads to it.
        package var via: String?
    }

    /// A table of a row for each thing and moment, such as the weather: the last row that was known is taken.
    package struct Series: Sendable {
        package var table: SurveyedTable
        package var on: [TableLink.Pair]
        /// The moment of its rows.
        package var time: String
        /// Microseconds from one row to the next: after so long a row is taken to be known.
        package var step: Int64
        /// Whether several rows can have one moment.
        package var hasTwins: Bool
        package var alias: String
        package var columns: [String]
        package var containment: Double
    }

    /// A table of many rows for each thing: they are counted and summed over windows before the prediction.
    package struct Events: Sendable {
        package var table: SurveyedTable
        package var pair: TableLink.Pair
        package var link: TableLink
        /// The moment of an event; `nil` where the table has none.
        package var time: String?
        package var windows: [Window]
        /// A column of few kinds, each counted apart.
        package var kinds: (column: String, values: [String])?
        /// Columns of numbers that are summed, with the digits after the point that are kept.
        package var numbers: [(column: String, digits: Int)]
        package var alias: String
    }

    /// A span of time before a prediction or behind it.
    package struct Window: Sendable, Equatable {
        package var microseconds: Int64

        package init(microseconds: Int64) { self.microseconds = microseconds }

        package init(days: Int) { microseconds = Int64(days) * Self.day }

        package static let day: Int64 = 86_400_000_000

        /// Units from the largest, in microseconds.
        private static let units: [(span: Int64, word: String)] = [
            (day, "day"), (day / 24, "hour"), (day / 1_440, "minute"), (day / 86_400, "second"), (1, "microsecond"),
        ]

        /// The largest unit of which it is a multiple, and how many it is.
        private var counted: (count: Int64, word: String) {
            let unit = Self.units.first { microseconds % $0.span == 0 } ?? (1, "microsecond")
            return (microseconds / unit.span, unit.word)
        }

        /// Such as `30d` or `6h`.
        package var short: String { "\(counted.count)\(counted.word.prefix(1))" }

        /// Such as `30 days` or `6 hours`.
        package var words: String { "\(counted.count) \(counted.word)\(counted.count == 1 ? "" : "s")" }

        /// What stands after "every", such as `hour` or `30 days`.
        package var every: String { words.hasPrefix("1 ") ? String(words.dropFirst(2)) : words }
    }

    /// A label that is whether something happens in a window after a cut.
    package struct Outcome: Sendable {
        /// The table of what happens, as it is among the events.
        package var table: SurveyedTable
        package var pair: TableLink.Pair
        package var time: String
        package var window: Window
        /// The first and the last cut, and the span between two.
        package var first: Int64
        package var last: Int64
        /// The moment from which on a thing is there; `nil` where none is known.
        package var since: String?
        /// The label's name.
        package var label: String
    }

    package var main: SurveyedTable
    package var key: [String]
    /// The moment of prediction: a column of the main table, or ``predictedAt`` where the dataset makes it.
    package var time: String?
    /// The one moment of all predictions, where no column holds it.
    package var cut: Int64? {
        didSet { if cut != nil { time = Self.predictedAt } }
    }
    /// Whether no column tells that it is ``cut``.
    package var isCutAssumed = false
    /// The moment of prediction, where columns of its parts make it up.
    package var composed: ComposedMoment? {
        didSet { if composed != nil { time = Self.predictedAt } }
    }
    package var lookups: [Lookup] = []
    package var series: [Series] = []
    package var events: [Events] = []
    package var outcome: Outcome? {
        didSet { if outcome != nil { time = Self.predictedAt } }
    }

    /// Labels that too few rows have to stand in every part, with how many rows have one of them.
    package var rare: Rare?

    /// Whether rows that are alike in every column are taken once.
    package var dropsCopies = false

    /// Labels that are left out.
    package struct Rare: Sendable, Equatable {
        package var label: String
        package var values: [String]
        package var rows: Int

        /// Rows that a class needs, so that it can stand in every part.
        package static let needed = 3

        /// The rare ones of a label of texts; `nil` where there are none.
        package init?(_ label: SurveyedColumn) {
            guard label.type == .text, label.distinct <= Limits.textClasses else { return nil }
            let few = label.values.filter { $0.rows < Self.needed }
            guard !few.isEmpty, label.values.count - few.count > 1 else { return nil }
            self.label = label.name
            values = few.map(\.text)
            rows = few.reduce(0) { $0 + $1.rows }
        }
    }

    /// The name of a moment of prediction that no column holds.
    package static let predictedAt = "predicted_at"

    package init(main: SurveyedTable, key: [String], time: String?) {
        self.main = main
        self.key = key
        self.time = time
    }

    /// Whether the dataset is the table as it is.
    package var isPlain: Bool {
        lookups.isEmpty && series.isEmpty && events.isEmpty && outcome == nil && cut == nil && composed == nil
            && rare == nil
            && !dropsCopies
            && main.columns.allSatisfy { $0.form == nil }
    }

    /// A moment as SQL and people write it, in UTC, such as `2024-06-01 00:00:00`.
    package static func words(ofMoment microseconds: Int64) -> String { Moments.text(microseconds) }

    /// What the one moment of all predictions is, and why; `nil` where there is none.
    ///
    /// - Parameter label: what is predicted.
    /// - Returns: the words.
    package func cutWords(label: String) -> String? {
        cut.map { cut in
            let moment = "\(Self.words(ofMoment: cut)) for all rows"
            return isCutAssumed
                ? moment
                    + ", which is assumed: no column says when '\(label)' was to be predicted; write the right one "
                    + "in the dataset's SQL"
                : moment + ", from which on '\(label)' tells what happens"
        }
    }

    /// The type of the moment of prediction.
    package var timeType: ColumnType? {
        cut != nil || composed != nil || outcome != nil ? .timestamp : time.flatMap { main[$0]?.type }
    }
}
