import Columns
import Warehouse

/// Calls of chance, the clock and the session in SQL.
struct UndecidedCalls {
    private let functions: Set<String>

    /// Reads the answer to ``DeterminismCheck/ask(_:)``.
    init(_ answers: QueryAnswers) throws(WarehouseError) {
        guard case .text(let names)? = try answers.table("functions").columns.first else {
            functions = []
            return
        }
        functions = Set((0..<names.count).compactMap { names[$0]?.lowercased() })
    }

    /// The words that call one, each function once.
    func words(in sql: String) -> [QueryWords.Word] {
        let words = QueryWords(sql).words
        var seen: Set<String> = []
        return words.indices.filter { isCall($0, words) && seen.insert(words[$0].text.lowercased()).inserted }
            .map { words[$0] }
    }

    /// Whether a word begins a sample.
    static func isSample(_ word: QueryWords.Word) -> Bool { word.isKeyword("tablesample") || word.isKeyword("sample") }

    private static let clocks: Set = [
        "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp",
    ]

    private func isCall(_ index: Int, _ words: [QueryWords.Word]) -> Bool {
        let word = words[index]
        let name = word.text.lowercased()
        let isCalled = index + 1 < words.count && words[index + 1].text == "("
        if isCalled, functions.contains(name) { return true }
        // The age of one moment is counted from today.
        if isCalled, name == "age" { return !Self.hasComma(within: index + 1, words) }
        guard word.kind == .plain, index == 0 || words[index - 1].text != "." else { return false }
        // Standard SQL calls the clock without brackets.
        if Self.clocks.contains(name) { return true }
        let isSample = name == "tablesample" || name == "sample" && index > 0 && words[index - 1].isKeyword("using")
        return isSample && !Self.isSeeded(index, words)
    }

    private static func hasComma(within open: Int, _ words: [QueryWords.Word]) -> Bool {
        let inner = words[(open + 1)...].prefix { $0.depth > words[open].depth }
        return inner.contains { $0.text == "," && $0.depth == words[open].depth + 1 }
    }

    private static let ends: Set = [
        "where", "join", "group", "order", "select", "union", "from", "left", "inner", "cross", "limit", "having",
    ]

    /// Whether a seed stands behind a sample: REPEATABLE, or a number after the method, as in (bernoulli, 7).
    private static func isSeeded(_ index: Int, _ words: [QueryWords.Word]) -> Bool {
        let depth = words[index].depth
        let rest = words[(index + 1)...].prefix { word in
            word.depth >= depth && !(word.kind == .plain && ends.contains(word.text.lowercased()))
        }
        return rest.indices.contains { at in
            let isMethod = rest[at].text == "," && rest[at].depth == depth + 1
            let number = isMethod && at + 1 < words.count && words[at + 1].text.first?.isNumber == true
            return rest[at].isKeyword("repeatable") || number
        }
    }
}
