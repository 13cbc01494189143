/// The tags of a page that is written as ours are: lower case, attributes in double quotes, five entities, no comment.
///
/// What a browser would forgive is an error here, so that nothing has to be guessed about what a browser makes of it.
package struct StrictHTML {
    /// An element's beginning.
    package struct Tag: Equatable, Sendable {
        package var name: String
        /// Values with their entities resolved.
        package var attributes: [String: String]
    }

    /// Beginnings of elements in their order.
    package private(set) var tags: [Tag] = []
    /// Text between tags, entities resolved; style sheets are none.
    package private(set) var text = ""

    /// Where a page is not as ours are.
    package struct Malformed: Error, CustomStringConvertible {
        package let description: String
    }

    private static let void: Set = ["meta", "br", "line", "circle", "polyline", "polygon", "path", "rect"]
    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]

    private var rest: Substring.UnicodeScalarView
    private var open: [String] = []

    /// Reads a page, or a piece of one.
    package init(_ html: String) throws {
        rest = Substring(html).unicodeScalars
        if html.hasPrefix("<!doctype html>\n") { rest = rest.dropFirst("<!doctype html>\n".unicodeScalars.count) }
        while !rest.isEmpty {
            if rest.first == "<" { try tag() } else { text += try plain(until: "<") }
        }
        guard open.isEmpty else { throw malformed("<\(open.joined(separator: "><"))> stays open") }
    }

    private mutating func tag() throws {
        rest.removeFirst()
        if rest.first == "/" {
            rest.removeFirst()
            let name = word()
            guard open.popLast() == name, take(">") else { throw malformed("</\(name)> closes another element") }
            return
        }
        var tag = Tag(name: word(), attributes: [:])
        guard !tag.name.isEmpty else { throw malformed("'<' that begins no element") }
        while rest.first == " " {
            rest.removeFirst()
            let name = word()
            guard !name.isEmpty, take("="), take("\"") else { throw malformed("an attribute of <\(tag.name)>") }
            let value = try plain(until: "\"")
            guard take("\""), tag.attributes.updateValue(value, forKey: name) == nil else {
                throw malformed("attribute \(name) of <\(tag.name)>")
            }
        }
        let closes = take("/")
        guard take(">") else { throw malformed("<\(tag.name)> does not end") }
        tags.append(tag)
        if closes || Self.void.contains(tag.name) { return }
        if tag.name == "style" { return try skipStyle() }
        open.append(tag.name)
    }

    /// A style sheet's text; only its own end closes it.
    private mutating func skipStyle() throws {
        let sheet = String(String.UnicodeScalarView(rest))
        guard let end = sheet.firstRange(of: "</style>") else { throw malformed("<style> does not end") }
        guard !sheet[..<end.lowerBound].contains("<") else { throw malformed("'<' in a style sheet") }
        rest = sheet[end.upperBound...].unicodeScalars
    }

    private mutating func plain(until stop: Unicode.Scalar) throws -> String {
        var result = String.UnicodeScalarView()
        while let scalar = rest.first, scalar != stop {
            rest.removeFirst()
            switch scalar {
            case "&":
                let name = String(String.UnicodeScalarView(rest.prefix { $0 != ";" }.prefix(8)))
                guard let value = Self.entities[name] else { throw malformed("'&\(name)' is no entity of ours") }
                rest = rest.dropFirst(name.unicodeScalars.count + 1)
                result.append(contentsOf: value.unicodeScalars)
            case "<", ">": throw malformed("a bare '\(scalar)'")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private mutating func word() -> String {
        let part = rest.prefix { scalar in
            (97...122).contains(scalar.value) || (65...90).contains(scalar.value) || (48...57).contains(scalar.value)
                || scalar == "-"
        }
        rest = rest.dropFirst(part.count)
        return String(String.UnicodeScalarView(part))
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private func malformed(_ what: String) -> Malformed {
        Malformed(description: "\(what), before: \(String(String.UnicodeScalarView(rest.prefix(60))).debugDescription)")
    }
}
