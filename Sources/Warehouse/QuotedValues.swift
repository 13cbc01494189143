/// Values that an engine quotes in its messages: they help to find a row, but those of persons are not to be shown.
enum QuotedValues {
    /// What stands in the place of a value.
    private static let mask = "[masked]"
    /// Digits from which on a value may be the number of a person, an account or a card; dates have fewer.
    private static let telling = 9
    /// Characters of a word that is still shown.
    private static let longest = 12

    /// A message without the quoted values that may be personal: with an at sign, with many digits, and, where the
    /// engine says that it quotes a value, of several words.
    static func withoutPersonal(_ message: String) -> String {
        var result = ""
        var rest = Substring(message)
        while let open = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(of: rest[open]) else { break }
            let value = rest[after..<close]
            let isValue = (result + rest[..<open]).hasSuffix("convert string ")
            result += rest[...open]
            result += isPersonal(value, isValue: isValue) ? mask : String(value)
            result.append(rest[close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func isPersonal(_ value: Substring, isValue: Bool) -> Bool {
        let digits = value.count(where: \.isNumber)
        if digits >= telling || value.contains("@") { return true }
        return isValue && (value.contains(" ") || value.count > longest)
    }
}
