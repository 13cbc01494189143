package import Evidence

extension JSONValue {
    /// The text, where it is one.
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, where it is one.
    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The elements; none where it is no array.
    package var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The names of an object's members.
    package var names: Set<String> {
        if case .object(let members) = self { Set(members.keys) } else { [] }
    }
}
