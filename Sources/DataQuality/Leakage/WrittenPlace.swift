package import Evidence

/// Where a person wrote something that a finding is about; all of it may be unknown.
package struct WrittenPlace: Sendable, Equatable {
    package var file: String?
    /// From 1.
    package var line: Int?
    /// In characters, from 1.
    package var columnNumber: Int?
    package var excerpt: Finding.Excerpt?

    package init(
        file: String? = nil, line: Int? = nil, columnNumber: Int? = nil, excerpt: Finding.Excerpt? = nil
    ) {
        self.file = file
        self.line = line
        self.columnNumber = columnNumber
        self.excerpt = excerpt
    }
}

extension Finding {
    /// The finding with the place of what it is about.
    func at(_ place: WrittenPlace) -> Finding {
        var finding = self
        finding.file = place.file
        finding.line = place.line
        finding.columnNumber = place.columnNumber
        finding.excerpt = place.excerpt
        return finding
    }
}
