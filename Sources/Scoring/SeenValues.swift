/// What training saw of one feature, so that scoring can count what it did not see.
package enum SeenValues: Sendable, Equatable {
    /// The least and the greatest finite number.
    case numbers(minimum: Double, maximum: Double)
    /// The first and the last moment, in microseconds since 1970-01-01T00:00:00.
    case moments(first: Int64, last: Int64)
    /// Texts, sorted by their UTF-8 bytes; not all of them where there were more than are remembered.
    case texts([String], complete: Bool)
    /// Which booleans occurred.
    case booleans(no: Bool, yes: Bool)
}

extension SeenValues: Codable {
    private enum CodingKeys: String, CodingKey {
        case minimum, maximum, first, last, texts, complete, no, yes
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        if fields.contains(.minimum) {
            self = .numbers(
                minimum: try fields.decode(Double.self, forKey: .minimum),
                maximum: try fields.decode(Double.self, forKey: .maximum))
        } else if fields.contains(.first) {
            self = .moments(
                first: try fields.decode(Int64.self, forKey: .first), last: try fields.decode(Int64.self, forKey: .last)
            )
        } else if fields.contains(.texts) {
            self = .texts(
                try fields.decode([String].self, forKey: .texts),
                complete: try fields.decode(Bool.self, forKey: .complete))
        } else {
            self = .booleans(
                no: try fields.decode(Bool.self, forKey: .no), yes: try fields.decode(Bool.self, forKey: .yes))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .numbers(let minimum, let maximum):
            try fields.encode(minimum, forKey: .minimum)
            try fields.encode(maximum, forKey: .maximum)
        case .moments(let first, let last):
            try fields.encode(first, forKey: .first)
            try fields.encode(last, forKey: .last)
        case .texts(let texts, let complete):
            try fields.encode(texts, forKey: .texts)
            try fields.encode(complete, forKey: .complete)
        case .booleans(let no, let yes):
            try fields.encode(no, forKey: .no)
            try fields.encode(yes, forKey: .yes)
        }
    }
}
