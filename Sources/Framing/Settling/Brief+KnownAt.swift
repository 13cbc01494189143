package import DataQuality
import Evidence

extension Brief {
    /// When a source's rows or cells became known, for the leakage audit; each rule with its place in the brief.
    package func knownRules(of source: Source) -> [AuditedSource.Rule] {
        let path = "data.sources.\(source.name).known_at"
        switch source.knownAt {
        case nil: return []
        case .cells(let cells)?:
            return cells.enumerated().compactMap { index, cell in
                moment(cell.at).map {
                    AuditedSource.Rule(columns: cell.columns, moment: $0, place: place(of: "\(path)[\(index)].at"))
                }
            }
        case let whole?: return moment(whole).map { [AuditedSource.Rule(moment: $0, place: place(of: path))] } ?? []
        }
    }

    /// Where a key of the brief stands.
    package func place(of path: String) -> WrittenPlace {
        guard let file = places.file, let place = places[path] else { return WrittenPlace() }
        return WrittenPlace(
            file: file, line: place.line, columnNumber: place.column,
            excerpt: .init(text: place.text, length: place.length))
    }

    private func moment(_ knownAt: KnownAt) -> KnownMoment? {
        switch knownAt {
        case .column(let name): .column(name)
        case .expression(let text): .expression(text)
        case .after(let column, let delay): .after(column: column, microseconds: delay.microseconds)
        case .cells: nil
        }
    }
}
