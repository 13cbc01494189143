import Columns
import Warehouse

/// How a number with a mark, such as a currency's or that of per cent, separates its decimals and thousands.
package enum NumberNotation: Sendable, CaseIterable {
    /// Such as `9,700.13`.
    case point
    /// Such as `9.700,13`.
    case comma

    /// What a number is marked by.
    enum Mark {
        case money
        case percent

        /// The mark as a pattern of the engine's.
        var pattern: String {
            switch self {
            case .money:
                "([A-Z]{0,3}\\p{Sc}|USD|EUR|GBP|CHF|JPY|CNY|INR|KRW|AUD|CAD|NZD|SGD|HKD|BRL|MXN|ZAR|SEK|NOK|DKK|PLN|CZK|HUF"
                    + "|RON|TRY)"
            case .percent: "%"
            }
        }

        /// What is taken out of a text besides separators, in brackets of a pattern.
        fileprivate var marks: String {
            switch self {
            case .money: "\\s\\p{Z}\\p{Sc}A-Z"
            case .percent: "\\s\\p{Z}%"
            }
        }
    }

    /// Whether a text is a number with the mark before or behind it.
    func holds(for text: SQL, _ mark: Mark) -> SQL {
        let blank = "[\\s\\p{Z}]*"
        let form = "\(blank)[+-]?(\(mark.pattern)\(blank))?[+-]?\(digits)(\(blank)\(mark.pattern))?\(blank)"
        let isFormed: SQL = """
            (regexp_matches(\(text), \(Literal(mark.pattern))) AND regexp_full_match(\(text), \(Literal(form))))
            """
        // Nobody writes euros with three decimals.
        guard self == .point, mark == .money else { return isFormed }
        return "(\(isFormed) AND NOT regexp_matches(\(text), '(€|EUR)[^.]*\\.[0-9]{3}[^0-9]*$|\\.[0-9]{3}\\s*(€|EUR)'))"
    }

    private var digits: String {
        switch self {
        case .point: "([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\\.[0-9]+)?"
        case .comma: "([0-9]+|[1-9][0-9]{0,2}([.\\p{Z}][0-9]{3})+)(,[0-9]+)?"
        }
    }

    /// The number, NULL where the text is none.
    func value(of text: SQL, _ mark: Mark) -> SQL {
        switch self {
        case .point:
            SQL.tryCast("regexp_replace(\(text), \(Literal("[\(mark.marks),]")), '', 'g')", to: .double)
        case .comma:
            SQL.tryCast(
                "replace(regexp_replace(\(text), \(Literal("[\(mark.marks).]")), '', 'g'), ',', '.')", to: .double)
        }
    }
}
