/// What a slice says of one column.
package struct SlicePredicate: Codable, Sendable, Equatable {
    package var column: String
    package var kind: Kind
    /// The value (`equals`).
    package var value: String?
    /// Where the bin begins, itself in it, and where it ends, itself not in it; absent at the ends (`between`).
    package var lower: String?
    package var upper: String?
    /// Distinct values that are taken together (`others`).
    package var values: Int?

    /// Whether it is the other rows that are meant.
    package var isNegated = false

    /// How a column's values are taken.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// One value.
        case equals
        /// A bin of numbers or moments.
        case between
        /// No value.
        case missing
        /// All values but the most frequent.
        case others
    }

    package init(
        column: String, kind: Kind, value: String? = nil, lower: String? = nil, upper: String? = nil,
        values: Int? = nil
    ) {
        self.column = column
        self.kind = kind
        self.value = value
        self.lower = lower
        self.upper = upper
        self.values = values
    }

    /// The predicate as people read it.
    package var words: String {
        isNegated ? denied : said
    }

    private var denied: String {
        switch kind {
        case .equals: "\(column) ≠ \(value ?? "")"
        case .missing: "\(column) is not missing"
        case .others: "\(column) is none of \(NumberText.count(values ?? 0)) rarer values"
        case .between: deniedBin
        }
    }

    /// What lies outside of a bin, to which a missing value belongs.
    private var deniedBin: String {
        switch (lower, upper) {
        case (let lower?, nil): "\(column) \(below(lower)), or missing"
        case (nil, let upper?): "\(column) from \(shown(upper)) on, or missing"
        case (nil, nil): "\(column) is missing"
        default: "not \(said)"
        }
    }

    /// A border as people read it.
    private func shown(_ border: String) -> String {
        MomentText.isMoment(border) ? MomentText.short(border) : border
    }

    private func below(_ border: String) -> String {
        (MomentText.isMoment(border) ? "before " : "below ") + shown(border)
    }

    private var said: String {
        switch kind {
        case .equals: "\(column) = \(value ?? "")"
        case .missing: "\(column) is missing"
        case .others: "\(column) is one of \(NumberText.count(values ?? 0)) rarer values"
        case .between:
            switch (lower, upper) {
            case (let lower?, let upper?): "\(column) from \(shown(lower)) to \(below(upper))"
            case (let lower?, nil): "\(column) from \(shown(lower)) on"
            case (nil, let upper?): "\(column) \(below(upper))"
            case (nil, nil): "\(column) is there"
            }
        }
    }

    /// The predicate without its column, as the name of a group.
    package var label: String {
        switch kind {
        case .equals: value ?? ""
        case .missing: "missing"
        case .others: "\(NumberText.count(values ?? 0)) rarer values"
        case .between:
            switch (lower, upper) {
            case (let lower?, let upper?): "\(shown(lower)) to \(below(upper))"
            case (let lower?, nil) where MomentText.isMoment(lower): "\(shown(lower)) and later"
            case (let lower?, nil): "\(lower) and above"
            case (nil, let upper?): below(upper)
            case (nil, nil): "any"
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case column, kind, value, lower, upper, values
        case isNegated = "negated"
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(column, forKey: .column)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(value, forKey: .value)
        try fields.encode(lower, forKey: .lower)
        try fields.encode(upper, forKey: .upper)
        try fields.encode(values, forKey: .values)
        try fields.encode(isNegated, forKey: .isNegated)
    }
}
