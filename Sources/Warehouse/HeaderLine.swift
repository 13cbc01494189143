/// The header of a file of delimited text, read to find its delimiter and the names of its columns.
struct HeaderLine: Equatable {
    /// What stands between cells.
    let delimiter: Character
    /// The names as written, unquoted; they may be empty or repeated.
    let names: [String]

    /// Delimiters that are looked for, the first wins where two are as frequent.
    static let delimiters: [Character] = [",", ";", "\t", "|"]

    /// Reads a header from the first lines of a file; a quoted name may go over several of them.
    ///
    /// `nil` where there is no line. Without `delimiter` it is the one most frequent outside quotation marks.
    init?(lines: [String], delimiter given: Character? = nil) {
        guard let first = lines.first else { return nil }
        var text = first
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        for line in lines.dropFirst() {
            guard text.count(where: { $0 == "\"" }) % 2 == 1 else { break }
            text += "\n" + line
        }
        if text.last == "\r" || text.last == "\r\n" { text.removeLast() }
        delimiter = given ?? Self.mostFrequent(in: text)
        names = Self.cells(of: text, delimiter: delimiter)
    }

    private static func mostFrequent(in text: String) -> Character {
        var counts: [Character: Int] = [:]
        var quoted = false
        for character in text {
            if character == "\"" { quoted.toggle() }
            if !quoted { counts[character, default: 0] += 1 }
        }
        var best = delimiters[0]
        for delimiter in delimiters where counts[delimiter, default: 0] > counts[best, default: 0] { best = delimiter }
        return best
    }

    private static func cells(of text: String, delimiter: Character) -> [String] {
        var cells: [String] = []
        var cell = ""
        var quoted = false
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if character == "\"" {
                if quoted, next < text.endIndex, text[next] == "\"" {
                    cell.append("\"")
                    index = text.index(after: next)
                    continue
                }
                quoted.toggle()
            } else if character == delimiter, !quoted {
                cells.append(cell)
                cell = ""
            } else {
                cell.append(character)
            }
            index = next
        }
        return cells + [cell]
    }
}
