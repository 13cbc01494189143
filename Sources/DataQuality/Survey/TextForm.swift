package import Columns
package import Warehouse

/// What a text column really holds, where nearly all of its texts are written alike.
package enum TextForm: Sendable, Equatable {
    case number
    /// Such as `1,234.5`: commas between thousands.
    case groupedNumber
    /// Such as `1.234,5`.
    case decimalComma
    /// Dates or moments; `format` is one of `dateFormats`.
    case date(format: String)
    /// Times of day; `format` is one of `timeFormats`.
    case time(format: String)

    /// How dates are written, the likelier reading of an ambiguous one first.
    static let dateFormats = [
        "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%Y %H:%M",
        "%m/%d/%Y %H:%M", "%d-%m-%Y", "%Y/%m/%d", "%Y/%m/%d %H:%M:%S", "%d.%m.%y", "%d.%m.%y %H:%M", "%d/%m/%y",
        "%m/%d/%y", "%d-%m-%y", "%d %b %Y", "%Y%m%d",
        "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S.%fZ",
    ]

    /// How times of day are written.
    static let timeFormats = ["%H:%M", "%H:%M:%S", "%I:%M %p"]

    /// The forms of moments, the likeliest first.
    static let moments: [TextForm] = dateFormats.map { .date(format: $0) } + timeFormats.map { .time(format: $0) }

    /// All forms, the likeliest first.
    static let all: [TextForm] = [.number, .groupedNumber, .decimalComma] + moments

    /// The type that the texts become.
    package var type: ColumnType {
        if case .date = self { .timestamp } else { .double }
    }

    /// The value of a text, NULL where it has another form; a time of day as its hours.
    package func value(of text: SQL) -> SQL {
        switch self {
        case .number: SQL.tryCast(text, to: .double)
        case .groupedNumber: SQL.tryCast("replace(\(text), ',', '')", to: .double)
        case .decimalComma:
            SQL.tryCast("replace(replace(\(text), '.', ''), ',', '.')", to: .double)
        case .date(let format): "try_strptime(\(text), \(Literal(format)))"
        case .time(let format):
            "date_part('epoch', CAST(try_strptime(\(text), \(Literal(format))) AS TIME)) / 3600"
        }
    }

    /// Whether a text has the form.
    func holds(for text: SQL) -> SQL {
        switch self {
        case .number: "isfinite(\(value(of: text)))"
        case .groupedNumber:
            "regexp_full_match(\(text), '\\s*[+-]?([0-9]{1,3}|[1-9][0-9]{0,2}(,[0-9]{3})+)(\\.[0-9]+)?\\s*')"
        case .decimalComma:
            "regexp_full_match(\(text), '\\s*[+-]?([0-9]+|[0-9]{1,3}(\\.[0-9]{3})+)(,[0-9]+)?\\s*')"
        // Two digits are no year of the first century.
        case .date(let format): "date_part('year', try_strptime(\(text), \(Literal(format)))) >= 1000"
        case .time(let format):
            "(regexp_matches(\(text), '^[0-9]{1,2}:[0-9]{2}') AND try_strptime(\(text), \(Literal(format))) IS NOT NULL)"
        }
    }

    /// The form in words.
    package var words: String {
        switch self {
        case .number: "numbers"
        case .groupedNumber: "numbers with commas between thousands"
        case .decimalComma: "numbers with a decimal comma"
        case .date(let format): "dates of the form \(format)"
        case .time(let format): "times of day of the form \(format)"
        }
    }
}
