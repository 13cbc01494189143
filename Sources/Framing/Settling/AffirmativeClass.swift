/// The class of two that says yes, such as `true`, `1` or `ja`.
package struct AffirmativeClass: Sendable, Equatable {
    /// The class as it is written.
    package let name: String
    /// Why it is taken for the positive one.
    package let reason: String

    /// Words that say yes whatever stands against them.
    private static let alone: Set<String> = ["true", "1", "yes"]
    /// Words that say yes only against their own no.
    private static let pairs = [
        "y": "n", "t": "f", "ja": "nein", "j": "n", "oui": "non", "si": "no", "sí": "no", "sì": "no", "sim": "não",
        "tak": "nie", "да": "нет", "positive": "negative", "pos": "neg",
    ]

    /// Finds the class that says yes; `nil` where none does.
    package init?(among classes: [String]) {
        let words = Dictionary(classes.map { ($0.lowercased(), $0) }) { first, _ in first }
        let word =
            classes.first { Self.alone.contains($0.lowercased()) }
            ?? Self.pairs.first { words[$0.key] != nil && words[$0.value] != nil }.flatMap { words[$0.key] }
        guard let word, classes.count == 2, let other = classes.first(where: { $0 != word }) else { return nil }
        name = word
        reason = "of '\(word)' and '\(other)' it is the one that says yes"
    }
}
