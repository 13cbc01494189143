import Evidence

/// Which keys of two canonical briefs differ.
enum BriefDifference {
    /// The keys with what stood under them, sorted; lists are compared as a whole.
    ///
    /// - Parameters:
    ///   - before: a brief in its canonical form.
    ///   - after: another.
    ///   - excluding: keys that are looked at elsewhere.
    /// - Returns: the keys that differ.
    static func changes(
        from before: JSONValue, to after: JSONValue, excluding: Set<String> = []
    ) -> [RunDifference.Change] {
        let (old, new) = (leaves(of: before), leaves(of: after))
        return Set(old.keys).union(new.keys).subtracting(excluding).sorted().compactMap { key in
            old[key] == new[key] ? nil : RunDifference.Change(key: key, before: old[key], after: new[key])
        }
    }

    /// Every value that is no object, under the path of its keys; an empty object counts as nothing.
    static func leaves(of value: JSONValue) -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        func walk(_ value: JSONValue, _ path: String) {
            switch value {
            case .object(let fields):
                for (key, field) in fields { walk(field, path.isEmpty ? key : "\(path).\(key)") }
            case .array(let elements) where elements.isEmpty: return
            default: found[path] = value
            }
        }
        walk(value, "")
        return found
    }
}
