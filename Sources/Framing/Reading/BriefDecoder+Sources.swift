import Warehouse
import Evidence

extension BriefDecoder {
    /// The sources in order; at least one, else it is reported.
    mutating func sourceList(_ node: YAMLNode, engine: EngineChoice) -> [Source] {
        let form = "Write each source's name and its path, such as 'sources: {flights: data/flights.csv}'."
        guard let entries = mapping(node, path: "data.sources", form: form) else { return [] }
        if entries.isEmpty {
            report(.impossibleValue, at: node.span, "'data.sources' is empty", advice: form)
        }
        var sources: [Source] = []
        var names: [String: String] = [:]
        for entry in entries {
            let path = "data.sources.\(entry.key)"
            mark(path, entry.value.span)
            guard isUsableName(entry.key, at: entry.keySpan) else { continue }
            if let other = names.updateValue(entry.key, forKey: entry.key.lowercased()) {
                report(
                    .duplicateKey, at: entry.keySpan, "\(quoted(entry.key)) and \(quoted(other)) are one name in SQL",
                    advice: "SQL does not tell upper case from lower: rename one of the two.")
            }
            if let source = source(entry, path: path, engine: engine) { sources.append(source) }
        }
        return sources
    }

    private mutating func source(_ entry: YAMLEntry, path: String, engine: EngineChoice) -> Source? {
        guard case .mapping = entry.value.content else {
            mark("\(path).path", entry.value.span)
            return location(path: entry.value, table: nil, at: "\(path).path", mayBeTable: engine != .duckdb)
                .map { Source(name: entry.key, location: $0) }
        }
        guard let section = section(entry.value, path: path, keys: BriefKeys.source, at: entry.keySpan) else {
            return nil
        }
        let table = name(section["table"], "\(path).table")
        let knownAt = section["known_at"].flatMap { self.knownAt($0, "\(path).known_at") }
        var options = Source.Options()
        options.format = word(section["format"], "\(path).format", as: SourceFormat.self)
        options.delimiter = character(section["delimiter"], "\(path).delimiter")
        guard section["path"] != nil || (section["table"] != nil && engine != .duckdb) else {
            if !hasUnknownKey(entry.value, near: "path") {
                report(
                    .missingKey, at: entry.keySpan, "'\(path)' needs 'path'",
                    advice:
                        "'path' is a file, a glob or a list of them; 'table' is a table in it, or of another engine.")
            }
            return nil
        }
        return location(path: section["path"], table: table, at: "\(path).path", mayBeTable: false)
            .map { Source(name: entry.key, location: $0, options: options, knownAt: knownAt) }
    }

    private func hasUnknownKey(_ node: YAMLNode, near key: String) -> Bool {
        guard case .mapping(let entries) = node.content else { return false }
        return entries.contains { Spelling.nearest(to: $0.key, among: [key]) != nil }
    }

    private mutating func location(
        path node: YAMLNode?, table: String?, at path: String, mayBeTable: Bool
    ) -> Source.Location? {
        guard let node else { return table.map { .engineTable($0) } }
        guard let nodes = list(node, path) else { return nil }
        if nodes.isEmpty {
            report(
                .impossibleValue, at: node.span, "'\(path)' names no file", advice: "Name at least one path or glob.")
        }
        var paths: [String] = []
        for (index, element) in nodes.enumerated() {
            let place = nodes.count == 1 ? path : "\(path)[\(index)]"
            mark("\(path)[\(index)]", element.span)
            guard let written = text(element, place), isUsablePath(written, at: element.span) else { continue }
            if mayBeTable, nodes.count == 1, !written.contains("/"), BriefPath.stem(written) == written {
                return .engineTable(written)
            }
            checkThere(written, at: element.span)
            paths.append(written)
        }
        return paths.isEmpty ? nil : .files(paths, table: table)
    }

    private mutating func isUsablePath(_ text: String, at span: TextSpan) -> Bool {
        guard !WebAddress.isOne(text) else {
            let shown = WebAddress.withoutCredentials(text)
            report(
                .impossibleValue, at: span, "\(quoted(shown)) is an address, and only files of this machine are read",
                advice: "Fetch it first, and name the file.", showsLine: false)
            return false
        }
        guard let scalar = TextSafety.unsafeScalar(in: text) else { return true }
        report(
            .impossibleValue, at: span, "a path may not hold the character \(TextSafety.name(of: scalar))",
            advice: "Rename the file.")
        return false
    }

    private mutating func checkThere(_ written: String, at span: TextSpan) {
        // Work from what a run kept opens no source.
        if keptTexts != nil { return }
        let resolved = BriefPath.resolved(written, in: directory)
        guard BriefPath.kind(of: resolved) != .file, !BriefPath.isPattern(written) else { return }
        guard BriefPath.kind(of: resolved) == .folder else {
            reportMissing(written, resolved: resolved, at: span)
            return
        }
        report(
            .sourceUnreadable, at: span, "\(quoted(written)) is a folder, not a file",
            advice: "Name its files by a glob, such as '\(written.hasSuffix("/") ? written : written + "/")*.csv'.")
    }

    /// One character; `\t` is the tab.
    private mutating func character(_ node: YAMLNode?, _ path: String) -> String? {
        guard let node, case .scalar(let written, _) = node.content else {
            return node.flatMap { self.text($0, path) }
        }
        let text = written == "\\t" ? "\t" : written
        guard text.unicodeScalars.count == 1, text != "\n", text != "\r" else {
            report(
                .impossibleValue, at: node.span, "'\(path)' must be one character, not \(quoted(text))",
                advice: "Write it in quotes, such as ';' or \"\\t\".")
            return nil
        }
        return text
    }
}
