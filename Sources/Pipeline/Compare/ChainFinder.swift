import Evidence
import Store

/// Looks in a store for runs that lie between two that are compared.
struct ChainFinder {
    /// A run on the way.
    struct Stop {
        let id: String
        let run: ComparedRun
    }

    private let known: [(run: Run, parts: RunParts)]

    /// Runs of a name that are looked at, the newest first.
    private static let most = 200

    /// Reads what runs of some names are made of; a run that cannot be read lies between none.
    init(_ store: RunStore, names: [String]) {
        var known: [(run: Run, parts: RunParts)] = []
        for name in names.reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
            for run in ((try? store.complete(named: name)) ?? []).prefix(Self.most) {
                guard let data = try? run.read("evidence.json"),
                    let said = try? CanonicalJSON.decode(ComparedRun.Said.self, from: data)
                else { continue }
                known.append((run, RunParts(said)))
            }
        }
        self.known = known
    }

    /// The runs on the way from one to the other, as they wrote them and predicting the same; none where they differ in
    /// one thing, or none lies between.
    func stops(from first: ComparedRun, to last: ComparedRun) -> [Stop] {
        var runs = known
        while true {
            let chain = RunChain.between(
                RunParts(first.evidence), RunParts(last.evidence), among: runs.map(\.parts))
            let stops = chain.map { place -> Stop? in
                guard let run = try? ComparedRun(runs[place].run), run.difference(inTaskFrom: first) == nil else {
                    return nil
                }
                return Stop(id: runs[place].run.id.text, run: run)
            }
            guard let broken = zip(chain, stops).first(where: { $0.1 == nil })?.0 else {
                return stops.compactMap(\.self)
            }
            runs.remove(at: broken)
        }
    }
}

extension RunComparer {
    /// What each step over the runs between two others changed of the primary metric; `nil` where none lies between.
    ///
    /// - Throws: a `HouseError` where files of the runs cannot be read.
    func attribution(from first: ChainFinder.Stop, over stops: [ChainFinder.Stop], to last: ChainFinder.Stop) throws
        -> RunAttribution?
    {
        guard !stops.isEmpty else { return nil }
        let way = [first] + stops + [last]
        let primary = last.run.side.primary
        let steps = try zip(way, way.dropFirst()).compactMap { before, after -> RunAttribution.Step? in
            let difference = try difference(from: before.run, to: after.run)
            guard let metric = difference.metrics.first(where: { $0.metric == primary }) else { return nil }
            let changed = RunParts(before.run.evidence).changed(to: RunParts(after.run.evidence)).sorted()
            return RunAttribution.Step(changed: changed, from: before.id, to: after.id, metric: metric)
        }
        return steps.count == way.count - 1 ? RunAttribution(steps: steps) : nil
    }
}
