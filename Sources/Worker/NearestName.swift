/// The name that was probably meant.
enum NearestName {
    /// The candidate with the fewest edits, where these are few for its length; `nil` where none is near.
    static func of(_ name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(80))
        var best: (edits: Int, name: String)?
        for candidate in candidates.prefix(2_000) {
            let edits = distance(wanted, Array(candidate.lowercased().unicodeScalars.prefix(80)))
            if edits < best?.edits ?? .max { best = (edits, candidate) }
        }
        guard let best, best.edits <= max(1, wanted.count / 3) else { return nil }
        return best.name
    }

    /// Edits (insert, delete, replace) from one to the other.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (left == right ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
