import Evidence

/// Reads briefs strictly: what a brief does not say rightly is an error with its place, and all errors come at once.
package enum BriefReader {
    /// Reads the brief in a file; nothing of a file over `Limits.briefBytes` is kept.
    ///
    /// - Parameters:
    ///   - file: the path of the brief as the person named it.
    ///   - original: where a kept brief stood when it was given; relative paths start from there. `nil` for `file`.
    /// - Returns: the brief.
    /// - Throws: `BriefError` with all that is wrong.
    package static func read(contentsOf file: String, keptFrom original: String? = nil) throws(BriefError) -> Brief {
        switch BriefPath.kind(of: file) {
        case .nothing:
            throw BriefError([
                Finding(
                    .error, .briefUnreadable, "there is no such file", advice: "Give the path of a brief.", file: file)
            ])
        case .folder:
            throw BriefError([
                Finding(
                    .error, .briefUnreadable, "this is a folder, not a file",
                    advice: "Give the path of the brief in it.", file: file)
            ])
        case .file: break
        }
        switch TextFile.read(file, limit: Limits.briefBytes) {
        case .text(let text): return try read(text: text, file: file, keptFrom: original)
        case .tooLarge: throw tooLarge(file)
        case .notText(let span):
            throw BriefError([
                Finding(
                    .error, .yamlInvalid, "this byte is no UTF-8", advice: "Save the brief as UTF-8.", file: file,
                    line: span.line, columnNumber: span.column)
            ])
        case .unreadable(let reason):
            throw BriefError([
                Finding(
                    .error, .briefUnreadable, "the brief cannot be read: \(reason)",
                    advice: "Look at its permissions.", file: file)
            ])
        }
    }

    /// Reads a brief; `file` is its path as the person named it, which relative paths start from unless it was kept.
    ///
    /// - Parameters:
    ///   - text: the brief.
    ///   - file: its path as the person named it.
    ///   - original: where a kept brief stood when it was given.
    ///   - keptTexts: what stood in the files that it names; then no file has to be there.
    /// - Returns: the brief.
    /// - Throws: `BriefError` with all that is wrong.
    package static func read(
        text: String, file: String, keptFrom original: String? = nil, keptTexts: KeptTexts? = nil
    ) throws(BriefError) -> Brief {
        guard text.utf8.count <= Limits.briefBytes else { throw tooLarge(file) }
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let source = SourceText(file: file, text: text)
        let (root, problems) = YAMLReader.read(text, source: source)
        guard let root else {
            throw BriefError(
                problems.isEmpty
                    ? [
                        Finding(
                            .error, .missingKey, "the brief is empty",
                            advice: "It needs at least 'data' with 'sources' and 'label'; "
                                + "`associate run TABLE --label COLUMN` works without a brief.",
                            file: file, line: 1, columnNumber: 1)
                    ] : problems)
        }
        var decoder = BriefDecoder(source: source, path: original ?? file, keptTexts: keptTexts)
        var brief = decoder.brief(root)
        brief?.origin.keptTexts = keptTexts
        // A proposed brief pointed at no lines when it was first run, and its second run is to be the same bytes.
        if original != nil, BriefWriter.isProposed(text) { brief?.origin.places = decoder.places.textAlone }
        let findings = problems + decoder.findings
        guard findings.isEmpty, let brief else { throw BriefError(findings) }
        return brief
    }

    private static func tooLarge(_ file: String) -> BriefError {
        BriefError([
            Finding(
                .error, .briefTooLarge, "a brief has at most \(Limits.briefBytes >> 20) MiB",
                advice: "Is it the right file? Data belongs into sources, SQL into a file of its own.", file: file)
        ])
    }
}
