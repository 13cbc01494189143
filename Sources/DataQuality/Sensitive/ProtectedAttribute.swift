/// What the law of many places protects from being decided by; told by a column's name alone, so that a person is
/// asked and nothing is stopped: the sex of penguins is nobody's business but theirs.
package enum ProtectedAttribute: String, Sendable, CaseIterable {
    case sex
    case ethnicity
    case religion
    case politics
    case health
    case sexuality
    case origin
    case maritalStatus = "marital status"

    /// What a column's name says; `nil` for most.
    init?(_ words: ColumnWords) {
        let found = Self.allCases.first { attribute in words.words.contains { attribute.words.contains($0) } }
        guard let found else { return nil }
        self = found
    }

    /// Whether even collecting it is the exception rather than the rule.
    var isSpecial: Bool {
        switch self {
        case .sex, .origin, .maritalStatus: false
        case .ethnicity, .religion, .politics, .health, .sexuality: true
        }
    }

    private var words: Set<String> {
        switch self {
        case .sex: ["sex", "gender", "geschlecht", "sexe", "sexo"]
        case .ethnicity: ["race", "ethnicity", "ethnic", "ethnie", "caste"]
        case .religion: ["religion", "religious", "faith"]
        case .politics: ["political", "politics", "union"]
        case .health: ["disability", "disabled", "pregnant", "pregnancy", "hiv"]
        case .sexuality: ["sexuality", "lgbt"]
        case .origin: ["nationality", "citizenship", "immigrant", "birthplace"]
        case .maritalStatus: ["marital", "maritl"]
        }
    }
}
