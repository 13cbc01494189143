import Evidence

/// What Markdown of ours never has outside of its fences.
package enum MarkdownLines {
    /// Raw HTML, a link or picture, a row of another width than its table's, a fence that stays open, and characters
    /// that act, each with its line.
    package static func problems(in text: String) -> [String] {
        var found: [String] = []
        var fence: Substring?
        var cells: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.unicodeScalars.contains(where: DisplayText.isActive) { found.append("acts: \(line)") }
            let ticks = line.prefix { $0 == "`" }
            if let open = fence {
                if line == open { fence = nil }
                continue
            }
            if ticks.count >= 3 {
                fence = ticks
                continue
            }
            for mark in ["<", "](", "://"] where line.contains(mark) { found.append("\(mark) in: \(line)") }
            guard line.hasPrefix("|") else {
                cells = nil
                continue
            }
            let count = bars(line)
            if let cells, cells != count { found.append("\(count - 1) cells for \(cells - 1): \(line)") }
            cells = count
        }
        return fence == nil ? found : found + ["a fence stays open"]
    }

    /// Bars that divide cells: those that no backslash escapes.
    private static func bars(_ line: Substring) -> Int {
        var escaped = false
        return line.unicodeScalars.reduce(0) { count, scalar in
            defer { escaped = scalar == "\\" && !escaped }
            return count + (scalar == "|" && !escaped ? 1 : 0)
        }
    }
}
