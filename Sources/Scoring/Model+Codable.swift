extension Model: Codable {
    private enum Kind: String, Codable {
        case prior, linear, trees
    }

    private enum CodingKeys: String, CodingKey {
        case kind
    }

    package init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .kind) {
        case .prior: self = .prior(try PriorModel(from: decoder))
        case .linear: self = .linear(try LinearModel(from: decoder))
        case .trees: self = .trees(try TreeModel(from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .prior(let prior):
            try fields.encode(Kind.prior, forKey: .kind)
            try prior.encode(to: encoder)
        case .linear(let linear):
            try fields.encode(Kind.linear, forKey: .kind)
            try linear.encode(to: encoder)
        case .trees(let trees):
            try fields.encode(Kind.trees, forKey: .kind)
            try trees.encode(to: encoder)
        }
    }
}
