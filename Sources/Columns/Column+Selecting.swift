extension Column {
    /// The values of some rows, in their order; a row may be wanted more than once.
    package func selecting(_ rows: [Int]) -> Column {
        let validity = validity.isTrivial ? Validity(allValid: rows.count) : Validity(rows.map { self.validity[$0] })
        return switch self {
        case .boolean(let values): .boolean(Values(rows.map { values.values[$0] }, validity: validity))
        case .integer(let values): .integer(Values(rows.map { values.values[$0] }, validity: validity))
        case .double(let values): .double(Values(rows.map { values.values[$0] }, validity: validity))
        case .text(let values):
            .text(TextValues(codes: rows.map { values.codes[$0] }, dictionary: values.dictionary, validity: validity))
        case .timestamp(let values, let kind):
            .timestamp(Values(rows.map { values.values[$0] }, validity: validity), kind)
        }
    }

    /// Columns of one type one after the other; at least one.
    package static func joining(_ columns: [Column]) -> Column {
        precondition(Set(columns.map(\.type)).count == 1, "columns of one type")
        func joined<Element>(_ parts: [Values<Element>]) -> Values<Element> {
            Values(parts.flatMap(\.values), validity: .joining(parts.map(\.validity)))
        }
        switch columns[0] {
        case .boolean:
            return .boolean(joined(columns.compactMap { if case .boolean(let part) = $0 { part } else { nil } }))
        case .integer:
            return .integer(joined(columns.compactMap { if case .integer(let part) = $0 { part } else { nil } }))
        case .double:
            return .double(joined(columns.compactMap { if case .double(let part) = $0 { part } else { nil } }))
        case .timestamp(_, let kind):
            return .timestamp(
                joined(columns.compactMap { if case .timestamp(let part, _) = $0 { part } else { nil } }), kind)
        case .text:
            let parts = columns.compactMap { if case .text(let part) = $0 { part } else { nil } }
            let dictionary = Set(parts.flatMap { $0.dictionary.map(TextKey.init) })
                .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
            let codeOf = Dictionary(uniqueKeysWithValues: dictionary.enumerated().map { ($1, Int32($0)) })
            let codes = parts.flatMap { part in
                let moved = part.dictionary.map { codeOf[TextKey($0)] ?? 0 }
                return part.codes.map { moved.isEmpty ? 0 : moved[Int($0)] }
            }
            return .text(
                TextValues(codes: codes, dictionary: dictionary.map(\.text), validity: .joining(parts.map(\.validity))))
        }
    }
}

extension Validity {
    /// Validities one after the other.
    fileprivate static func joining(_ parts: [Validity]) -> Validity {
        guard !parts.allSatisfy(\.isTrivial) else { return Validity(allValid: parts.reduce(0) { $0 + $1.count }) }
        return Validity(parts.flatMap { part in (0..<part.count).map { part[$0] } })
    }
}
