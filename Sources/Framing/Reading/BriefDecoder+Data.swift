import Evidence

extension BriefDecoder {
    /// The section `data`.
    mutating func dataSection(_ node: YAMLNode, at span: TextSpan) -> DataSection? {
        let required = [
            ("sources", "the tables by name, each with its path"), ("label", "the column to predict"),
        ]
        guard let section = section(node, path: "data", keys: BriefKeys.data, required: required, at: span) else {
            return nil
        }
        let engine = section["engine"].flatMap { engineChoice($0, at: keySpan("engine", in: section)) } ?? .duckdb
        let sources = section["sources"].map { sourceList($0, engine: engine) }
        let dataset = section["dataset"].flatMap { datasetText($0) }
        if let sources, sources.count > 1, section["dataset"] == nil {
            report(
                .missingKey, at: span, "'data' needs 'dataset', since there are \(sources.count) sources",
                advice: "Name an SQL file, or write the SQL: it makes one row per prediction from the sources.")
        }
        let key = names(section["key"], "data.key")
        checkKeyNames(key)
        let time = name(section["time"], "data.time")
        let label = name(section["label"], "data.label")
        let positive = section["positive"].flatMap { text($0, "data.positive") }
        let weight = name(section["weight"], "data.weight")
        let query = name(section["query"], "data.query")
        let freshWithin = duration(section["fresh_within"], "data.fresh_within")
        guard let sources, let label else { return nil }
        return DataSection(
            engine: engine, sources: sources, dataset: dataset, key: key, time: time, label: label,
            positive: positive, weight: weight, query: query, freshWithin: freshWithin)
    }

    /// The key stands in the run's predictions beside columns of its own.
    private mutating func checkKeyNames(_ key: [String]) {
        for (index, name) in key.enumerated() {
            let folded = name.lowercased()
            let isTaken = ["label", "prediction", "score", "candidate"].contains(folded)
            guard isTaken || folded.hasPrefix("probability_") else { continue }
            report(
                .impossibleValue, atPath: "data.key[\(index)]",
                "a key column cannot be named \(quoted(name)), which is a column of the run's predictions",
                advice: "Give it another name in the dataset's SQL, such as \(name)_key.")
        }
    }

    private mutating func engineChoice(_ node: YAMLNode, at span: TextSpan) -> EngineChoice? {
        let form = "Write 'duckdb', or an ADBC connection such as {driver: postgresql, uri: \"postgresql://host/db\"}."
        guard case .mapping(let entries) = node.content else {
            guard let word = text(node, "data.engine", form: form) else { return nil }
            guard word != "duckdb" else { return .duckdb }
            let near = Spelling.nearest(to: word, among: ["duckdb"])
            report(
                .impossibleValue, at: node.span, "'data.engine' cannot be \(quoted(word))", advice: form,
                hint: near.map { "did you mean '\($0)'?" })
            return nil
        }
        var driver: String?
        var uri: String?
        var options: [String: String] = [:]
        for entry in entries {
            mark("data.engine.\(entry.key)", entry.value.span)
            guard let value = text(entry.value, "data.engine.\(entry.key)") else { continue }
            switch entry.key {
            case "driver": driver = value
            case "uri": uri = value
            default: options[entry.key] = value
            }
        }
        guard let driver else {
            if !entries.contains(where: { $0.key == "driver" }) {
                report(.missingKey, at: span, "'data.engine' needs 'driver'", advice: form)
            }
            return nil
        }
        return .adbc(driver: driver, uri: uri, options: options)
    }

    private mutating func datasetText(_ node: YAMLNode) -> DatasetText? {
        guard let text = text(node, "data.dataset") else { return nil }
        guard !isSQL(text) else { return DatasetText(sql: text, origin: .inline) }
        guard let path = existingFile(node, "data.dataset") else { return nil }
        let file =
            keptTexts?.dataset.map(TextFile.text)
            ?? TextFile.read(BriefPath.resolved(path, in: directory), limit: Limits.sqlBytes)
        switch file {
        case .text(let sql):
            guard sql.contains(where: { !$0.isWhitespace }) else {
                report(
                    .impossibleValue, at: node.span, "the dataset's SQL file \(quoted(path)) is empty",
                    advice: "Write a SELECT that gives one row per prediction.")
                return nil
            }
            return DatasetText(sql: sql, origin: .file(path))
        case .tooLarge:
            report(
                .impossibleValue, at: node.span, "the dataset's SQL file \(quoted(path)) has more than 1 MiB",
                advice: "Is it the right file?")
        case .notText(let span):
            report(
                .impossibleValue, at: node.span,
                "the dataset's SQL file \(quoted(path)) is not UTF-8 text: line \(span.line), column \(span.column)",
                advice: "Save it as UTF-8.")
        case .unreadable(let reason):
            report(
                .missingFile, at: node.span, "the dataset's SQL file \(quoted(path)) cannot be read: \(reason)",
                advice: "Look at its permissions.")
        }
        return nil
    }

    /// Whether a text is SQL rather than the path of a file.
    private func isSQL(_ text: String) -> Bool {
        if text.contains(where: \.isNewline) { return true }
        let first = text.drop { $0 == "(" || $0.isWhitespace }.prefix { $0.isLetter }.lowercased()
        return text.contains(" ")
            && ["select", "with", "from", "values", "table", "summarize", "pivot"].contains(first)
    }

    /// The path of a file that is there; reported where it is not.
    mutating func existingFile(_ node: YAMLNode, _ path: String) -> String? {
        guard let written = text(node, path), isUsableName(written, at: node.span) else { return nil }
        if keptTexts != nil { return written }
        let resolved = BriefPath.resolved(written, in: directory)
        switch BriefPath.kind(of: resolved) {
        case .file: return written
        case .folder:
            report(
                .missingFile, at: node.span, "\(quoted(written)) is a folder, not a file",
                advice: "'\(path)' names one file.")
        case .nothing: reportMissing(written, resolved: resolved, at: node.span)
        }
        return nil
    }

    /// Reports a file that is not there, with the nearest name in its folder.
    mutating func reportMissing(_ written: String, resolved: String, at span: TextSpan) {
        let near = Spelling.nearest(
            to: BriefPath.fileName(written), among: BriefPath.neighbours(of: resolved))
        report(
            .missingFile, at: span, "there is no file \(quoted(written))",
            advice: "Paths are relative to the brief's folder; looked for \(quoted(resolved)).",
            hint: near.map { "did you mean '\($0)'?" })
    }
}
