/// Values that an engine quotes in its messages: they help to find a row, but those of persons are not to be shown.
enum QuotedValues {
    /// What stands in the place of a value.
    private static let mask = "[masked]"
    /// Digits from which on a value may be the number of a person, an account or a card; dates have fewer.
    private static let telling = 9
    /// Characters of a word that is still shown.
    private static let longest = 12

    /// A message without the values that may be personal: with an at sign, with many digits, and, where the engine says
    /// that it quotes a value, of several words.
    static func withoutPersonal(_ message: String) -> String {
        withoutBare(withoutPattern(withoutQuoted(message)))
    }

    private static func withoutQuoted(_ message: String) -> String {
        var result = ""
        var rest = Substring(message)
        while let open = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(of: rest[open]) else { break }
            let value = rest[after..<close]
            let before = result + rest[..<open]
            let isValue = ["convert string ", "parse string ", "value "].contains { before.hasSuffix($0) }
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

    /// What RE2 says of a pattern, which may have been made of the data, before it quotes the pattern without marks.
    private static let patternFaults = [
        "missing )", "missing ]", "unexpected )", "no argument for repetition operator", "bad repetition operator",
        "invalid escape sequence", "invalid character class range", "invalid perl operator", "invalid named capture",
        "invalid character class", "invalid UTF-8",
    ]

    private static func withoutPattern(_ message: String) -> String {
        for fault in patternFaults {
            guard let mark = message.firstRange(of: fault + ": ") else { continue }
            let pattern = message[mark.upperBound...]
            return isPersonal(pattern, isValue: true) ? message[..<mark.upperBound] + mask : message
        }
        return message
    }

    /// Words without marks: with an at sign between letters, or of as many digits as an account has.
    private static func withoutBare(_ message: String) -> String {
        var result = ""
        var word = ""
        func take() {
            let inner = word.drop { !$0.isLetter && !$0.isNumber }
            let isMail = inner.firstIndex(of: "@").map { $0 > inner.startIndex && inner[$0...].contains(".") } ?? false
            let isLong = inner.count(where: \.isNumber) >= telling && !word.contains("'") && !word.contains("\"")
            result += isMail || isLong ? word.prefix { !$0.isLetter && !$0.isNumber } + mask : word
            word = ""
        }
        for character in message {
            if character.isWhitespace {
                take()
                result.append(character)
            } else {
                word.append(character)
            }
        }
        take()
        return result
    }
}
