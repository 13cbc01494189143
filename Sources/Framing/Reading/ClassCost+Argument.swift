import Evidence

extension [ClassCost] {
    /// Reads what a person writes behind an option, in the form of a brief's `metric.costs`: `{flu: {cold: 5}}`.
    ///
    /// - Parameters:
    ///   - text: as written.
    ///   - option: for messages.
    /// - Throws: `BriefError` with all that is wrong.
    package init(argument text: String, option: String) throws(BriefError) {
        let source = SourceText(file: option, text: text)
        let (root, problems) = YAMLReader.read(text, source: source)
        guard let root else { throw BriefError(problems) }
        var decoder = BriefDecoder(source: source, path: option)
        let costs = decoder.classCosts(root, at: root.span, task: nil, path: option)
        let findings = problems + decoder.findings
        guard findings.isEmpty else { throw BriefError(findings) }
        self = costs
    }
}
