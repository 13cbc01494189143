import Columns
import Evidence
import Warehouse

/// What single columns, and pairs of them, say of the label, and when their moments lie.
struct ColumnAudit {
    let sample: ColumnSample
    /// Columns of which the replay says that they were known.
    let cleared: Set<String>

    private var dataset: AuditedDataset { sample.dataset }

    func findings() throws(WarehouseError) -> [Finding] {
        let judgements = try ColumnModels(sample: sample).judgements()
        let features = Set(dataset.features)
        var findings: [Finding] = []
        var certain: Set<String> = []
        for (column, judgement) in zip(sample.columns, judgements) {
            let isFeature = features.contains(column.name)
            if case .certain = judgement { certain.insert(column.name) }
            if let finding = finding(column.name, judgement, isFeature: isFeature) { findings.append(finding) }
        }
        for relation in try PairRelations.find(in: sample, without: certain) {
            for name in [relation.first, relation.second] where features.contains(name) {
                findings.append(inColumn(name, "it is \(relation.form) in every row", ["form": .string(relation.form)]))
            }
        }
        return findings + (try moments()) + unseen
    }

    /// That a very wide table was not looked at as a whole.
    private var unseen: [Finding] {
        guard sample.columnsLeft > 0 else { return [] }
        return [
            Finding(
                .note, .notReplayed,
                "the first \(NumberText.counted(sample.columns.count, "column")) were audited one by one, "
                    + "\(NumberText.count(sample.columnsLeft)) more were not",
                advice: "leave out in the dataset's SQL what is no feature", count: sample.columnsLeft)
        ]
    }

    private func finding(_ name: String, _ judgement: ColumnModels.Judgement, isFeature: Bool) -> Finding? {
        switch judgement {
        case .nothing: return nil
        case .ordered(let share):
            return Finding(
                isFeature ? .error : .warning, .identifierOrdered,
                "'\(name)' numbers the rows in the order of their labels: where it stands tells "
                    + "\(percent(share)) of '\(dataset.label)'",
                advice: "number the rows before their outcome is known, and keep the number out of the features",
                column: name, evidence: ["share": .number(share)])
        case .suspicious(let share) where isFeature:
            return Finding(
                .warning, .suspiciousColumn,
                "'\(name)' alone tells \(percent(share)) of '\(dataset.label)'",
                advice: "see that it is known when the prediction is made; say so with known_at, or exclude it",
                column: name, evidence: ["share": .number(share)])
        case .steps(let kinds) where isFeature:
            return Finding(
                .warning, .suspiciousColumn,
                "'\(name)' is a step function of '\(dataset.label)': each of its \(NumberText.count(kinds)) values holds "
                    + "one stretch of it",
                advice: "see that it is known when the prediction is made; say so with known_at, or exclude it",
                column: name, evidence: ["values": .integer(Int64(kinds))])
        case .certain(let form, let isRule) where isFeature: return inColumn(name, form, [:], isRule: isRule)
        case .suspicious, .certain, .steps: return nil
        }
    }

    private func inColumn(
        _ name: String, _ form: String, _ evidence: [String: JSONValue], isRule: Bool = false
    ) -> Finding {
        // What was known when the prediction was made may well decide it.
        let known = cleared.contains(name) || (isRule && dataset.timeColumn == nil)
        return Finding(
            known ? .warning : .error, known ? .suspiciousColumn : .labelInColumn,
            "'\(dataset.label)' follows from '\(name)': \(form)",
            advice: known
                ? "see whether it is known before; where it is, there may be nothing left to predict"
                : "exclude it, or say with known_at that it is known when the prediction is made", column: name,
            evidence: evidence)
    }

    private func percent(_ share: Double) -> String { NumberText.percent(share) }

    // MARK: Moments

    /// Names of moments that are set beforehand, such as a deadline.
    private static let planned = [
        "plan", "sched", "due", "deadline", "expect", "expir", "target", "promis", "until", "valid", "renew", "book",
    ]
    /// Time zones lie within so many hours of each other.
    private static let zoneHours: Int64 = 14

    private func moments() throws(WarehouseError) -> [Finding] {
        guard let time = dataset.timeColumn else { return [] }
        var findings: [Finding] = []
        for (index, column) in sample.columns.enumerated()
        where column.type.isMoment && dataset.features.contains(column.name) && !cleared.contains(column.name) {
            let moment = SQL.tryCast("\(ColumnSample.value(index))", to: .timestamp)
            let zone = SQL.interval(microseconds: Self.zoneHours * 3_600_000_000)
            let facts = AnswerRow(
                try sample.connection.query(
                    """
                    SELECT count(\(moment)) AS n, count(*) FILTER (WHERE \(moment) > t) AS after, \
                    count(*) FILTER (WHERE \(moment) > t + \(zone)) AS beyond FROM \(ColumnSample.table)
                    """))
            let (rows, after, beyond) = (facts["n"] ?? 0, facts["after"] ?? 0, facts["beyond"] ?? 0)
            guard 100 * after > rows else { continue }
            // A wall clock and an instant cannot be compared until the zone is known.
            let isUnclear = (column.type == .instant) != (time.type == .instant) && column.type != .date && beyond == 0
            findings.append(lateMoment(column.name, time.name, count: after, rows: rows, isUnclear: isUnclear))
        }
        return findings
    }

    private func lateMoment(_ name: String, _ time: String, count: Int, rows: Int, isUnclear: Bool) -> Finding {
        let isPlanned = Self.planned.contains { name.lowercased().contains($0) }
        let share = percent(Double(count) / Double(rows))
        if isUnclear {
            return Finding(
                .warning, .timeAfterPrediction,
                "'\(name)' lies after '\(time)' in \(share) of the rows, by less than time zones differ: is one of them local?",
                advice: "convert both to UTC in the dataset's SQL, such as with AT TIME ZONE", column: name,
                count: count)
        }
        return Finding(
            isPlanned ? .warning : .error, .timeAfterPrediction,
            "'\(name)' lies after the prediction ('\(time)') in \(share) of the rows",
            advice: isPlanned
                ? "see that it is a plan that is known when the prediction is made"
                : "exclude it, or say with known_at that it is known when the prediction is made", column: name,
            count: count)
    }
}
