/// A node of a YAML document: what was written and where, without any typing of its own.
struct YAMLNode: Sendable {
    let content: Content
    let span: TextSpan

    enum Content: Sendable {
        /// The text as written; `plain` where it stood without quotes.
        case scalar(String, plain: Bool)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
        /// An alias: already reported, and to be passed over.
        case refused
    }

    /// What the node is, in words.
    var kind: String {
        switch content {
        case .scalar(let text, let plain): plain && text.isEmpty ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a group of keys"
        case .refused: "an alias"
        }
    }
}

/// One key of a mapping with its value.
struct YAMLEntry: Sendable {
    let key: String
    let keySpan: TextSpan
    let value: YAMLNode
}
