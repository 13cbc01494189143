import Foundation

/// Numbers as people read them: one place for separators, digits, signs and units, the same in every locale.
///
/// Files for machines never use it; they have ``CanonicalJSON``. The minus sign is U+2212, as wide as a plus.
package enum NumberText {
    /// A count with thousands separators: `336,776`.
    package static func count(_ value: Int) -> String {
        (value < 0 ? "−" : "") + grouped(String(value.magnitude))
    }

    /// A metric: three decimals below 1 (three significant digits below 0.1), four significant digits from 1 on.
    ///
    /// `0.689`, `0.0452`, `12.35`, `1,234`, `4.52e-6`, `1.235e16`. NaN and infinities are written in words.
    package static func metric(_ value: Double) -> String {
        guard value.isFinite else { return words(of: value) }
        let magnitude = value.magnitude
        let sign = value < 0 ? "−" : ""
        // Less than the last digit of one is what rounding leaves of zero.
        if magnitude < 1e-15 { return "0" }
        if magnitude < 0.0001 { return sign + scientific(magnitude, decimals: 2) }
        if magnitude < 0.1 { return sign + unsigned(magnitude, decimals: 2 - exponent(of: magnitude, digits: 3)) }
        if magnitude < 1 { return sign + unsigned(magnitude, decimals: 3) }
        if magnitude >= 1e15 { return sign + scientific(magnitude, decimals: 3) }
        return sign + unsigned(magnitude, decimals: max(0, 3 - exponent(of: magnitude, digits: 4)))
    }

    /// A metric's value, or `–` where it is undefined.
    package static func metric(_ value: MetricValue?) -> String {
        guard case .value(let number, let interval) = value else { return "–" }
        guard let interval else { return metric(number) }
        return "\(metric(number)) [\(metric(interval.lower)), \(metric(interval.upper))]"
    }

    /// A difference with its sign, to three decimals, or to one significant digit below that: `+0.004`, `−12.35`.
    package static func difference(_ value: Double) -> String {
        guard value.isFinite else { return words(of: value) }
        let magnitude = value.magnitude
        if magnitude == 0 { return "0" }
        let sign = value < 0 ? "−" : "+"
        if magnitude >= 0.1 { return sign + metric(magnitude) }
        if magnitude >= 0.0005 { return sign + unsigned(magnitude, decimals: 3) }
        if magnitude < 0.000_001 { return sign + scientific(magnitude, decimals: 0) }
        return sign + unsigned(magnitude, decimals: -exponent(of: magnitude, digits: 1))
    }

    /// A share as a percentage: `23.4 %`; what is not all is never written as `100 %`, nor what is some as `0 %`.
    package static func percent(_ share: Double) -> String {
        guard share.isFinite else { return words(of: share) }
        let hundredths = share * 100
        if hundredths == 0 || hundredths == 100 { return unsigned(hundredths, decimals: 0) + " %" }
        if hundredths > 0, hundredths < 0.05 { return "<0.1 %" }
        if hundredths < 100, hundredths >= 99.95 { return ">99.9 %" }
        return (hundredths < 0 ? "−" : "") + unsigned(hundredths.magnitude, decimals: 1) + " %"
    }

    /// How long something took: `0.6 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`; never negative.
    package static func seconds(_ value: Double) -> String {
        guard value.isFinite else { return words(of: value) }
        let seconds = max(0, value)
        if seconds < 59.95 { return unsigned(seconds, decimals: 1) + " s" }
        guard seconds < 1e9 else { return scientific(seconds, decimals: 1) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 3_600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
        let minutes = Int((seconds / 60).rounded())
        return "\(count(minutes / 60)) h \(twoDigits(minutes % 60)) min"
    }

    /// A size in bytes with a decimal unit: `512 B`, `1.5 kB`, `12.3 MB`.
    package static func bytes(_ value: Int) -> String {
        if value < 1_000 { return "\(value) B" }
        var size = Double(value) / 1_000
        for unit in ["kB", "MB", "GB"] {
            if size < 999.95 { return unsigned(size, decimals: 1) + " " + unit }
            size /= 1_000
        }
        return unsigned(size, decimals: 1) + " TB"
    }

    /// A number as short as it reads well, without zeros at its end: a setting, a threshold, a cost.
    package static func setting(_ value: Double) -> String {
        guard value.isFinite else { return words(of: value) }
        if value == value.rounded(), value.magnitude < 1e15 { return count(Int(value)) }
        var text = metric(value)
        guard text.contains("."), !text.contains("e") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// A number to a fixed count of decimals, as on an axis: `0.25`, `−1,000`.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return words(of: value) }
        let text = unsigned(value.magnitude, decimals: decimals)
        return (value < 0 && text.contains { $0 != "0" && $0 != "." } ? "−" : "") + text
    }

    /// A count with its noun: `1 row`, `336,776 rows`.
    package static func counted(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(count(value)) \(value == 1 ? singular : plural ?? singular + "s")"
    }
}

extension NumberText {
    /// The decimal exponent after rounding to `digits` significant digits, so that 9.9996 counts as 10.
    private static func exponent(of magnitude: Double, digits: Int) -> Int {
        let text = String(format: "%.\(digits - 1)e", magnitude)
        return text.split(separator: "e").last.flatMap { Int($0) } ?? 0
    }

    private static func unsigned(_ magnitude: Double, decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", magnitude)
        let parts = text.split(separator: ".", maxSplits: 1)
        let whole = grouped(String(parts.first ?? "0"))
        return parts.count == 2 ? "\(whole).\(parts[1])" : whole
    }

    private static func scientific(_ magnitude: Double, decimals: Int) -> String {
        let parts = String(format: "%.\(decimals)e", magnitude).split(separator: "e")
        guard parts.count == 2, let power = Int(parts[1]) else { return "\(magnitude)" }
        return "\(parts[0])e\(power)"
    }

    private static func grouped(_ digits: String) -> String {
        var text: [Character] = []
        for (index, digit) in digits.reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static func words(of value: Double) -> String {
        if value.isNaN { return "not a number" }
        return value < 0 ? "−infinity" : "infinity"
    }
}
