/// The words and signs of a query with their places, quotes and comments passed over.
///
/// It reads no grammar: it is there to show a person where a name stands.
struct QueryWords {
    /// A word (an unquoted or a quoted name, a keyword, a number) or a sign.
    struct Word: Equatable {
        enum Kind {
            /// It may be a keyword.
            case plain
            case quoted
            case sign
        }

        let text: String
        let kind: Kind
        /// From 1.
        let line: Int
        /// In characters, from 1.
        let column: Int
        /// Brackets around it.
        let depth: Int

        func isKeyword(_ word: String) -> Bool { kind == .plain && text.lowercased() == word }
        func names(_ name: String) -> Bool { kind != .sign && text.lowercased() == name.lowercased() }
    }

    private(set) var words: [Word] = []

    init(_ text: String) {
        var reader = Reader(Array(text))
        while let word = reader.next() { words.append(word) }
    }

    private struct Reader {
        private let text: [Character]
        private var at = 0
        private var line = 1
        private var column = 1
        private var depth = 0

        init(_ text: [Character]) { self.text = text }

        private var rest: ArraySlice<Character> { text[at...] }

        private mutating func step() -> Character {
            let character = text[at]
            at += 1
            column += 1
            if character.isNewline { (line, column) = (line + 1, 1) }
            return character
        }

        mutating func next() -> Word? {
            while at < text.count {
                let (line, column) = (line, column)
                func word(_ text: String, _ kind: Word.Kind, depth: Int) -> Word {
                    Word(text: text, kind: kind, line: line, column: column, depth: depth)
                }
                if rest.starts(with: "--") {
                    while at < text.count, !text[at].isNewline { _ = step() }
                } else if rest.starts(with: "/*") {
                    while at < text.count, !rest.starts(with: "*/") { _ = step() }
                    for _ in 0..<2 where at < text.count { _ = step() }
                } else if text[at] == "'" {
                    _ = quoted()
                } else if text[at] == "\"" {
                    return word(quoted(), .quoted, depth: depth)
                } else if text[at].isLetter || text[at].isNumber || text[at] == "_" {
                    var name = ""
                    while at < text.count, text[at].isLetter || text[at].isNumber || text[at] == "_" {
                        name.append(step())
                    }
                    return word(name, .plain, depth: depth)
                } else if text[at].isWhitespace {
                    _ = step()
                } else {
                    let sign = step()
                    if sign == ")" { depth = max(0, depth - 1) }
                    defer { if sign == "(" { depth += 1 } }
                    return word(String(sign), .sign, depth: depth)
                }
            }
            return nil
        }

        /// What stands between a quotation mark and its like.
        private mutating func quoted() -> String {
            let mark = step()
            var name = ""
            while at < text.count {
                let character = step()
                if character == mark {
                    guard at < text.count, text[at] == mark else { break }
                    _ = step()
                }
                name.append(character)
            }
            return name
        }
    }
}
