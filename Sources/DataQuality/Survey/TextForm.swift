package import Columns
package import Warehouse

/// What a text column really holds, where nearly all of its texts are written alike.
package enum TextForm: Sendable, Equatable {
    case number
    /// Such as `1,234.5`: commas between thousands.
    case groupedNumber
    /// Such as `1.234,5`.
    case decimalComma
    /// Such as `$9,700.13`, `€ 1.234,50` or `EUR 12`: a number with the sign or the code of a currency.
    case money(NumberNotation)
    /// Such as `12.5 %`.
    case percent(NumberNotation)
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
        "%Y-%m", "%Y/%m", "%m/%Y",
    ]

    /// Months that a number could be too, such as `01.2016`.
    static let dottedMonth = TextForm.date(format: "%m.%Y")
    /// Months that only the name of their column tells from a number, such as `201601`.
    static let joinedMonth = TextForm.date(format: "%Y%m")

    /// How times of day are written.
    static let timeFormats = ["%H:%M", "%H:%M:%S", "%I:%M %p"]

    /// The forms of moments, the likeliest first.
    static let moments: [TextForm] = dateFormats.map { .date(format: $0) } + timeFormats.map { .time(format: $0) }

    /// The forms of numbers, the likeliest first.
    static let numbers: [TextForm] =
        [.number, .groupedNumber, .decimalComma] + NumberNotation.allCases.map { .money($0) }
        + NumberNotation.allCases.map { .percent($0) }

    /// The forms that are tried on every column of texts.
    static let tried: [TextForm] = [dottedMonth] + numbers

    /// All forms, the likeliest first.
    static let all: [TextForm] = tried + moments

    /// How a text begins that may hold a number, a date or a time, as a pattern.
    static let beginning: SQL = "'^\\s*[+-]?([A-Z]{0,3}\\p{Sc}|[A-Z]{3})?[\\s\\p{Z}]*[+-]?[0-9]'"

    /// Whether a text is digits behind a zero: a postcode or an article's number, which as a number is another.
    static func isPadded(_ text: SQL) -> SQL { "regexp_matches(\(text), '^\\s*0[0-9]')" }

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
        case .money(let notation): notation.value(of: text, .money)
        case .percent(let notation): notation.value(of: text, .percent)
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
        case .money(let notation): notation.holds(for: text, .money)
        case .percent(let notation): notation.holds(for: text, .percent)
        case Self.joinedMonth: "regexp_full_match(\(text), '(1[89]|2[01])[0-9]{2}(0[1-9]|1[0-2])')"
        // A number would leave the zero out.
        case Self.dottedMonth: "regexp_full_match(\(text), '\\s*(0[1-9]|1[0-2])\\.(1[89]|20)[0-9]{2}\\s*')"
        case .date(let format) where !format.contains("%d"):
            "date_part('year', try_strptime(\(text), \(Literal(format)))) BETWEEN 1800 AND 2200"
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
        case .money: "amounts of money"
        case .percent: "percentages"
        case .date(let format): "\(format.contains("%d") ? "dates" : "months") of the form \(format)"
        case .time(let format): "times of day of the form \(format)"
        }
    }
}
