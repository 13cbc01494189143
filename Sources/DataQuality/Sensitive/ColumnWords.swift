/// What the name of a column says of what it holds.
struct ColumnWords {
    /// The words of the name in lower case: `customerE-mail_2` is `customer e mail`.
    let words: [String]
    private let joined: String

    init(_ name: String) {
        var words: [String] = []
        var word = ""
        var last: Character?
        for character in name {
            let startsWord = character.isUppercase && last?.isLowercase == true
            if startsWord || !character.isLetter {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if character.isLetter { word += character.lowercased() }
            last = character
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
        joined = words.joined()
    }

    private func holds(any list: Set<String>) -> Bool { words.contains(where: list.contains) }

    private func holds(part list: [String]) -> Bool { list.contains(where: joined.contains) }

    /// The kinds that the name speaks of.
    var kinds: Set<PersonalKind> {
        var kinds: Set<PersonalKind> = []
        if holds(part: ["email"]) || holds(any: ["mail"]) { kinds.insert(.email) }
        // What numbers or counts phones is no phone number.
        let isOfPhones = holds(any: ["id", "ids", "code", "model", "type", "tower", "count", "plan", "hash", "imei"])
        let callsPhone =
            holds(part: ["phone", "telefon", "mobilenumber", "msisdn"])
            || holds(any: ["tel", "mobile", "cell", "fax", "handy", "telefono", "téléphone", "whatsapp"])
        if callsPhone, !isOfPhones {
            kinds.insert(.phone)
        }
        if holds(part: ["creditcard", "cardnumber", "cardno", "ccnumber", "ccnum", "debitcard", "kreditkarte"])
            || holds(any: ["pan", "cc", "card"])
        {
            kinds.insert(.card)
        }
        if holds(part: ["iban", "bankaccount", "accountnumber", "kontonummer"]) { kinds.insert(.iban) }
        if holds(part: Self.identities) || holds(any: Self.shortIdentities) { kinds.insert(.nationalID) }
        if holds(any: ["ip", "ipv", "ipaddress", "ipaddr"]) { kinds.insert(.ipAddress) }
        if holds(any: ["mac", "macaddress", "macaddr", "bssid"]) { kinds.insert(.macAddress) }
        if holds(part: ["latitude", "longitude", "coordinate", "geopoint", "latlon", "latlng"])
            || holds(any: ["lat", "lon", "lng", "gps", "geo", "location"])
        {
            kinds.insert(.coordinates)
        }
        if holds(part: [
            "birthdate", "dateofbirth", "birthday", "dateofbirth", "geburtsdatum", "naissance", "nacimiento",
        ])
            || holds(any: ["dob", "birth", "born"])
        {
            kinds.insert(.birthDate)
        }
        let isMachine = holds(any: ["ip", "mac", "url", "web", "wallet", "memory", "host"]) || kinds.contains(.email)
        if !isMachine,
            holds(part: ["address", "adresse", "strasse", "straße"])
                || holds(any: ["addr", "street", "residence", "home"])
        {
            kinds.insert(.address)
        }
        if saysName || mayBeName { kinds.insert(.personName) }
        return kinds
    }

    /// Whether the name says that a person's name is held.
    var saysName: Bool {
        holds(part: [
            "firstname", "lastname", "surname", "forename", "givenname", "familyname", "fullname", "maidenname",
            "middlename", "patientname", "employeename", "passengername", "vorname", "nachname", "prénom", "prenom",
            "apellido", "cognome", "fname", "lname",
        ])
    }

    /// Whether the name speaks of social security, as only one number is called.
    var saysSocialSecurity: Bool { holds(part: ["socialsecurity"]) || holds(any: ["ssn"]) }

    /// Whether it may be, as it may be of a thing or a firm.
    var mayBeName: Bool {
        holds(any: [
            "name", "names", "customer", "client", "patient", "employee", "passenger", "contact", "owner", "person",
            "author", "holder", "cardholder", "user", "member", "nombre", "nome",
        ])
    }

    /// Parts of names for numbers of identity.
    private static let identities = [
        "socialsecurity", "socialinsurance", "nationalid", "nationalinsurance", "personalid", "identitynumber",
        "identitycard", "taxid", "taxnumber", "taxpayer", "passport", "driverlicense", "drivinglicence",
        "steuerid", "codicefiscale", "fiscalcode", "personnummer", "aadhaar", "aadhar", "citizenid",
    ]
    private static let shortIdentities: Set<String> = [
        "ssn", "sin", "nino", "nin", "tin", "nhs", "dni", "nie", "nif", "nir", "cpf", "pesel", "bsn", "ahv", "hetu",
        "cpr", "fnr", "insee",
    ]
}
