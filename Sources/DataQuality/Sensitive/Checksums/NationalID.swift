/// Numbers by which a country knows its people.
enum NationalID: String, CaseIterable, Sendable {
    case unitedStates = "US social security number"
    case canada = "Canadian social insurance number"
    case unitedKingdom = "UK national insurance number"
    case nationalHealth = "UK NHS number"
    case germany = "German tax identification number"
    case france = "French social security number"
    case spain = "Spanish DNI or NIE"
    case italy = "Italian codice fiscale"
    case netherlands = "Dutch BSN"
    case belgium = "Belgian national number"
    case switzerland = "Swiss AHV number"
    case poland = "Polish PESEL"
    case sweden = "Swedish personal identity number"
    case norway = "Norwegian national identity number"
    case denmark = "Danish CPR number"
    case finland = "Finnish personal identity code"
    case brazil = "Brazilian CPF"
    case india = "Indian Aadhaar"
    case china = "Chinese resident identity number"
    case southAfrica = "South African identity number"

    /// Whether a value of this form is hardly ever anything else; other values need the column's name too.
    ///
    /// One check digit is met by a tenth of all numbers, and others have the same: firms in Canada and France, books
    /// and the health service in the UK. A form without a check digit says little by itself.
    var isProof: Bool {
        switch self {
        case .unitedStates, .canada, .nationalHealth, .netherlands, .denmark: false
        default: true
        }
    }

    /// Whether a value, without blanks and signs, is such a number.
    func matches(_ digits: Digits) -> Bool {
        guard digits.count >= 9, !digits.areEqual else { return false }
        guard digits.areNumeric else { return matchesLetters(digits) }
        return digits.count > 10 ? matchesLong(digits) : matchesShort(digits)
    }

