extension RunDifference {
    /// What differs, in one line: `data, brief`; `nothing` where the same work was done on the same data.
    package var summary: String {
        differs.isEmpty ? "nothing" : differs.map(\.rawValue).joined(separator: ", ")
    }

    /// The version of the program, where it differs.
    package var code: [Change] { versions.filter { $0.key == Self.codeName } }

    /// The versions of libraries that differ.
    package var libraries: [Change] { versions.filter { $0.key != Self.codeName } }

    /// Whether differences have the rows that they need, in one sentence without a full stop.
    package var pairing: String {
        guard rows.same else { return "No differences: \(rows.reason ?? "the rows are not the same")" }
        let count = NumberText.counted(after.rows, "row")
        guard let resampling = rows.resampling else { return "Differences are on the same \(count)" }
        let units = NumberText.counted(resampling.count, resampling.unit.rawValue)
        return resampling.unit == .row
            ? "Differences are on the same \(count)" : "Differences are on the same \(count), of \(units)"
    }
}

extension RunDifference.Change {
    /// What stood there before, on one line.
    package var beforeText: String { Self.text(before) }

    /// What stands there now, on one line.
    package var afterText: String { Self.text(after) }

    /// Characters of a value that are shown; the JSON holds all of it.
    private static let shown = 160

    private static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null?: return "not given"
        case .string(let text)?: return cut(text)
        case .some(let value): return cut((try? CanonicalJSON.line(value)) ?? "")
        }
    }

    private static func cut(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= shown ? line : line.prefix(shown - 1) + "…"
    }
}

extension MetricDifference {
    /// `+0.004 [+0.002, +0.006]`; a dash where there is no difference on the same rows.
    package var text: String {
        guard let difference else { return "–" }
        guard let lower, let upper else { return NumberText.difference(difference) }
        return "\(NumberText.difference(difference)) [\(NumberText.difference(lower)), \(NumberText.difference(upper))]"
    }
}

extension MetricDifference.Judgement {
    /// In a word or two; empty where nothing can be said.
    package var words: String {
        switch self {
        case .better: "better"
        case .worse: "worse"
        case .withinInterval: "may be chance"
        case .same: "the same"
        case .unknown: ""
        }
    }
}

extension DataDifference {
    /// What differs, a sentence each without a full stop; one that says so where nothing does.
    package var sentences: [String] {
        if same { return ["the same snapshot, \(NumberText.counted(rows.after, "row"))"] }
        var sentences = [rowsText]
        sentences += columns.added.map { "column added: \($0.name) (\($0.type))" }
        sentences += columns.removed.map { "column removed: \($0.name) (\($0.type))" }
        sentences += columns.retyped.map { "column retyped: \($0.name), \($0.before) → \($0.after)" }
        sentences += sources.map { source in
            let counts = [source.before, source.after].map { $0.map { NumberText.counted($0, "row") } ?? "not there" }
            return "source \(source.name): \(counts[0]) → \(counts[1])"
        }
        return sentences
    }

    private var rowsText: String {
        let counts = "\(NumberText.count(rows.before)) → \(NumberText.counted(rows.after, "row"))"
        guard let added = rows.added, let removed = rows.removed, let by = rows.by else { return counts }
        var parts = ["\(NumberText.count(added)) added", "\(NumberText.count(removed)) removed"]
        if let changed = rows.changed { parts.append("\(NumberText.count(changed)) changed") }
        return "\(counts): \(parts.joined(separator: ", ")), by \(by == .key ? "key" : "their cells")"
    }
}
