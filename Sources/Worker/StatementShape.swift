import Warehouse

/// Whether SQL in a foreign dialect is one query, by its words alone.
///
/// It is the first of two doors: the engine is opened so that it cannot write.
enum StatementShape {
    /// Checks that there is one statement and that it begins as a query does.
    ///
    /// - Throws: ``WarehouseError`` `notOneQuery` with the place of what is too much.
    static func check(_ text: String) throws(WarehouseError) {
        var scanner = Scanner(text)
        guard let first = scanner.nextWord(), ["select", "with", "values"].contains(first.lowercased()) else {
            throw WarehouseError(.notOneQuery, "the SQL must be exactly one SELECT and nothing else")
        }
        guard scanner.skipToEndOfStatement() else { return }
        if let more = scanner.nextPlace() {
            var error = WarehouseError(.notOneQuery, "a second statement follows the first")
            error.line = more.line
            error.columnNumber = more.column
            throw error
        }
    }

    /// Walks over quotes and comments.
    private struct Scanner {
        private let text: [Character]
        private var at = 0

        init(_ text: String) {
            self.text = Array(text)
        }

        /// The word that comes next, blanks, comments and opening brackets passed over.
        mutating func nextWord() -> String? {
            skipBlanks()
            while at < text.count, text[at] == "(" {
                at += 1
                skipBlanks()
            }
            let word = text[at...].prefix { $0.isLetter }
            return word.isEmpty ? nil : String(word)
        }

        /// Goes behind the next semicolon outside quotes; `false` where there is none.
        mutating func skipToEndOfStatement() -> Bool {
            while at < text.count {
                switch text[at] {
                case "'", "\"", "`": skipQuoted(to: text[at])
                case "[": skipQuoted(to: "]")
                case "-" where next == "-", "/" where next == "*": skipComment()
                case ";":
                    at += 1
                    return true
                default: at += 1
                }
            }
            return false
        }

        /// The place of the next thing that is no blank, comment or semicolon; `nil` at the end.
        mutating func nextPlace() -> (line: Int, column: Int)? {
            skipBlanks()
            while at < text.count, text[at] == ";" {
                at += 1
                skipBlanks()
            }
            guard at < text.count else { return nil }
            let lines = text[..<at].split(omittingEmptySubsequences: false) { $0.isNewline }
            return (lines.count, (lines.last?.count ?? 0) + 1)
        }

        private var next: Character? { at + 1 < text.count ? text[at + 1] : nil }

        private mutating func skipBlanks() {
            while at < text.count {
                if text[at].isWhitespace {
                    at += 1
                } else if text[at] == "-" && next == "-" || text[at] == "/" && next == "*" {
                    skipComment()
                } else {
                    return
                }
            }
        }

        private mutating func skipQuoted(to end: Character) {
            at += 1
            while at < text.count, text[at] != end { at += 1 }
            at += 1
        }

        private mutating func skipComment() {
            let isLine = text[at] == "-"
            at += 2
            while at < text.count {
                if isLine, text[at].isNewline { return }
                if !isLine, text[at] == "*", next == "/" {
                    at += 2
                    return
                }
                at += 1
            }
        }
    }
}
