import Evidence

extension BriefDecoder {
    private static let form =
        "Write a column, an SQL expression, {after: COLUMN, delay: 2 hours}, or a list of {columns: [C], at: …}."

    /// When a source's rows or cells became known.
    mutating func knownAt(_ node: YAMLNode, _ path: String) -> KnownAt? {
        guard case .sequence(let nodes) = node.content else { return moment(node, path) }
        guard !nodes.isEmpty else {
            report(.impossibleValue, at: node.span, "'\(path)' is empty", advice: Self.form)
            return nil
        }
        var cells: [KnownAt.Cells] = []
        for (index, element) in nodes.enumerated() {
            let place = "\(path)[\(index)]"
            mark(place, element.span)
            let required = [("columns", "the columns whose cells became known together"), ("at", "when they did")]
            guard
                let section = section(
                    element, path: place, keys: BriefKeys.knownCells, required: required, at: element.span)
            else { continue }
            let columns = names(section["columns"], "\(place).columns")
            guard let at = section["at"].flatMap({ moment($0, "\(place).at") }), !columns.isEmpty else { continue }
            cells.append(KnownAt.Cells(columns: columns, at: at))
        }
        return cells.isEmpty ? nil : .cells(cells)
    }

    private mutating func moment(_ node: YAMLNode, _ path: String) -> KnownAt? {
        guard case .mapping = node.content else {
            guard let text = text(node, path, form: Self.form).map(trimmed) else { return nil }
            return isColumn(text) ? .column(text) : .expression(text)
        }
        let required = [
            ("after", "the column that holds the moment"), ("delay", "how long after it, such as '2 hours'"),
        ]
        guard
            let section = section(node, path: path, keys: BriefKeys.knownAfter, required: required, at: node.span)
        else { return nil }
        let column = name(section["after"], "\(path).after")
        let delay = duration(section["delay"], "\(path).delay")
        guard let column, let delay else { return nil }
        return .after(column: column, delay: delay)
    }

    /// Whether a text can only be a column: letters, digits and underscores.
    private func isColumn(_ text: String) -> Bool {
        text.first?.isNumber == false && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
