import Warehouse

/// What one value looks like; the engine asks all of these of each value of a sample.
///
/// A condition is about `v`, a text without blanks around it. What it lets pass by chance is the judgement's to weigh.
enum ContentPattern: Int, CaseIterable, Sendable {
    case email
    /// In the form of a number that has a checksum: such a value leaves the engine to be checked.
    case code
    /// Such a number within other text: the number alone leaves the engine.
    case codeWithin
    /// A number as one is dialled from abroad, or as France writes it.
    case phone
    /// A number as North America writes it.
    case northAmericanPhone
    /// Digits and signs as any country may write a phone number.
    case dialled
    case socialSecurity
    case ipAddress
    /// An IP address with a part that versions hardly have.
    case wideIPAddress
    case macAddress
    case date
    case year
    /// Two decimal numbers that can be a place.
    case coordinatePair
    /// A decimal number that can be half of one.
    case degrees
    /// A number and a word for a street.
    case street
    case numberAndWords
    /// Words of letters alone.
    case words
    case severalWords
    /// A given name among the words.
    case givenName
    case sentence
    /// An address of mail or a phone number within other text.
    case personalWithin
    /// An address of mail within other text, or beside another.
    case mailWithin
    /// An IP address within other text, with a part that versions hardly have.
    case ipAddressWithin

    /// What a value adds to the number that says which patterns it fits.
    var bit: Int { 1 << rawValue }

    /// What a number, written as text, has to be to fit it; `nil` where none can.
    var numberCondition: SQL? {
        switch self {
        case .code: "length(v) BETWEEN 8 AND 19 AND NOT contains(v, '.')"
        case .dialled: "length(v) BETWEEN 7 AND 15 AND NOT contains(v, '.')"
        case .date: "length(v) = 8 AND \(full("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"))"
        case .year: "length(v) = 4 AND (starts_with(v, '19') OR starts_with(v, '20'))"
        case .degrees: "contains(v, '.') AND abs(TRY_CAST(v AS DOUBLE)) <= 180"
        default: nil
        }
    }

    /// What a text has to be to fit it.
    var condition: SQL {
        switch self {
        // The name of a picture of double size is no address.
        case .email: "contains(v, '@') AND \(full(WrittenForm.email)) AND NOT \(part(#"@[0-9]x\.[a-z]+$"#))"
        case .code: "length(v) >= 8 AND \(full(#"[A-Za-z0-9][A-Za-z0-9 .\-/+]{7,41}"#)) AND \(digits) >= 6"
        case .codeWithin: "length(v) > 14 AND \(part(WrittenForm.codeWithin)) AND NOT \(full(WrittenForm.codeWithin))"
        case .phone: "\(full(WrittenForm.phone)) AND \(digits) BETWEEN 8 AND 15 AND NOT \(full(#"\+[0-9]+\.[0-9]+"#))"
        case .northAmericanPhone: full(WrittenForm.northAmericanPhone)
        case .dialled:
            """
            length(v) >= 7 AND \(full(#"\+?[0-9(][0-9 ().\-/]{5,22}(?: ?(?:x|ext\.?) ?[0-9]{1,5})?"#)) \
            AND \(digits) BETWEEN 7 AND 20 AND NOT \(full(#"[0-9]+\.[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}"#))
            """
        case .socialSecurity: full(#"[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}"#)
        case .ipAddress: full(WrittenForm.ipAddress)
        case .wideIPAddress: "\(full(WrittenForm.ipAddress)) AND \(part("[0-9]{3}|:"))"
        case .macAddress: "\(full(WrittenForm.macAddress)) AND \(part("[A-Fa-f]"))"
        case .date: full(WrittenForm.date)
        case .year: full("(?:19|20)[0-9]{2}")
        case .coordinatePair: full(WrittenForm.coordinatePair)
        case .degrees: full(#"-?1?[0-9]{1,2}\.[0-9]+°?(?: ?[NSEWnsew])?"#)
        case .street: "\(part("[0-9]")) AND \(part(WrittenForm.street))"
        case .numberAndWords: "contains(v, ' ') AND \(part("[0-9]")) AND \(part(#"\pL{3}"#))"
        case .words: full(#"\pL[\pL'’.\-]*(?:,? ["(]?\pL[\pL'’.\-]*[")]?)*"#)
        case .severalWords: part(#"\pL[.,]? ["(]?\pL"#)
        case .givenName: part(GivenNames.pattern)
        case .sentence: part(#"(?:\S+\s+){4}\S"#)
        case .personalWithin:
            """
            length(v) > 12 AND \(part(WrittenForm.personalWithin)) AND NOT \(full(WrittenForm.personalWithin)) \
            AND NOT \(part(WrittenForm.account))
            """
        case .mailWithin:
            """
            contains(v, '@') AND \(part(WrittenForm.mail)) AND NOT \(full(WrittenForm.email)) \
            AND NOT \(part(WrittenForm.account))
            """
        case .ipAddressWithin:
            """
            length(v) > 9 AND \(part(WrittenForm.ipAddressWithin)) AND \(part("[0-9]{3}|(?i:ip)")) \
            AND NOT \(full(WrittenForm.ipAddress))
            """
        }
    }

    private func full(_ pattern: String) -> SQL { "regexp_full_match(v, \(Literal(pattern)))" }

    private func part(_ pattern: String) -> SQL { "regexp_matches(v, \(Literal(pattern)))" }

    private var digits: SQL { "length(regexp_replace(v, '[^0-9]', '', 'g'))" }

    /// The value that leaves the engine to be checked: a code, or the code in a text.
    static var candidate: SQL {
        """
        CASE WHEN mask & \(Self.codeWithin.bit) > 0 THEN regexp_extract(v, \(Literal(WrittenForm.codeWithin))) \
        WHEN mask & \(Self.code.bit) > 0 THEN v END
        """
    }
}
