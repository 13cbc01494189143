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
        return findings + (try LateMoments(sample: sample, cleared: cleared).findings()) + unseen
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
}
