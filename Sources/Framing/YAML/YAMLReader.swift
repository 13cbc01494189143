import CYaml
import Evidence

/// Reads one YAML document into a tree of texts and places.
///
/// Only mappings, lists and scalars are taken. Aliases, anchors, tags and further documents are reported and
/// never followed, so the work is linear in the size of the text; nothing is typed.
struct YAMLReader {
    private let source: SourceText
    private var findings: [Finding] = []
    private var stack: [Frame] = []
    private var root: YAMLNode?

    private struct Frame {
        let span: TextSpan
        let isMapping: Bool
        var nodes: [YAMLNode] = []
        var entries: [YAMLEntry] = []
        var lineOf: [String: Int] = [:]
        var key: PendingKey = .none
    }

    private enum PendingKey {
        case none
        case text(String, TextSpan)
        /// A key that is reported already; its value is dropped.
        case unusable
    }

    private init(source: SourceText) {
        self.source = source
    }

    /// The document's root, `nil` where there is none, and all that was found on the way.
    ///
    /// The tree is whole only where `findings` holds no `yaml-invalid` and no nesting finding.
    static func read(_ text: String, source: SourceText) -> (root: YAMLNode?, findings: [Finding]) {
        var reader = YAMLReader(source: source)
        reader.run(Array(text.utf8))
        return (reader.root, reader.findings)
    }

    private mutating func run(_ bytes: [UInt8]) {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            findings.append(Finding(.error, .internalError, "the YAML parser could not be started", file: source.file))
            return
        }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var goesOn = true
            while goesOn, findings.count < Limits.findingsShown {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else {
                    findings.append(YAMLProblem(parser, bytes: bytes).finding(in: source))
                    root = nil
                    return
                }
                goesOn = take(event)
                yaml_event_delete(&event)
            }
        }
    }

    /// Takes one event; false where reading ends.
    private mutating func take(_ event: yaml_event_t) -> Bool {
        let span = TextSpan(event)
        switch event.type {
        case YAML_STREAM_END_EVENT: return false
        case YAML_DOCUMENT_START_EVENT where root != nil:
            report(
                .yamlFeatureRefused, at: TextSpan(line: span.line, column: span.column), "a second document",
                advice: "A brief is one document: leave out what follows the line '---'.")
            return false
        case YAML_ALIAS_EVENT:
            report(
                .yamlFeatureRefused, at: span, "an alias ('*')",
                advice: "Write the value out; quote it where it is a text that begins with '*'.")
            add(YAMLNode(content: .refused, span: span))
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            refuse(anchor: scalar.anchor, tag: scalar.tag, at: span)
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            add(YAMLNode(content: .scalar(text, plain: scalar.style == YAML_PLAIN_SCALAR_STYLE), span: span))
        case YAML_SEQUENCE_START_EVENT:
            refuse(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag, at: span)
            return open(Frame(span: span, isMapping: false))
        case YAML_MAPPING_START_EVENT:
            refuse(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, at: span)
            return open(Frame(span: span, isMapping: true))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(at: span)
        default: break
        }
        return true
    }

    private mutating func open(_ frame: Frame) -> Bool {
        guard stack.count < Limits.briefDepth else {
            report(
                .yamlFeatureRefused, at: TextSpan(line: frame.span.line, column: frame.span.column),
                "more than \(Limits.briefDepth) levels of nesting", advice: "No key of a brief nests that deep.")
            root = nil
            return false
        }
        stack.append(frame)
        return true
    }

    private mutating func close(at end: TextSpan) {
        guard let frame = stack.popLast() else { return }
        let span = TextSpan(
            line: frame.span.line, column: frame.span.column, endLine: end.endLine, endColumn: end.endColumn)
        add(YAMLNode(content: frame.isMapping ? .mapping(frame.entries) : .sequence(frame.nodes), span: span))
    }

    private mutating func add(_ node: YAMLNode) {
        guard !stack.isEmpty else {
            root = node
            return
        }
        let top = stack.count - 1
        guard stack[top].isMapping else {
            stack[top].nodes.append(node)
            return
        }
        switch stack[top].key {
        case .none: takeKey(node)
        case .text(let key, let keySpan):
            stack[top].entries.append(YAMLEntry(key: key, keySpan: keySpan, value: node))
            stack[top].key = .none
        case .unusable: stack[top].key = .none
        }
    }

    private mutating func takeKey(_ node: YAMLNode) {
        let top = stack.count - 1
        guard case .scalar(let key, _) = node.content else {
            if case .refused = node.content {
            } else {
                report(.wrongType, at: node.span, "a key must be a text, not \(node.kind)", advice: nil)
            }
            stack[top].key = .unusable
            return
        }
        guard let first = stack[top].lineOf[key] else {
            stack[top].lineOf[key] = node.span.line
            stack[top].key = .text(key, node.span)
            return
        }
        report(
            .duplicateKey, at: node.span, "duplicate key \(quoted(key))",
            advice: "It stands in line \(first) already: keep one of the two.")
        stack[top].key = .unusable
    }

    private mutating func refuse(
        anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, at span: TextSpan
    ) {
        let place = TextSpan(line: span.line, column: span.column)
        if anchor != nil {
            report(
                .yamlFeatureRefused, at: place, "an anchor ('&')",
                advice: "Write the value out; quote it where it is a text that begins with '&'.")
        }
        if tag != nil {
            report(
                .yamlFeatureRefused, at: place, "a tag ('!')",
                advice: "Leave it out: a brief's keys fix the types. Quote a text that begins with '!'.")
        }
    }

    private mutating func report(_ code: FindingCode, at span: TextSpan, _ what: String, advice: String?) {
        let message = code == .yamlFeatureRefused ? "a brief may not hold \(what)" : what
        findings.append(source.finding(.error, code, at: span, message, advice: advice))
    }
}

extension TextSpan {
    fileprivate init(_ event: yaml_event_t) {
        self.init(
            line: event.start_mark.line + 1, column: event.start_mark.column + 1, endLine: event.end_mark.line + 1,
            endColumn: event.end_mark.column + 1)
    }
}
