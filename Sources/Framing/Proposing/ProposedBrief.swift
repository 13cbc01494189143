package import Evidence

/// A brief in the making: what was found in tables, and why it is proposed.
package struct ProposedBrief: Sendable {
    package var brief: Brief
    package private(set) var inferences: [Inference] = []
    /// Keys that a run would settle alike, had the brief left them open.
    private var settled: Set<String> = []

    /// A brief over sources for a label.
    package init(name: String, sources: [Source], label: String) {
        brief = Brief(
            name: BriefName.fitted(name), data: DataSection(sources: sources, label: label),
            origin: BriefOrigin(path: "brief.yaml", places: BriefPlaces()))
    }

    /// Adds what a key of the brief is, in words, and why: it becomes the comment before the key.
    package mutating func say(_ key: String, _ value: String, _ reason: String) {
        settled.remove(key)
        inferences.removeAll { $0.key == key }
        inferences.append(Inference(key: key, value: value, reason: reason))
    }

    /// Keeps a column out of the features and the slices, once.
    package mutating func exclude(_ column: String, _ reason: String) {
        guard !brief.exclude.contains(where: { $0.column == column }) else { return }
        brief.exclude.append(ColumnNote(column: column, text: reason))
        guard brief.slices.contains(column) else { return }
        brief.slices.removeAll { $0 == column }
        guard let index = inferences.firstIndex(where: { $0.key == "slices" }) else { return }
        if brief.slices.isEmpty {
            inferences.remove(at: index)
        } else {
            inferences[index].value = brief.slices.joined(separator: ", ")
        }
    }

    /// Takes over what was settled against the data.
    package mutating func settle(_ settled: SettledBrief) {
        let explicit = settled.explicit
        brief.task = explicit.task
        brief.data.positive = explicit.data.positive
        brief.metric.primary = explicit.metric.primary
        brief.candidates = explicit.candidates
        brief.split = explicit.split
        let said = Set(inferences.map(\.key))
        for inference in settled.inferences where !said.contains(inference.key) {
            say(inference.key, inference.value, inference.reason)
            self.settled.insert(inference.key)
        }
    }

    /// The brief with what the data settles left open, as it was before ``settle(_:)``, for work that settles it itself.
    package var open: Brief {
        var open = brief
        if settled.contains("task") { open.task = nil }
        if settled.contains("data.positive") { open.data.positive = nil }
        if settled.contains("metric.primary") { open.metric.primary = nil }
        if settled.contains("split") { open.split = nil }
        if settled.contains("candidates") { open.candidates = nil }
        open.origin.proposals = inferences.filter { !settled.contains($0.key) }
        return open
    }

    /// The brief as YAML, each inference a comment before its key.
    package func text(heading: String) -> String {
        BriefWriter.text(for: brief, inferences: inferences, heading: heading)
    }
}

/// Names for sources that are made from the names of their files.
package enum SourceNames {
    /// A name for each path, no two of them alike.
    package static func names(for stems: [String]) -> [String] {
        var taken: Set<String> = []
        return stems.map { stem in
            let name = BriefName.table(stem)
            var free = name
            var number = 2
            while !taken.insert(free).inserted {
                free = "\(name)_\(number)"
                number += 1
            }
            return free
        }
    }

    /// The name of a file without its endings.
    package static func stem(_ path: String) -> String { BriefPath.stem(path) }
}
