import Evidence

/// What a run is made of, part by part: `data`, `seed`, `code`, keys of its brief, names of libraries.
struct RunParts: Equatable {
    let values: [String: JSONValue]

    init(values: [String: JSONValue]) { self.values = values }

    /// The parts that two runs do not share.
    func changed(to other: RunParts) -> Set<String> {
        Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }
    }
}

extension RunParts {
    init(_ said: ComparedRun.Said) {
        var values = BriefDifference.leaves(of: said.canonicalBrief)
        values["seed"] = .integer(said.brief.seed)
        values["data"] = .string(said.data.snapshot.hex)
        for (name, version) in said.versions {
            values[name == RunDifference.codeName ? "code" : name] = .string(version)
        }
        self.init(values: values)
    }
}

/// The way from one run to another over runs that lie between them.
///
/// A run lies between two others where each of its parts is that of one or of the other. Along the way no part changes
/// twice, so that each step has the parts that it changes for itself.
enum RunChain {
    /// The longest way, so that each step changes as little as may be.
    ///
    /// - Parameters:
    ///   - first: where it begins.
    ///   - last: where it ends.
    ///   - runs: runs that may lie between; of several of the same parts the first is taken.
    /// - Returns: the places of those on the way, in its order; empty where none lies between.
    static func between(_ first: RunParts, _ last: RunParts, among runs: [RunParts]) -> [Int] {
        let all = first.changed(to: last)
        var between: [(place: Int, changed: Set<String>)] = []
        for (place, run) in runs.enumerated() {
            let changed = first.changed(to: run)
            guard !changed.isEmpty, changed.isStrictSubset(of: all), run.changed(to: last) == all.subtracting(changed),
                !between.contains(where: { $0.changed == changed })
            else { continue }
            between.append((place, changed))
        }
        between.sort { ($0.changed.count, $0.place) < ($1.changed.count, $1.place) }
        var longest: [[Int]] = []
        for (index, run) in between.enumerated() {
            let before = (0..<index).filter { between[$0].changed.isStrictSubset(of: run.changed) }.map { longest[$0] }
            longest.append((before.max { $0.count < $1.count } ?? []) + [run.place])
        }
        return longest.max { $0.count < $1.count } ?? []
    }
}
