import Foundation

/// Moments as text, always in UTC.
enum Moment {
    /// ISO 8601 to the second, such as `2026-11-24T10:15:00Z`.
    static func text(_ date: Date) -> String { date.formatted(.iso8601) }

    /// Microseconds since the epoch as ISO 8601; without `Z`, since the zone is the data's own.
    static func text(microseconds: Int64) -> String {
        let seconds = Int(microseconds.quotientFloored(by: 1_000_000))
        let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
        return text.hasSuffix("Z") ? String(text.dropLast()) : text
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity.
    fileprivate func quotientFloored(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
