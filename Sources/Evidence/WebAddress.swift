/// Addresses on a network, such as `https://host/file` or `postgresql://user:password@host/db`.
package enum WebAddress {
    /// Whether a text is an address and no path of this machine.
    package static func isOne(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://"), scheme.lowerBound > text.startIndex else { return false }
        return text[..<scheme.lowerBound].allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0))
        }
    }

    /// An address without user, password and parameters.
    package static func withoutCredentials(_ address: String) -> String {
        let bare = address.prefix { $0 != "?" && $0 != ";" }
        guard let scheme = bare.firstRange(of: "://") else { return String(bare) }
        let rest = bare[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return String(bare) }
        return String(bare[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }
}
