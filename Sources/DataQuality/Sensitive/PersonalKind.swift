/// What a column may hold that tells who a person is.
package enum PersonalKind: String, Sendable, CaseIterable {
    case email
    case card
    case iban
    case nationalID = "national_id"
    case phone
    case macAddress = "mac_address"
    case ipAddress = "ip_address"
    case birthDate = "birth_date"
    case personName = "person_name"
    case address
    case coordinates
    /// Sentences with one of the others in them.
    case freeText = "free_text"

    /// What the values are, to stand after "holds".
    package var words: String {
        switch self {
        case .email: "email addresses"
        case .card: "payment card numbers"
        case .iban: "bank account numbers (IBAN)"
        case .nationalID: "national identity numbers"
        case .phone: "phone numbers"
        case .macAddress: "MAC addresses"
        case .ipAddress: "IP addresses"
        case .birthDate: "dates of birth"
        case .personName: "names of persons"
        case .address: "postal addresses"
        case .coordinates: "coordinates"
        case .freeText: "free text with personal data in it"
        }
    }

    /// What the dataset's SQL can take out of such a column instead of it; `nil` where there is nothing of use.
    var instead: String? {
        switch self {
        case .email: "its domain"
        case .birthDate: "an age in years"
        case .address, .coordinates: "a region"
        case .phone: "a country code"
        case .ipAddress: "a network or country"
        case .freeText: "counts of words"
        case .card, .iban, .nationalID, .macAddress, .personName: nil
        }
    }
}

/// How sure it is that a column is personal.
package enum PersonalCertainty: String, Sendable, Comparable {
    /// It may be; a person should look.
    case likely
    /// Its content proves it, or its name and its content agree.
    case certain

    package static func < (left: Self, right: Self) -> Bool { left == .likely && right == .certain }
}
