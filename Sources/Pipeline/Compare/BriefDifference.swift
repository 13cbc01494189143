import Evidence

/// Which keys of two canonical briefs differ.
enum BriefDifference {
    /// A brief as it is compared: what it says, and how what it left open was settled.
    struct Side {
        /// In its canonical form.
        var brief: JSONValue
        /// A value by the path of its keys, for keys that the brief does not have.
        var settled: JSONValue?
    }

    /// The keys with what stood under them, sorted; lists are compared as a whole.
    ///
    /// Where a key is given on one side alone, it stands against what the other side came to by itself: the same value
    /// is no change. Keys that both left open are not compared, since what settled them is the data.
    ///
    /// - Parameters:
    ///   - before: a brief.
    ///   - after: another.
    ///   - excluding: keys that are looked at elsewhere.
    /// - Returns: the keys that differ.
    static func changes(from before: Side, to after: Side, excluding: Set<String> = []) -> [RunDifference.Change] {
        let (old, new) = (leaves(of: before.brief), leaves(of: after.brief))
        return Set(old.keys).union(new.keys).subtracting(excluding).sorted().compactMap { key in
            let (was, now) = (old[key] ?? before.settled?[key], new[key] ?? after.settled?[key])
            return was == now ? nil : RunDifference.Change(key: key, before: was, after: now)
        }
    }

    /// What one brief has and another leaves open: a value by the path of its keys; `nil` where that is nothing.
    static func additions(of whole: JSONValue, to brief: JSONValue) -> JSONValue? {
        let given = leaves(of: brief)
        let added = leaves(of: whole).filter { given[$0.key] == nil }
        return added.isEmpty ? nil : .object(added)
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
