/// The values of one column in contiguous storage; where a row is not valid its value is a filler.
package struct Values<Element: Sendable & Equatable>: Sendable, Equatable {
    package let values: [Element]
    package let validity: Validity

    package init(_ values: [Element], validity: Validity) {
        precondition(values.count == validity.count, "one validity bit a value")
        self.values = values
        self.validity = validity
    }

    /// The values with `nil` where there is none, for tests and small tables.
    package init(_ optionals: [Element?], filler: Element) {
        self.init(optionals.map { $0 ?? filler }, validity: Validity(optionals.map { $0 != nil }))
    }

    package var count: Int { values.count }

    /// The value of a row, or `nil`.
    package subscript(row: Int) -> Element? { validity[row] ? values[row] : nil }
}

/// Text as one code a row into a dictionary of distinct texts, so that work is done once per text.
package struct TextValues: Sendable, Equatable {
    /// Index into `dictionary` for each row; a filler where the row is not valid.
    package let codes: [Int32]
    /// The texts that rows have, sorted by their UTF-8 bytes and distinct by these; see ``TextKey``.
    package let dictionary: [String]
    package let validity: Validity

    package init(codes: [Int32], dictionary: [String], validity: Validity) {
        precondition(codes.count == validity.count, "one validity bit a value")
        self.codes = codes
        self.dictionary = dictionary
        self.validity = validity
    }

    /// Encodes texts; the dictionary is sorted, so the codes do not depend on the order of the rows.
    package init(_ texts: [String?]) {
        let distinct = Set(texts.compactMap { $0.map(TextKey.init) })
            .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
        let codeOf = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) })
        codes = texts.map { $0.flatMap { codeOf[TextKey($0)] } ?? 0 }
        dictionary = distinct.map(\.text)
        validity = Validity(texts.map { $0 != nil })
    }

    package var count: Int { codes.count }

    /// The text of a row, or `nil`.
    package subscript(row: Int) -> String? { validity[row] ? dictionary[Int(codes[row])] : nil }
}

/// What a moment in a column means.
package enum TimestampKind: String, Sendable, Codable {
    /// A calendar day, at midnight.
    case date
    /// A wall-clock time without a zone.
    case timestamp
    /// An instant, in UTC.
    case instant
}

/// A typed column.
package enum Column: Sendable, Equatable {
    case boolean(Values<Bool>)
    case integer(Values<Int64>)
    case double(Values<Double>)
    case text(TextValues)
    /// Microseconds since 1970-01-01T00:00:00 (UTC for instants).
    case timestamp(Values<Int64>, TimestampKind)

    package var count: Int {
        switch self {
        case .boolean(let values): values.count
        case .integer(let values), .timestamp(let values, _): values.count
        case .double(let values): values.count
        case .text(let values): values.count
        }
    }

    package var validity: Validity {
        switch self {
        case .boolean(let values): values.validity
        case .integer(let values), .timestamp(let values, _): values.validity
        case .double(let values): values.validity
        case .text(let values): values.validity
        }
    }

    /// The type of the values.
    package var type: ColumnType {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .double: .double
        case .text: .text
        case .timestamp(_, let kind):
            switch kind {
            case .date: .date
            case .timestamp: .timestamp
            case .instant: .instant
            }
        }
    }
}

/// The types that columns have in Associate; engines' own types are mapped onto them.
package enum ColumnType: String, Sendable, Codable, CaseIterable {
    case boolean
    case integer
    case double
    case text
    case date
    case timestamp
    case instant
    /// Lists, structs, maps, blobs, intervals: kept in the snapshot, never a feature.
    case unsupported

    /// Whether values are days or moments.
    package var isMoment: Bool { [.date, .timestamp, .instant].contains(self) }
}
