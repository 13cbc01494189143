/// The part of a query that carried a source's rows into a column: a join, a window, or the FROM.
struct Carrier: Equatable {
    /// As it stands in the query, such as `LEFT JOIN weather AS ahead`.
    let text: String
    /// From 1, in the query.
    let line: Int
    /// In characters, from 1.
    let column: Int

    /// Looks for what carried `source` into `column`; `nil` where the source is not named in the query.
    init?(of source: String, into column: String, in query: String) {
        let words = QueryWords(query).words
        let item = Self.item(named: column, in: words)
        if let over = item.first(where: { $0.isKeyword("over") }) {
            self.init(text: "the window of '\(column)'", line: over.line, column: over.column)
            return
        }
        let joins = Self.joins(of: source, in: words)
        let used = joins.first { join in item.contains { $0.names(join.alias) } }
        guard let join = used ?? joins.first else { return nil }
        self.init(text: join.text, line: join.word.line, column: join.word.column)
    }

    private init(text: String, line: Int, column: Int) {
        self.text = text
        self.line = line
        self.column = column
    }

    /// Whether it is the first table of the query, which makes its rows.
    var isFrom: Bool { text.lowercased().hasPrefix("from ") }

    private struct Join {
        let word: QueryWords.Word
        let text: String
        let alias: String
    }

    private static let joinWords: Set = [
        "left", "right", "inner", "full", "outer", "cross", "asof", "semi", "anti", "natural", "lateral", "positional",
        "join", "from",
    ]
    private static let clauseWords: Set = [
        "on", "using", "where", "group", "order", "having", "limit", "union", "qualify", "window", "select", "set",
    ]

    /// Where a source is named after FROM or JOIN.
    private static func joins(of source: String, in words: [QueryWords.Word]) -> [Join] {
        words.indices.compactMap { index in
            guard words[index].names(source), index > 0 else { return nil }
            var before = index - 1
            // A schema may stand before the name.
            while before > 1, words[before].text == "." { before -= 2 }
            guard
                words[before].kind == .plain && joinWords.contains(words[before].text.lowercased())
                    || isListed(before, words)
            else { return nil }
            var first = before
            while first > 0, words[first - 1].kind == .plain, joinWords.contains(words[first - 1].text.lowercased()) {
                first -= 1
            }
            var alias = source
            var last = index
            var next = index + 1
            if next < words.count, words[next].isKeyword("as") { next += 1 }
            if next < words.count, words[next].kind != .sign, !isClause(words[next]) {
                alias = words[next].text
                last = next
            }
            let start = words[first].text == "," ? index : first
            return Join(
                word: words[start], text: words[start...last].map(\.text).joined(separator: " "), alias: alias)
        }
    }

    /// Whether a comma stands in the list after FROM.
    private static func isListed(_ index: Int, _ words: [QueryWords.Word]) -> Bool {
        guard words[index].text == "," else { return false }
        let before = words[..<index].last { word in
            word.depth == words[index].depth && (word.isKeyword("from") || word.isKeyword("select"))
        }
        return before?.isKeyword("from") ?? false
    }

    private static func isClause(_ word: QueryWords.Word) -> Bool {
        let text = word.text.lowercased()
        return word.kind == .plain && (clauseWords.contains(text) || joinWords.contains(text))
    }

    /// The words of the select item that gives a column; empty where none is seen to.
    static func item(named column: String, in words: [QueryWords.Word]) -> ArraySlice<QueryWords.Word> {
        let ends = words.indices.filter { index in
            guard words[index].names(column), index > 0 else { return false }
            let next = index + 1 < words.count ? words[index + 1] : nil
            let closes = next.map { $0.text == "," || $0.isKeyword("from") } ?? true
            let opens = words[index - 1].isKeyword("as") || words[index - 1].text == "." || words[index - 1].text == ","
            return closes && (opens || words[index - 1].isKeyword("select"))
        }
        guard let end = ends.first(where: { words[$0 - 1].isKeyword("as") }) ?? ends.first else { return [] }
        var start = end
        while start > 0 {
            let before = words[start - 1]
            if before.depth <= words[end].depth, before.text == "," || before.isKeyword("select") { break }
            start -= 1
        }
        return words[start...end]
    }
}
