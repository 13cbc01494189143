extension DecodingError {
    /// The place as a path of keys, and what is wrong there, for messages on documents that may come from anywhere.
    package var words: (path: String?, message: String) {
        let (context, message): (Context, String) =
            switch self {
            case .keyNotFound(let key, let context): (context, "'\(key.stringValue)' is missing")
            case .valueNotFound(_, let context): (context, "a value is missing")
            case .typeMismatch(_, let context): (context, "a value of another type")
            case .dataCorrupted(let context): (context, context.debugDescription)
            @unknown default: (Context(codingPath: [], debugDescription: ""), "unreadable")
            }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return (path.isEmpty ? nil : path, message)
    }
}
