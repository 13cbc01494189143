import Columns
import Evidence
import Warehouse

/// What the replay cannot look into, each with the line that would change it.
struct NotCovered {
    let dataset: AuditedDataset
    let sources: [AuditedSource]

    private var silent: [(position: Int, source: AuditedSource, moments: [EngineColumn])] {
        sources.enumerated().filter { $0.element.rules.isEmpty }.map { position, source in
            // A plan, such as a deadline, says nothing of when its row was known.
            (position, source, source.columns.filter { $0.type.isMoment && !LateMoments.isPlanned($0.name) })
        }
    }

    /// Asks which of a source's moments is never before another.
    func ask(_ plan: inout QueryPlan) throws(WarehouseError) {
        for entry in silent where entry.moments.count > 1 {
            var facts: [SQL] = []
            for (one, first) in entry.moments.enumerated() {
                for (other, second) in entry.moments.enumerated() where one != other {
                    let before: SQL = "\(moment(first)) < \(moment(second))"
                    facts.append("count(*) FILTER (WHERE \(before)) AS \(Identifier("b\(one).\(other)"))")
                }
            }
            try plan.ask("moments \(entry.position)", "SELECT \(facts) FROM \(entry.source.relation)", mayFail: true)
        }
    }

    private func moment(_ column: EngineColumn) -> SQL {
        SQL.tryCast("\(Identifier(column.name))", to: .timestamp)
    }

    func findings(_ answers: QueryAnswers) -> [Finding] {
        guard let time = dataset.timeColumn else {
            // Who says nothing of time is told by the verdict; who says known_at waits for a replay.
            guard sources.contains(where: { !$0.rules.isEmpty }) else { return [] }
            return [
                Finding(
                    .note, .notReplayed, "the brief names no moment of prediction, so nothing can be replayed",
                    advice: "add data.time: the column of the dataset that holds the moment of prediction")
            ]
        }
        return silent.map { entry in
            let candidate = candidate(entry.position, entry.moments, answers)
            let line = candidate.map { "known_at: \($0.name)" } ?? "known_at: COLUMN, or {after: COLUMN, delay: 1 hour}"
            let why =
                candidate == nil
                ? ""
                : " (a guess: \(entry.moments.count > 1 ? "it is never before another of its moments" : "its only moment"))"
            return Finding(
                .note, .notReplayed,
                "the brief does not say when '\(entry.source.name)' knew its rows, so '\(time.name)' cannot be held against them",
                advice: "add under data.sources.\(entry.source.name): \(line)\(why)", source: entry.source.name,
                evidence: candidate.map { ["candidate": .string($0.name)] } ?? [:]
            ).at(entry.source.place)
        }
    }

    /// The moment that is never before another of its source.
    private func candidate(_ position: Int, _ moments: [EngineColumn], _ answers: QueryAnswers) -> EngineColumn? {
        guard moments.count > 1 else { return moments.first }
        guard let table = try? answers.table("moments \(position)") else { return nil }
        let facts = AnswerRow(table)
        return moments.indices.first { one in
            moments.indices.allSatisfy { $0 == one || facts["b\(one).\($0)"] == 0 }
        }.map { moments[$0] }
    }
}