    /// Numbers of nine and ten digits.
    private func matchesShort(_ digits: Digits) -> Bool {
        switch (self, digits.count) {
        case (.unitedStates, 9):
            // No check digit: the form has to say it, unless the column's name does.
            let area = digits.number(0..<3)
            return area != 0 && area != 666 && area < 900 && digits.number(3..<5) > 0 && digits.number(5..<9) > 0
        case (.canada, 9): return digits[0] != 0 && digits[0] != 8 && Checksums.luhn(digits)
        case (.netherlands, 9): return digits.weighted([9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
        case (.nationalHealth, 10): return digits.weighted([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        case (.sweden, 10): return Self.isBorn(digits, month: 2, day: 4) && Checksums.luhn(digits)
        case (.denmark, 10): return Self.isBorn(digits, month: 2, day: 0)
        case (.finland, 10): return Self.isFinnish(digits, number: 6)
        default: return false
        }
    }

    /// Numbers of eleven digits and more.
    private func matchesLong(_ digits: Digits) -> Bool {
        switch (self, digits.count) {
        case (.germany, 11): return digits[0] != 0 && Self.repeatsOneDigit(digits) && Checksums.mod11And10(digits)
        case (.belgium, 11):
            let (head, check) = (digits.number(0..<9), digits.number(9..<11))
            return Self.isBorn(digits, month: 2, day: 4)
                && (97 - head % 97 == check || 97 - (2_000_000_000 + head) % 97 == check)
        case (.poland, 11):
            // The century stands in the month.
            let month = digits.number(2..<4) % 20
            return Digits.isDay(month: month, day: digits.number(4..<6))
                && digits.weighted([1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
        case (.norway, 11):
            let day = digits[0] > 3 ? digits.number(0..<2) - 40 : digits.number(0..<2)
            return Digits.isDay(month: digits.number(2..<4) % 40, day: day)
                && digits.weighted([3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0]) % 11 == 0
                && digits.weighted([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        case (.brazil, 11): return Self.isCPF(digits)
        case (.sweden, 12):
            return [19, 20].contains(digits.number(0..<2)) && Self.isBorn(digits, month: 4, day: 6)
                && Checksums.luhn(digits.slice(2..<12))
        case (.india, 12): return digits[0] > 1 && Checksums.verhoeff(digits)
        case (.switzerland, 13):
            return digits.number(0..<3) == 756
                && digits.weighted([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0
        case (.southAfrica, 13): return Self.isBorn(digits, month: 2, day: 4) && Checksums.luhn(digits)
        case (.france, 15):
            return [1, 2].contains(digits[0])
                && [1...12, 20...42, 50...99].contains { $0.contains(digits.number(3..<5)) }
                && 97 - digits.number(0..<13) % 97 == digits.number(13..<15)
        case (.china, 18): return Self.isResident(digits)
        default: return false
        }
    }

    /// Numbers with letters in them.
    private func matchesLetters(_ digits: Digits) -> Bool {
        let isDigit = digits.bytes.map { $0 < 65 }
        switch (self, digits.count) {
        case (.unitedKingdom, 9):
            let unused: (UInt8) -> Bool = { "DFIQUV".utf8.contains($0) }
            return isDigit == [false, false, true, true, true, true, true, true, false]
                && !unused(digits.bytes[0]) && !unused(digits.bytes[1]) && digits.bytes[1] != 79
                && (65...68).contains(digits.bytes[8])
        case (.spain, 9):
            let first = [88, 89, 90].firstIndex(of: digits.bytes[0])
            guard first != nil || isDigit[0], isDigit[1..<8].allSatisfy(\.self) else { return false }
            let head = (first ?? digits[0]) * 10_000_000 + digits.number(1..<8)
            return Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[head % 23] == digits.bytes[8]
        case (.finland, 10):
            return isDigit[0..<9].allSatisfy(\.self) && Self.isFinnish(digits, number: 6)
        case (.finland, 11):
            // A letter for the century.
            return isDigit[0..<6].allSatisfy(\.self) && !isDigit[6] && isDigit[7..<10].allSatisfy(\.self)
                && Self.isFinnish(digits, number: 7)
        case (.italy, 16): return Self.isFiscalCode(digits, isDigit)
        case (.china, 18): return isDigit[0..<17].allSatisfy(\.self) && Self.isResident(digits)
        default: return false
        }
    }

    // MARK: Parts

    /// Whether two digits are a month, and two a day of it.
    private static func isBorn(_ digits: Digits, month: Int, day: Int) -> Bool {
        Digits.isDay(month: digits.number(month..<month + 2), day: digits.number(day..<day + 2))
    }

    /// Whether among the first ten digits exactly one comes twice or three times.
    private static func repeatsOneDigit(_ digits: Digits) -> Bool {
        var counts = [Int](repeating: 0, count: 10)
        for place in 0..<10 { counts[digits[place]] += 1 }
        let repeated = counts.filter { $0 > 1 }
        return repeated.count == 1 && repeated[0] <= 3
    }

    /// A date, from a place on a number of three digits, and a letter that checks both.
    private static func isFinnish(_ digits: Digits, number place: Int) -> Bool {
        guard isBorn(digits, month: 2, day: 0) else { return false }
        let number = digits.number(0..<6) * 1_000 + digits.number(place..<place + 3)
        return Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)[number % 31] == digits.bytes[place + 3]
    }

    private static func isCPF(_ digits: Digits) -> Bool {
        let first = digits.weighted([10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        let second = digits.weighted([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        return first == digits[9] && second == digits[10]
    }

    /// ISO 7064, MOD 11-2, over a place of birth, a date and a number.
    private static func isResident(_ digits: Digits) -> Bool {
        guard isBorn(digits, month: 10, day: 12), (1900...2099).contains(digits.number(6..<10)) else { return false }
        let sum = digits.weighted([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        return Array("10X98765432".utf8)[sum % 11] == digits.bytes[17]
    }

    /// Six letters, a year, a letter for the month, a day, a place, and a letter that checks.
    private static func isFiscalCode(_ digits: Digits, _ isDigit: [Bool]) -> Bool {
        let form = Array("LLLLLLDDLDDLDDDL".utf8)
        guard zip(isDigit, form).allSatisfy({ $0 == ($1 == 68) }),
            "ABCDEHLMPRST".utf8.contains(digits.bytes[8])
        else { return false }
        let odd = [
            1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
        ]
        let sum = digits.bytes[0..<15].enumerated().reduce(0) { sum, character in
            let value = Int(character.element < 65 ? character.element - 48 : character.element - 65)
            return sum + (character.offset % 2 == 0 ? odd[value] : value)
        }
        return sum % 26 == Int(digits.bytes[15]) - 65
    }
}
