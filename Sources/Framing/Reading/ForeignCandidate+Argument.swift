import Evidence

extension ForeignCandidate {
    /// Reads what a person writes behind an option: a file, or the group of keys that stands in a brief, such as
    /// `{onnx: net.onnx, inputs: {X: [age, usage]}, scores: logit}`.
    ///
    /// - Parameters:
    ///   - text: as written; paths start from the working directory.
    ///   - option: for messages.
    /// - Throws: `BriefError` with all that is wrong.
    package init(argument text: String, option: String) throws(BriefError) {
        let isGroup = text.drop { $0.isWhitespace }.first == "{"
        let group = isGroup ? text : "{onnx: '\(text.replacing("'", with: "''"))'}"
        let source = SourceText(file: option, text: group)
        let (root, problems) = YAMLReader.read(group, source: source)
        guard let root else { throw BriefError(problems) }
        var decoder = BriefDecoder(source: source, path: option)
        let candidate = decoder.foreignCandidate(root, option, taken: [])
        let findings = problems + decoder.findings
        guard findings.isEmpty, let candidate else { throw BriefError(findings) }
        self = candidate
    }
}
