/// Checksums that several numbers share.
enum Checksums {
    /// Luhn's sum (ISO/IEC 7812): every second digit from the right twice, its digits added.
    static func luhn(_ digits: Digits) -> Bool {
        var sum = 0
        for (index, byte) in digits.bytes.reversed().enumerated() {
            let digit = (Int(byte) - 48) << (index & 1)
            sum += digit > 9 ? digit - 9 : digit
        }
        return sum % 10 == 0
    }

    /// The remainder by 97, letters counting from 10 on (ISO 7064, MOD 97-10).
    static func remainderBy97(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { remainder, byte in
            byte < 65 ? (remainder * 10 + Int(byte) - 48) % 97 : (remainder * 100 + Int(byte) - 55) % 97
        }
    }

    /// Whether the last digit is that of ISO 7064, MOD 11,10.
    static func mod11And10(_ digits: Digits) -> Bool {
        var product = 10
        for place in 0..<digits.count - 1 {
            let sum = (digits[place] + product) % 10
            product = 2 * (sum == 0 ? 10 : sum) % 11
        }
        return (11 - product) % 10 == digits[digits.count - 1]
    }

    /// Verhoeff's sum over the symmetries of a pentagon.
    static func verhoeff(_ digits: Digits) -> Bool {
        var sum = 0
        for (index, byte) in digits.bytes.reversed().enumerated() {
            sum = pentagon(sum, permuted(Int(byte) - 48, times: index % 8))
        }
        return sum == 0
    }

    /// Two symmetries one after the other: 0 to 4 turn, 5 to 9 mirror.
    private static func pentagon(_ first: Int, _ second: Int) -> Int {
        switch (first < 5, second < 5) {
        case (true, true): (first + second) % 5
        case (true, false): (first + second - 5) % 5 + 5
        case (false, true): (first - 5 - second + 5) % 5 + 5
        case (false, false): (first - second + 5) % 5
        }
    }

    private static func permuted(_ digit: Int, times: Int) -> Int {
        let once = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        return (0..<times).reduce(digit) { digit, _ in once[digit] }
    }

    /// Whether a payment card can have the number: its length and first digits are those of an issuer, and Luhn's sum.
    static func isCard(_ digits: Digits) -> Bool {
        guard digits.areNumeric, (13...19).contains(digits.count), !digits.areEqual else { return false }
        let (two, four) = (digits.number(0..<2), digits.number(0..<4))
        let length = digits.count
        let isIssued =
            switch true {
            case digits[0] == 4: [13, 16, 19].contains(length)
            case (51...55).contains(two), (2221...2720).contains(four): length == 16
            case two == 34, two == 37: length == 15
            case two == 36, two == 38, (3000...3059).contains(four): length == 14
            case four == 6011, two == 65, (6440...6499).contains(four): length == 16
            case (3528...3589).contains(four): length == 16
            case two == 62: length >= 16
            default: false
            }
        return isIssued && luhn(digits)
    }

    /// Whether a bank account can have the number (ISO 13616): its country's length, and 1 as remainder by 97.
    static func isIBAN(_ digits: Digits) -> Bool {
        guard digits.count >= 15, ibanLengths[String(decoding: digits.bytes[..<2], as: UTF8.self)] == digits.count
        else { return false }
        return remainderBy97(digits.bytes[4...] + digits.bytes[..<4]) == 1
    }

    private static let ibanLengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21,
        "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18,
        "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
        "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
        "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29,
        "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
        "UA": 29, "VA": 22, "VG": 24, "XK": 20,
    ]
}
