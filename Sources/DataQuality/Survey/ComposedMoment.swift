import Columns
package import Warehouse

/// A moment that no column holds and that columns of its parts make up: year, month, day, and hour and minute where
/// they are there.
package struct ComposedMoment: Sendable, Equatable {
    /// The columns, from the year to the finest part.
    package let columns: [String]

    /// The moment of a table's rows; `nil` where a part is not there in every row, or cannot be one.
    init?(of table: SurveyedTable, but label: String) {
        var columns: [String] = []
        for part in Part.allCases {
            let found = table.columns.first { column in
                column.name != label && column.present == table.rows && part.fits(column)
            }
            guard let found else { break }
            columns.append(found.name)
        }
        guard columns.count > Part.day.rawValue else { return nil }
        self.columns = columns
    }

    /// The moment as SQL, NULL where there is no such day.
    ///
    /// - Parameter table: the table that holds the parts.
    /// - Returns: the expression.
    package func value(in table: Identifier) -> SQL {
        let parts = (0..<Part.allCases.count).map { place -> SQL in
            place < columns.count ? "\(table).\(Identifier(columns[place]))" : "0"
        }
        return "TRY(make_timestamp(\(SQL(parts)), 0))"
    }

    /// The columns in words.
    package var words: String {
        columns.dropLast().joined(separator: ", ") + " and " + (columns.last ?? "")
    }

    private enum Part: Int, CaseIterable {
        case year, month, day, hour, minute

        private var names: Set<String> {
            switch self {
            case .year: ["year", "yr", "jahr"]
            case .month: ["month", "mnth", "monat"]
            case .day: ["day", "tag"]
            case .hour: ["hour", "hr", "stunde"]
            case .minute: ["minute"]
            }
        }

        private var range: ClosedRange<Double> {
            switch self {
            case .year: 1800...2200
            case .month: 1...12
            case .day: 1...31
            case .hour: 0...23
            case .minute: 0...59
            }
        }

        func fits(_ column: SurveyedColumn) -> Bool {
            let words = NameWords(column.name).words
            guard column.type == .integer, words.count == 1, names.contains(words[0]), let least = column.least,
                let greatest = column.greatest
            else { return false }
            return range.contains(least) && range.contains(greatest)
        }
    }
}
