import Columns
import Evidence
import Warehouse

/// Whether a column is personal, by what its values look like and what its name says.
///
/// Certain stops a run, so it takes a checksum or a form that nothing else has in nearly all values, or a name and
/// values that agree. All else is a doubt, and only said.
struct PersonalJudgement {
    /// What was decided of a column.
    struct Verdict: Equatable {
        var kind: PersonalKind
        var certainty: PersonalCertainty
        /// Different values that speak for it.
        var matching: Int
        /// What in particular, such as a country's number.
        var detail: String?
    }

    private let content: ColumnContent
    private let words: ColumnWords
    private let named: Set<PersonalKind>

    init(_ content: ColumnContent) {
        self.content = content
        words = ColumnWords(content.column.name)
        named = words.kinds
    }

    /// The verdict that weighs most; `nil` where nothing is personal.
    var verdict: Verdict? {
        guard content.values > 0 else { return nil }
        let all = [
            email, card, iban, nationalID, macAddress, ipAddress, birthDate, phone, freeText, address, personName,
            coordinates,
        ].compactMap(\.self)
        return all.first { $0.certainty == .certain } ?? all.first
    }

    /// A verdict where enough different values fit.
    private func verdict(
        _ kind: PersonalKind, _ matching: Int, certain: Bool, likely: Bool, detail: String? = nil
    ) -> Verdict? {
        guard certain || likely else { return nil }
        return Verdict(kind: kind, certainty: certain ? .certain : .likely, matching: matching, detail: detail)
    }

    /// Whether at least so many different values fit, and they are this share of all.
    private func holds(_ matching: Int, least: Int, share: Double) -> Bool {
        matching >= least && Double(matching) >= share * Double(content.values)
    }

    // MARK: Proved by the content

    private var email: Verdict? {
        let count = content[.email]
        let certain = holds(count, least: 3, share: 0.5) || named.contains(.email) && holds(count, least: 1, share: 0.3)
        return verdict(.email, count, certain: certain, likely: count >= 3)
    }

    private var card: Verdict? {
        let valid = content.codes.count(where: Checksums.isCard)
        let certain = holds(valid, least: 5, share: 0.8) || named.contains(.card) && holds(valid, least: 2, share: 0.5)
        let formed = content.codes.count { $0.areNumeric && (13...19).contains($0.count) }
        return verdict(
            .card, max(valid, certain ? 0 : named.contains(.card) ? formed : 0), certain: certain,
            likely: holds(valid, least: 5, share: 0.3) || named.contains(.card) && holds(formed, least: 3, share: 0.8))
    }

    private var iban: Verdict? {
        let valid = content.codes.count(where: Checksums.isIBAN)
        let certain = holds(valid, least: 3, share: 0.5)
        let formed = content.codes.count { $0.count >= 15 && !$0.areNumeric }
        let mayBe = named.contains(.iban) && holds(formed, least: 3, share: 0.8)
        return verdict(
            .iban, mayBe && valid == 0 ? formed : valid, certain: certain, likely: valid >= 3 || mayBe)
    }

    private var nationalID: Verdict? {
        let isNamed = named.contains(.nationalID)
        let written = content[.socialSecurity]
        let counts = NationalID.allCases.map { id in (id, content.codes.count(where: id.matches)) }
        // Of numbers that share a form, the one that more values are.
        guard let (id, valid) = counts.max(by: { ($0.1, $0.0.isProof ? 1 : 0) < ($1.1, $1.0.isProof ? 1 : 0) }) else {
            return nil
        }
        let isProof = id.isProof && holds(valid, least: 10, share: 0.9)
        // Of numbers of this form without a meaning, a ninth are none.
        let isWritten = id == .unitedStates && written == valid && holds(valid, least: 50, share: 0.99)
        // Most numbers of nine digits could be one of the US: the name has to say so, or the hyphens.
        let isSaid = id != .unitedStates || words.saysSocialSecurity || holds(written, least: 3, share: 0.8)
        let certain = isProof || isWritten || isNamed && isSaid && holds(valid, least: 3, share: 0.8)
        let mayBe = holds(valid, least: 20, share: 0.95) && id != .unitedStates || holds(written, least: 5, share: 0.8)
        let isNamedOnly = isNamed && holds(content.codes.count, least: 3, share: 0.8)
        return verdict(
            .nationalID, isNamedOnly && !certain && !mayBe ? content.codes.count : valid, certain: certain,
            likely: mayBe || isNamedOnly, detail: certain || mayBe ? id.rawValue : nil)
    }

