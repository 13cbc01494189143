/// Moments as people read them.
package enum MomentText {
    /// A moment without what says nothing: seconds of a full minute, and the hour of a midnight.
    package static func short(_ text: String) -> String {
        let isUniversal = text.hasSuffix("Z")
        let parts = (isUniversal ? text.dropLast() : text[...]).split(separator: "T")
        guard parts.count == 2 else { return text }
        if parts[1] == "00:00:00" { return String(parts[0]) }
        let clock = parts[1].hasSuffix(":00") && parts[1].utf8.count == 8 ? parts[1].dropLast(3) : parts[1]
        return "\(parts[0]) \(clock)\(isUniversal ? " UTC" : "")"
    }

    /// Whether a text is a date or a moment in ISO 8601, as bins of moments begin and end.
    package static func isMoment(_ text: String) -> Bool {
        let day = Array((text.hasPrefix("-") ? text.dropFirst() : text[...]).utf8.prefix { $0 != UInt8(ascii: "T") })
        return day.count >= 10
            && day.indices.allSatisfy { place in
                place == day.count - 6 || place == day.count - 3
                    ? day[place] == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(day[place])
            }
    }
}
