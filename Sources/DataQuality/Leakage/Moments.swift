import Foundation

/// Moments as people write them.
enum Moments {
    /// `2013-06-15 12:00:00`, in UTC.
    static func text(_ microseconds: Int64) -> String {
        let seconds = (Double(microseconds) / 1_000_000).rounded(.down)
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZone: .gmt)
        return String(Date(timeIntervalSince1970: seconds).formatted(style).prefix { $0 != "Z" })
    }
}
