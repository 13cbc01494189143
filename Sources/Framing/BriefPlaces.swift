package import Evidence

/// Where something stands in a brief.
package struct BriefPlace: Sendable, Equatable {
    /// From 1.
    package let line: Int
    /// In characters, from 1.
    package let column: Int
    /// In characters, at least 1, within the line.
    package let length: Int
    /// The whole line.
    package let text: String
}

/// The places of a brief's keys by their dotted paths, such as `data.label`, `data.key[0]`, `exclude.dep_delay`
/// or `data.sources.flights.path`.
///
/// A path has the place of its value; columns that stand as keys (under `exclude` and `sensitive_use`) have the
/// place of the key.
package struct BriefPlaces: Sendable {
    private let source: SourceText
    private var spans: [String: TextSpan] = [:]

    /// No places, for a brief that does not come from a file.
    package init() {
        source = SourceText(file: nil, text: "")
    }

    init(source: SourceText) {
        self.source = source
    }

    /// The brief as the person named it; `nil` where there is no file.
    package var file: String? { source.file }

    /// The text alone: lines that nobody wrote are not pointed at.
    var textAlone: BriefPlaces { BriefPlaces(source: SourceText(file: nil, text: source.text)) }

    /// The brief as it was read, without a byte order mark; `nil` where none was.
    package var text: String? { source.text.isEmpty ? nil : source.text }

    /// The place of a path, else of the nearest key above it; `nil` where neither stands in the brief.
    package subscript(path: String) -> BriefPlace? {
        if let span = spans[path] { return source.place(of: span) }
        guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
        return self[String(path[..<cut])]
    }

    mutating func set(_ path: String, _ span: TextSpan) {
        spans[path] = span
    }

    /// The stretch of a path as it was marked.
    func span(of path: String) -> TextSpan? { spans[path] }
}

extension Brief {
    /// A finding at a key of the brief: with file, line and excerpt where the brief has a file.
    package func finding(
        _ code: FindingCode, at path: String, _ message: String, advice: String? = nil, severity: Severity = .error,
        column: String? = nil, hint: String? = nil
    ) -> Finding {
        let place = origin.places[path]
        return Finding(
            severity, code, message, advice: advice, file: origin.places.file, line: place?.line,
            columnNumber: place?.column, column: column,
            excerpt: place.map { .init(text: $0.text, length: $0.length, hint: hint) })
    }
}
