import Columns
import Evidence
import Warehouse

/// Expectations of how a value is written; all patterns run in the engine.
enum Patterns {
    /// The condition that a value is not written as expected.
    static func unexpected(_ scope: CheckScope, _ column: ColumnSQL) throws -> SQL {
        let text = column.text
        switch scope.expectation.type {
        case .matchRegex: return "NOT \(regex(text, scope.text("regex") ?? ""))"
        case .notMatchRegex: return regex(text, scope.text("regex") ?? "")
        case .matchRegexList: return "NOT (\(joined(scope, scope.texts("regex_list").map { regex(text, $0) })))"
        case .notMatchRegexList: return any(scope.texts("regex_list").map { regex(text, $0) })
        case .matchLike: return "NOT \(like(text, scope.text("like_pattern") ?? ""))"
        case .notMatchLike: return like(text, scope.text("like_pattern") ?? "")
        case .matchLikeList: return "NOT (\(joined(scope, scope.texts("like_pattern_list").map { like(text, $0) })))"
        case .notMatchLikeList: return any(scope.texts("like_pattern_list").map { like(text, $0) })
        // What is asked of a null is null only where the question is not whether something is null.
        case .dateParseable: return "\(column.name) IS NOT NULL AND NOT (\(isDate(column)))"
        case .strftime:
            return
                "\(column.name) IS NOT NULL AND try_strptime(\(text), \(Literal(scope.text("strftime_format") ?? ""))) IS NULL"
        default: return "NOT json_valid(\(text))"
        }
    }

    private static func regex(_ text: SQL, _ pattern: String) -> SQL {
        "regexp_matches(\(text), \(Literal(pattern)))"
    }

    private static func like(_ text: SQL, _ pattern: String) -> SQL { "(\(text) LIKE \(Literal(pattern)))" }

    private static func joined(_ scope: CheckScope, _ conditions: [SQL]) -> SQL {
        scope.text("match_on") == "all" ? all(conditions) : any(conditions)
    }

    private static func any(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "FALSE" : "(\(SQL(conditions, separatedBy: " OR ")))"
    }

    private static func all(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "TRUE" : "(\(SQL(conditions, separatedBy: " AND ")))"
    }

    /// How dates are commonly written, besides what the engine casts.
    private static let dateFormats = [
        "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y%m%d", "%b %d, %Y", "%B %d, %Y", "%d %b %Y",
        "%d %B %Y", "%b %d %Y", "%m/%d/%y", "%d-%b-%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%Y/%m/%d %H:%M:%S",
        "%d.%m.%Y %H:%M", "%a, %d %b %Y %H:%M:%S", "%Y-%m", "%H:%M", "%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ",
    ]

    private static func isDate(_ column: ColumnSQL) -> SQL {
        switch column.column.type {
        case .date, .timestamp, .instant: return "TRUE"
        default: break
        }
        let formats = Literal.list(dateFormats.map { .text($0) })
        let text = column.text
        return "TRY_CAST(\(text) AS TIMESTAMPTZ) IS NOT NULL OR try_strptime(trim(\(text)), \(formats)) IS NOT NULL"
    }
}
