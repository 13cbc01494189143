/// Reads the tags of a page as a browser would begin to: names and attributes, and what is not one of them.
struct HTMLScanner {
    struct Tag: Equatable {
        var name: String
        var attributes: [String: String]
    }

    private(set) var tags: [Tag] = []
    /// Text between tags, joined.
    private(set) var text = ""

    init(_ html: String) throws {
        var rest = Substring(html)
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
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
