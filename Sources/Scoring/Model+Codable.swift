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

extension LinearModel: Codable {
    private enum CodingKeys: String, CodingKey {
        case link, weights, intercepts, means, terms
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            link: try fields.decode(Link.self, forKey: .link),
            weights: try fields.decode([[Double]].self, forKey: .weights),
            intercepts: try fields.decode([Double].self, forKey: .intercepts),
            means: try fields.decodeIfPresent([Double].self, forKey: .means) ?? [],
            terms: try fields.decodeIfPresent(LinearTerms.self, forKey: .terms) ?? .none)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(link, forKey: .link)
        try fields.encode(weights, forKey: .weights)
        try fields.encode(intercepts, forKey: .intercepts)
        if !means.isEmpty { try fields.encode(means, forKey: .means) }
        if !terms.isEmpty { try fields.encode(terms, forKey: .terms) }
    }
}
