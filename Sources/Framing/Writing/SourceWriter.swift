import Warehouse

/// Writes one source of a brief.
enum SourceWriter {
    static func lines(_ source: Source) -> [String] {
        var fields: [String] = []
        switch source.location {
        case .files(let paths, let table):
            fields.append("path: " + (paths.count == 1 ? YAMLText.scalar(paths.first ?? "") : YAMLText.list(paths)))
            if let table { fields.append("table: \(YAMLText.scalar(table))") }
        case .engineTable(let table): fields.append("table: \(YAMLText.scalar(table))")
        }
        let options = source.options
        if let format = options.format { fields.append("format: \(format.rawValue)") }
        if let delimiter = options.delimiter { fields.append("delimiter: \(YAMLText.scalar(delimiter))") }
        let head = "    \(YAMLText.scalar(source.name)):"
        guard let knownAt = source.knownAt else { return [head + " {" + fields.joined(separator: ", ") + "}"] }
        let body = fields.map { "      \($0)" }
        guard case .cells(let cells) = knownAt else { return [head] + body + ["      known_at: \(moment(knownAt))"] }
        let list = cells.map { "        - {columns: \(YAMLText.list($0.columns)), at: \(moment($0.at))}" }
        return [head] + body + ["      known_at:"] + list
    }

    private static func moment(_ moment: KnownAt) -> String {
        switch moment {
        case .column(let column): YAMLText.scalar(column)
        case .expression(let sql): YAMLText.scalar(sql)
        case .after(let column, let delay): "{after: \(YAMLText.scalar(column)), delay: \(delay)}"
        case .cells: "[]"
        }
    }
}
