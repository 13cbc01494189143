/// The nearest of some words to one that is not among them.
package enum Spelling {
    /// Words longer than this are not compared.
    private static let longest = 64
    /// Characters that say which word was begun.
    private static let fewestToBegin = 3

    /// The word with the fewest edits, `nil` where none is near; of equally near ones the first.
    ///
    /// Near is at most one edit in three characters, without regard to case, or the only one that begins so.
    package static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        let target = Array(word.lowercased().unicodeScalars)
        guard !target.isEmpty, target.count <= longest else { return nil }
        var best: (word: String, edits: Int)?
        for candidate in words {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard other.count <= longest else { continue }
            let allowed = max(1, min(target.count, other.count) / 3)
            guard abs(other.count - target.count) <= allowed else { continue }
            let edits = distance(target, other)
            if edits <= allowed, edits < best?.edits ?? .max { best = (candidate, edits) }
        }
        return best?.word ?? onlyOne(beginningWith: word.lowercased(), among: words)
    }

    private static func onlyOne(beginningWith start: String, among words: some Sequence<String>) -> String? {
        guard start.count >= fewestToBegin else { return nil }
        let fits = words.filter { $0.lowercased().hasPrefix(start) }
        return fits.count == 1 ? fits[0] : nil
    }

    /// Damerau and Levenshtein's distance in its restricted form: insertions, deletions, substitutions and swaps of
    /// neighbours, no stretch edited twice.
    static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for (row, scalar) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                var edits = min(last[column] + (scalar == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, scalar == second[column - 1], first[row - 1] == other {
                    edits = min(edits, beforeLast[column - 1] + 1)
                }
                current.append(edits)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
