import Foundation

/// A path with `*`, `?`, `[…]` and `**`, matched by UTF-8 bytes of each component.
///
/// `*` and `?` do not match a leading dot; `**` stands for any number of directories. Letters are compared exactly.
struct GlobPattern: Sendable {
    /// Whether a text has a special character at all.
    static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    private let components: [String]
    private let isAbsolute: Bool

    init(_ pattern: String) {
        isAbsolute = pattern.hasPrefix("/")
        components = pattern.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    }

    /// The paths that match, as written in the pattern, sorted by their UTF-8 bytes.
    ///
    /// - Parameters:
    ///   - base: the directory that a relative pattern starts at.
    ///   - limit: at most so many are returned.
    /// - Returns: the paths.
    func paths(in base: String, limit: Int) -> [String] {
        var found: [String] = []
        expand(Array(components[...]), shown: isAbsolute ? "/" : "", base: base, into: &found, limit: limit)
        return Array(Set(found)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func expand(_ rest: [String], shown: String, base: String, into found: inout [String], limit: Int) {
        guard found.count < limit else { return }
        let directory = shown.isEmpty ? base : shown.hasPrefix("/") ? shown : base + "/" + shown
        guard let component = rest.first else { return }
        let remaining = Array(rest.dropFirst())
        if component == "**" {
            if remaining.isEmpty {
                expand(["*"], shown: shown, base: base, into: &found, limit: limit)
            } else {
                expand(remaining, shown: shown, base: base, into: &found, limit: limit)
            }
            for name in Self.entries(of: directory) where !name.hasPrefix(".") {
                if Self.kind(directory + "/" + name, following: false) == .directory {
                    expand(rest, shown: Self.join(shown, name), base: base, into: &found, limit: limit)
                }
            }
            return
        }
        let names: [String]
        if Self.isPattern(component) {
            let pattern = Array(component.utf8)
            names = Self.entries(of: directory).filter { Self.matches(Array($0.utf8), pattern) }.sorted()
        } else {
            names = [component]
        }
        for name in names {
            let path = Self.join(shown, name)
            guard let kind = Self.kind(path.hasPrefix("/") ? path : base + "/" + path, following: true) else {
                continue
            }
            if remaining.isEmpty {
                // A pattern means files: directories beside them are passed over.
                if kind != .directory { found.append(path) }
            } else if kind == .directory {
                expand(remaining, shown: path, base: base, into: &found, limit: limit)
            }
        }
    }

    private static func join(_ directory: String, _ name: String) -> String {
        directory.isEmpty ? name : directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }

    private static func entries(of directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    private static func kind(_ path: String, following: Bool) -> FileKind? {
        FileKind(path: path, followingLinks: following)
    }

    /// Whether a file's name matches one component of a pattern; both are UTF-8 bytes.
    static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
        if name.first == UInt8(ascii: "."), pattern.first != UInt8(ascii: ".") { return false }
        // Greedy matching that goes back to the last star only: linear for each star.
        var n = 0
        var p = 0
        var star: (p: Int, n: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, n)
                p += 1
            } else if let next = step(name, n, pattern, p) {
                n = next.n
                p = next.p
            } else if let last = star {
                star = (last.p, last.n + 1)
                p = last.p + 1
                n = last.n + 1
            } else {
                return false
            }
        }
        while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
        return p == pattern.count
    }

    /// Matches one character (`?`, a set or a byte); `nil` where it does not match.
    private static func step(_ name: [UInt8], _ n: Int, _ pattern: [UInt8], _ p: Int) -> (n: Int, p: Int)? {
        guard p < pattern.count else { return nil }
        switch pattern[p] {
        case UInt8(ascii: "?"):
            // One character, that is a byte and the continuation bytes after it.
            var end = n + 1
            while end < name.count, name[end] & 0xC0 == 0x80 { end += 1 }
            return (end, p + 1)
        case UInt8(ascii: "["):
            guard let set = set(pattern, p) else { return name[n] == pattern[p] ? (n + 1, p + 1) : nil }
            return set.contains(name[n]) ? (n + 1, set.end) : nil
        default:
            return name[n] == pattern[p] ? (n + 1, p + 1) : nil
        }
    }

    private struct ByteSet {
        var ranges: [ClosedRange<UInt8>]
        var negated: Bool
        var end: Int

        func contains(_ byte: UInt8) -> Bool { ranges.contains { $0.contains(byte) } != negated }
    }

    /// Reads `[abc]`, `[a-z]`, `[!a-z]`; `nil` where the bracket is not closed.
    private static func set(_ pattern: [UInt8], _ start: Int) -> ByteSet? {
        var at = start + 1
        var set = ByteSet(ranges: [], negated: false, end: 0)
        if at < pattern.count, pattern[at] == UInt8(ascii: "!") || pattern[at] == UInt8(ascii: "^") {
            set.negated = true
            at += 1
        }
        let first = at
        while at < pattern.count {
            if pattern[at] == UInt8(ascii: "]"), at > first {
                set.end = at + 1
                return set
            }
            if at + 2 < pattern.count, pattern[at + 1] == UInt8(ascii: "-"), pattern[at + 2] != UInt8(ascii: "]") {
                if pattern[at] <= pattern[at + 2] { set.ranges.append(pattern[at]...pattern[at + 2]) }
                at += 3
            } else {
                set.ranges.append(pattern[at]...pattern[at])
                at += 1
            }
        }
        return nil
    }
}
