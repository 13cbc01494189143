import Evidence

/// Turns a tree of texts into a brief, collecting all that is wrong on the way.
///
/// Every method that reads a node reports what does not fit and then returns `nil`, so that reading goes on.
struct BriefDecoder {
    let source: SourceText
    let directory: String
    private(set) var findings: [Finding]
    private(set) var places: BriefPlaces

    init(source: SourceText, directory: String, findings: [Finding]) {
        self.source = source
        self.directory = directory
        self.findings = findings
        places = BriefPlaces(file: source.file)
    }

    mutating func report(
        _ code: FindingCode, at span: TextSpan, _ message: String, advice: String? = nil, hint: String? = nil
    ) {
        findings.append(source.finding(.error, code, at: span, message, advice: advice, hint: hint))
    }

    /// A finding at a path that is marked already.
    mutating func report(_ code: FindingCode, atPath path: String, _ message: String, advice: String? = nil) {
        let place = places[path]
        findings.append(
            Finding(
                .error, code, message, advice: advice, file: source.file, line: place?.line,
                columnNumber: place?.column, excerpt: place.map { .init(text: $0.text, length: $0.length) }))
    }

    /// Remembers where a path stands.
    mutating func mark(_ path: String, _ span: TextSpan) {
        places.set(path, source.place(of: span))
    }
}

/// The keys of a mapping that are known there.
struct BriefSection {
    let path: String
    /// Where the section is named, for what is missing in it.
    let span: TextSpan
    let entries: [YAMLEntry]

    /// The node of a key, or `nil`.
    subscript(key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

    func path(of key: String) -> String { path.isEmpty ? key : path + "." + key }
}

extension BriefDecoder {
    /// The keys of a mapping: unknown ones are reported, and required ones that are not there.
    mutating func section(
        _ node: YAMLNode, path: String, keys: [String], required: [(key: String, meaning: String)] = [],
        at span: TextSpan
    ) -> BriefSection? {
        guard let entries = mapping(node, path: path) else { return nil }
        let there = Set(entries.map(\.key))
        var missing = required.filter { !there.contains($0.key) }
        for entry in entries where !keys.contains(entry.key) {
            let near = Spelling.nearest(to: entry.key, among: keys.filter { !there.contains($0) })
            if let near, let index = missing.firstIndex(where: { $0.key == near }) {
                let need = missing.remove(at: index)
                reportUnknown(
                    entry, section: path, near: near, advice: "\(name(path)) needs '\(near)': \(need.meaning).")
            } else {
                reportUnknown(
                    entry, section: path, near: near, advice: advice(entry.key, section: path, keys: keys, near: near))
            }
        }
        for need in missing {
            report(
                .missingKey, at: span, "\(name(path)) needs '\(need.key)'",
                advice: "'\(need.key)' is \(need.meaning).")
        }
        let known = entries.filter { keys.contains($0.key) }
        for entry in known { mark(path.isEmpty ? entry.key : path + "." + entry.key, entry.value.span) }
        return BriefSection(path: path, span: span, entries: known)
    }

    /// The entries of a mapping of any keys.
    mutating func mapping(_ node: YAMLNode, path: String, form: String? = nil) -> [YAMLEntry]? {
        switch node.content {
        case .mapping(let entries): return entries
        case .refused: return nil
        default:
            report(
                .wrongType, at: node.span, "\(name(path)) must be a group of keys, not \(node.kind)",
                advice: form ?? "Write its keys on lines of their own, indented, each with ': ' and a value.")
            return nil
        }
    }

    private func name(_ path: String) -> String { path.isEmpty ? "the brief" : "'\(path)'" }

    private mutating func reportUnknown(_ entry: YAMLEntry, section: String, near: String?, advice: String) {
        report(
            .unknownKey, at: entry.keySpan, "unknown key \(quoted(entry.key))", advice: advice,
            hint: near.map { "did you mean '\($0)'?" })
    }

    private func advice(_ key: String, section: String, keys: [String], near: String?) -> String {
        if near == nil, let home = BriefKeys.home(of: key), home != section {
            return home.isEmpty ? "'\(key)' stands at the top level." : "'\(key)' stands under '\(home)'."
        }
        return "Keys of \(name(section)): \(listed(keys))."
    }
}
