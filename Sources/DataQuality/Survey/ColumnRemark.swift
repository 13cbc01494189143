import Columns
import Evidence

/// What is said of a column before anything is tried: that it should be no feature, and why.
package enum ColumnRemark: Sendable, Equatable {
    case exclude(reason: String)
    /// A protected attribute: it is evaluated apart.
    case sensitive

    /// The remark on a column of a table; `nil` for a column that may well be a feature.
    package static func of(_ column: SurveyedColumn, in table: SurveyedTable, key: [String]) -> ColumnRemark? {
        if column.present == 0 { return .exclude(reason: "it has no value in any row") }
        if column.isConstant, column.present == table.rows { return .exclude(reason: "one value in every row") }
        let words = NameWords(column.name)
        if let reason = person(words) { return .exclude(reason: reason) }
        if words.contains(anyOf: protected) { return .sensitive }
        guard !key.contains(column.name) else { return nil }
        if words.isIdentifier, column.isNumber, column.distinct > kinds {
            return .exclude(reason: "a number that names something; its size means nothing")
        }
        return nil
    }

    /// Values up to which a number that names something is a list of kinds.
    package static let kinds = 20

    /// Why a column that names a person is no feature.
    private static func person(_ words: NameWords) -> String? {
        let joined = words.joined
        let isName = words.contains(anyOf: contacts) || names.contains { joined.contains($0) }
        return isName ? "it may name a person" : nil
    }

    private static let contacts: Set = [
        "email", "mail", "phone", "telephone", "telefon", "mobile", "ssn", "iban", "passport", "surname", "firstname",
        "lastname", "fullname", "vorname", "nachname", "address", "street", "strasse",
    ]
    private static let names = [
        "first_name", "last_name", "full_name", "e_mail", "card_number", "credit_card_n", "ip_address",
    ]
    private static let protected: Set = [
        "sex", "gender", "race", "ethnicity", "ethnic", "religion", "nationality", "disability", "geschlecht",
    ]
}
