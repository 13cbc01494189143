import CYaml
import Evidence

/// What the parser could not read, and what to do about it.
struct YAMLProblem {
    private let message: String
    private let span: TextSpan

    init(_ parser: yaml_parser_t, bytes: [UInt8]) {
        let problem = parser.problem.map { String(cString: $0) } ?? "unknown problem"
        let context = parser.context.map { String(cString: $0) }
        message = [problem, context].compactMap(\.self).joined(separator: " ")
        if parser.error == YAML_READER_ERROR {
            span = TextSpan(ofByte: min(parser.problem_offset, bytes.count), in: bytes)
        } else {
            span = TextSpan(line: parser.problem_mark.line + 1, column: parser.problem_mark.column + 1)
        }
    }

    /// The problem at its place in the text.
    func finding(in source: SourceText) -> Finding {
        if message.contains("nesting level") {
            return source.finding(
                .error, .yamlFeatureRefused, at: span,
                "a brief may not hold more than \(Limits.briefDepth) levels of nesting",
                advice: "No key of a brief nests that deep.")
        }
        return source.finding(
            .error, .yamlInvalid, at: span, "this is not valid YAML: \(message)", advice: advice(source))
    }

    private func advice(_ source: SourceText) -> String {
        let line = source.lines.indices.contains(span.line - 1) ? source.lines[span.line - 1] : ""
        if line.prefix(while: \.isWhitespace).contains("\t") || message.contains("'\\t'") || message.contains("tab") {
            return "Indent with spaces: YAML takes no tabs."
        }
        if message.contains("mapping values are not allowed") {
            return "Quote a value that contains ': ', and indent the keys of one group alike."
        }
        if message.contains("control characters") { return "Remove the character, or write it as an escape in quotes." }
        if message.contains("quoted scalar") { return "Close the quotes that were opened." }
        if message.contains("cannot start any token") {
            return "Quote a value that begins with a sign such as '@' or '%'."
        }
        if message.contains("flow") { return "Close every '[' and '{', and separate what stands in them by commas." }
        return "Look at the indentation, the quotes and the ':' of this line and the one above it."
    }
}

extension TextSpan {
    /// The place of a byte in UTF-8; bytes that are no UTF-8 count as one character each.
    init(ofByte offset: Int, in bytes: [UInt8]) {
        let before = String(decoding: bytes.prefix(offset), as: UTF8.self)
        let source = SourceText(file: nil, text: before)
        self.init(line: source.lines.count, column: (source.lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}