    private var macAddress: Verdict? {
        let count = content[.macAddress]
        let certain =
            holds(count, least: 3, share: 0.8) || named.contains(.macAddress) && holds(count, least: 2, share: 0.5)
        return verdict(.macAddress, count, certain: certain, likely: count >= 3)
    }

    private var ipAddress: Verdict? {
        let count = content[.ipAddress]
        // Versions have four parts too, but hardly ever a part of three digits.
        let isWide = 2 * content[.wideIPAddress] >= count
        let certain =
            isWide && holds(count, least: 10, share: 0.95)
            || named.contains(.ipAddress) && holds(count, least: 2, share: 0.5)
        return verdict(.ipAddress, count, certain: certain, likely: isWide && holds(count, least: 3, share: 0.5))
    }

    private var phone: Verdict? {
        let abroad = content[.phone]
        let american = content[.northAmericanPhone]
        let either = max(abroad, american)
        let dialled = content[.dialled]
        let isNamed = named.contains(.phone) && holds(max(dialled, either), least: 3, share: 0.8)
        // Three groups of digits in which the first two begin with 2 to 9: by chance two thirds of such numbers.
        let certain =
            isNamed || holds(abroad, least: 5, share: 0.8) || holds(american, least: 20, share: 0.98)
        return verdict(
            .phone, isNamed ? max(dialled, either) : either, certain: certain,
            likely: holds(either, least: 5, share: 0.5))
    }

    // MARK: Told by the name, and borne out by the content

    private var birthDate: Verdict? {
        guard named.contains(.birthDate) else { return nil }
        let dates = content[.date]
        return verdict(
            .birthDate, max(dates, content[.year]), certain: holds(dates, least: 3, share: 0.8),
            likely: holds(content[.year], least: 3, share: 0.8))
    }

    private var address: Verdict? {
        let streets = content[.street]
        let formed = content[.numberAndWords]
        let isNamed =
            named.contains(.address)
            && (holds(streets, least: 3, share: 0.5) || holds(formed, least: 3, share: 0.8))
        return verdict(
            .address, isNamed ? max(streets, formed) : streets, certain: isNamed && content[.date] == 0,
            likely: holds(streets, least: 10, share: 0.8))
    }

    private var personName: Verdict? {
        let known = content[.givenName]
        guard holds(content[.words], least: 3, share: 0.8) else { return nil }
        if words.saysName { return verdict(.personName, content[.words], certain: true, likely: true) }
        // A given name alone may be that of a storm or a ship.
        let areFull = holds(content[.severalWords], least: 10, share: 0.5) && holds(known, least: 5, share: 0.3)
        return verdict(
            .personName, known, certain: named.contains(.personName) && areFull,
            likely: holds(known, least: 20, share: 0.5))
    }

    private var coordinates: Verdict? {
        let pairs = content[.coordinatePair]
        let isHalf = named.contains(.coordinates) && holds(content[.degrees], least: 10, share: 0.8)
        return verdict(
            .coordinates, max(pairs, isHalf ? content[.degrees] : 0), certain: false,
            likely: isHalf || holds(pairs, least: 5, share: 0.8))
    }

    private var freeText: Verdict? {
        guard content.column.type == .text else { return nil }
        let codes = content.codesWithin.count { Checksums.isCard($0) || Checksums.isIBAN($0) }
        let proved = max(codes, content[.mailWithin])
        let count = max(proved, content[.personalWithin], content[.ipAddressWithin])
        // In sentences such numbers are people's; in short texts they may be those of parts and orders.
        let isProse = 4 * content[.sentence] >= content.values
        let certain = holds(isProse ? max(proved, content[.personalWithin]) : proved, least: 5, share: 0.5)
        return verdict(.freeText, count, certain: certain, likely: count >= 3)
    }
}
