import Scoring

/// The raw columns of a model as properties of a Swift struct.
struct SwiftFields: Sendable {
    /// A raw column.
    struct Field: Sendable {
        let source: String
        let name: String
        let type: String
        let words: String
    }

    let all: [Field]

    init(_ document: ModelDocument) {
        let kinds = document.sourceKinds
        var taken: Set<String> = []
        all = document.sourceColumns.map { source in
            let plain = Self.identifier(source)
            var name = plain
            var number = 2
            while !taken.insert(name.lowercased()).inserted { (name, number) = ("\(plain)_\(number)", number + 1) }
            let (type, words) = Self.type(kinds[source] ?? .number)
            return Field(source: source, name: name, type: type, words: words)
        }
    }

    /// The property of a raw column, as it is read of a row.
    func of(_ source: String) -> String {
        all.first { $0.source == source }.map { "row.\($0.name)" } ?? "nil"
    }

    /// The struct of a row.
    var row: String {
        let properties = all.map {
            "    /// The column \($0.source.debugDescription): \($0.words).\n    public var \($0.name): \($0.type)?"
        }
        let parameters = all.map { "\($0.name): \($0.type)? = nil" }.joined(separator: ", ")
        let assignments = all.map { "        self.\($0.name) = \($0.name)" }
        return """
            /// The raw columns that the model reads; what is missing is nil.
            public struct Row: Sendable {
            \((properties + [""]).joined(separator: "\n"))
                public init(\(parameters)) {
            \(assignments.joined(separator: "\n"))
                }
            }
            """
    }

    private static func type(_ kind: FeatureKind) -> (String, String) {
        switch kind {
        case .number: ("Double", "a number")
        case .category: ("String", "a text")
        case .boolean: ("Bool", "yes or no")
        case .date: ("Int64", "a day, as microseconds from 1970-01-01T00:00:00 to its midnight")
        case .timestamp: ("Int64", "a time by the clock, as microseconds since 1970-01-01T00:00:00")
        case .instant: ("Int64", "an instant, as microseconds since 1970-01-01T00:00:00 in UTC")
        }
    }

    /// A name that Swift takes: letters, digits and underscores, and no word of the language.
    private static func identifier(_ source: String) -> String {
        var name = String(
            source.unicodeScalars.map { scalar -> Character in
                scalar == "_" || (scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)))
                    ? Character(scalar) : "_"
            })
        if name.isEmpty || ("0"..."9").contains(name.unicodeScalars.first ?? "0") { name = "_" + name }
        if name.allSatisfy({ $0 == "_" }) { name = "column" }
        return keywords.contains(name) ? "`\(name)`" : name
    }

    private static let keywords: Set = Set(
        """
        Any Self Type actor as associatedtype await break case catch class continue default defer deinit do else enum
        extension fallthrough false fileprivate for func guard if import in init inout internal is let nil open operator
        package precedencegroup private protocol public repeat rethrows return self static struct subscript super switch
        throw throws true try typealias var where while
        """.split { $0.isWhitespace }.map(String.init))
}

extension String {
    /// As a literal of Swift.
    var swiftLiteral: String {
        var literal = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\" + String(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    /// Each line that is not empty moved four places to the right.
    var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
    }

    /// Without blank lines that follow another, and with one end of line at the end.
    var trimmedBlankLines: String {
        var lines: [Substring] = []
        for line in split(separator: "\n", omittingEmptySubsequences: false) where !line.isEmpty || lines.last != "" {
            lines.append(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }
}
