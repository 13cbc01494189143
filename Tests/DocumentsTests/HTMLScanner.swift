/// Reads the tags of a page as a browser would begin to: names and attributes, and what is not one of them.
struct HTMLScanner {
    struct Tag: Equatable {
        var name: String
        var attributes: [String: String]
    }

    private(set) var tags: [Tag] = []
    /// Text between tags, joined.
    private(set) var text = ""
    /// Text between two tags, with the number of tags before it.
    private var pieces: [(text: Substring, tags: Int)] = []

    init(_ html: String) throws {
        var rest = Substring(html)
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
            pieces.append((rest[..<open], tags.count))
            rest = rest[rest.index(after: open)...]
            var tag = Tag(name: "", attributes: [:])
            tag.name = Self.take(&rest) { !$0.isWhitespace && $0 != ">" && $0 != "/" || $0 == "/" }
            while true {
                _ = Self.take(&rest) { $0.isWhitespace || $0 == "/" }
                if rest.first == ">" || rest.isEmpty { break }
                let name = Self.take(&rest) { $0 != "=" && $0 != ">" && !$0.isWhitespace && $0 != "/" }
                guard rest.first == "=" else {
                    tag.attributes[name] = ""
                    continue
                }
                rest = rest.dropFirst()
                guard rest.first == "\"" else { throw Malformed(near: String(rest.prefix(40))) }
                rest = rest.dropFirst()
                tag.attributes[name] = Self.take(&rest) { $0 != "\"" }
                rest = rest.dropFirst()
            }
            rest = rest.dropFirst()
            tags.append(tag)
        }
        text += rest
    }

    /// Texts with a digit that stand in no element that says where its figures come from.
    ///
    /// Names in code, the axes of charts, the words for those who cannot see a chart and the names that head the rows of
    /// a table are left out.
    func untracedTexts(allowing allowed: [String]) -> [String] {
        let empty: Set = ["meta", "br", "rect", "circle", "line", "polyline", "polygon", "path", "!doctype"]
        let silent: Set = ["code", "pre", "style", "title", "desc"]
        var open: [Tag] = []
        var (place, found) = (0, [String]())
        for piece in pieces {
            for tag in tags[place..<piece.tags] where !empty.contains(tag.name) {
                if tag.name.hasPrefix("/") { _ = open.popLast() } else { open.append(tag) }
            }
            place = piece.tags
            let isName = open.last?.name == "text" || open.last?.name == "th"
            let isTraced = open.contains { tag in
                tag.attributes["data-source"] != nil || silent.contains(tag.name)
                    || ["axis", "chosen"].contains(tag.attributes["class"])
            }
            if isName || isTraced { continue }
            var words = String(piece.text)
            for word in allowed { words = words.split(separator: word, omittingEmptySubsequences: false).joined() }
            if words.contains(where: \.isNumber) { found.append(String(piece.text)) }
        }
        return found
    }

    struct Malformed: Error { let near: String }

    private static func take(_ rest: inout Substring, while condition: (Character) -> Bool) -> String {
        let part = rest.prefix(while: condition)
        rest = rest[part.endIndex...]
        return String(part)
    }

    /// The text that the five entities of our escaping stand for.
    static func unescaped(_ text: String) -> String {
        var result = text
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            result = result.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
        }
        return result
    }
}
