import Evidence

/// Turns a tree of texts into a brief, collecting all that is wrong on the way.
///
/// Every method that reads a node reports what does not fit and then returns `nil`, so that reading goes on.
struct BriefDecoder {
    let source: SourceText
    /// The brief's path, from whose folder its paths start.
    let path: String
    /// Texts of the files that the brief names, where a run kept them.
    let keptTexts: KeptTexts?
    private(set) var places: BriefPlaces
    private var problems: [Problem] = []

    /// A finding to be, without the work of showing its line: only the first few are ever shown.
    private struct Problem {
        let span: TextSpan
        let code: FindingCode
        let message: String
        let advice: String?
        let hint: String?
        /// False where the line may hold a secret.
        let showsLine: Bool
    }

    init(source: SourceText, path: String, keptTexts: KeptTexts? = nil) {
        self.source = source
        self.path = path
        self.keptTexts = keptTexts
        places = BriefPlaces(source: source)
    }

    var directory: String { BriefPath.directory(of: path) }

    /// What was reported, in the order of the file, as much as is shown.
    var findings: [Finding] {
        let sorted = problems.enumerated().sorted { first, second in
            let (one, other) = (first.element.span, second.element.span)
            return (one.line, one.column, first.offset) < (other.line, other.column, second.offset)
        }
        return sorted.prefix(Limits.findingsShown).map { _, problem in
            var finding = source.finding(
                .error, problem.code, at: problem.span, problem.message, advice: problem.advice, hint: problem.hint)
            if !problem.showsLine { finding.excerpt = nil }
            return finding
        }
    }

    mutating func report(
        _ code: FindingCode, at span: TextSpan, _ message: String, advice: String? = nil, hint: String? = nil,
        showsLine: Bool = true
    ) {
        problems.append(
            Problem(span: span, code: code, message: message, advice: advice, hint: hint, showsLine: showsLine))
    }

    /// Reports at a path that is marked already.
    mutating func report(_ code: FindingCode, atPath path: String, _ message: String, advice: String? = nil) {
        report(code, at: places.span(of: path) ?? TextSpan(line: 1, column: 1), message, advice: advice)
    }

    /// Remembers where a path stands.
    mutating func mark(_ path: String, _ span: TextSpan) {
        places.set(path, span)
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
        let unknown = entries.lazy.filter { !keys.contains($0.key) }
        for entry in unknown.prefix(Limits.findingsShown) {
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
        for entry in known {
            // A group is best shown by its name; what is missing in it is shown there too.
            let isGroup = if case .mapping = entry.value.content { true } else { false }
            mark(path.isEmpty ? entry.key : path + "." + entry.key, isGroup ? entry.keySpan : entry.value.span)
        }
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
