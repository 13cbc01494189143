import Columns
import DataQuality
import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring
import Warehouse
import Worker

/// Gathers what the documents say from what the steps made.
struct EvidenceMaker {
    /// Weights that documents list.
    private static let weightsListed = 20

    private let context: RunContext
    private let fingerprint: String

    init(_ context: RunContext, fingerprint: String) {
        self.context = context
        self.fingerprint = fingerprint
    }

    func evidence(_ evaluated: Evaluated) throws -> RunEvidence {
        let fitted = evaluated.fitted
        let divided = fitted.featured.divided
        let checked = divided.checked
        var brief = checked.settled.summary()
        brief.excluded = fitted.featured.excluded
        brief.classes = checked.settled.targetClasses
        var versions: [String: String] = [:]
        var leakage = LeakageDocument(coverage: .init(), findings: [])
        context.note { facts in
            versions = facts.versions
            leakage = facts.leakage ?? leakage
        }
        var evidence = RunEvidence(
            fingerprint: fingerprint, brief: brief, data: data(checked), checks: checked.document,
            leakage: leakage, proposals: proposals(checked, leakage),
            split: divided.summary, features: fitted.featured.fitted.plan.summary,
            candidates: fitted.candidates.map(\.summary), metrics: evaluated.metrics,
            evaluation: evaluation(evaluated), versions: versions, slices: evaluated.slices,
            calibration: evaluated.calibration, thresholds: evaluated.thresholds, importance: evaluated.importance,
            curves: evaluated.curves,
            labelErrors: evaluated.doubted.map { $0.found.document(candidates: $0.candidates) },
            canonicalBrief: context.brief.canonical)
        evidence.settledBrief = BriefDifference.additions(
            of: checked.settled.explicit.canonical, to: context.brief.canonical)
        evidence.foundSlices = evaluated.foundSlices
        evidence.fairness = evaluated.fairness
        evidence.errors = evaluated.errors
        evidence.explanations = evaluated.explanations
        evidence.ablation = evaluated.ablation
        evidence.trials = trials(fitted)
        return evidence
    }

    /// What searches tried, in each fold where there are folds; `nil` where none was made.
    private func trials(_ fitted: Fitted) -> TrialsDocument? {
        let searches = fitted.candidates.compactMap(\.fitted).flatMap { candidate in
            guard let choices = fitted.outOfFold?.choices[candidate.name] else {
                return [candidate.search].compactMap(\.self)
            }
            return choices.enumerated().compactMap { place, choice in
                var search = choice.search
                search?.fold = place + 1
                return search
            }
        }
        return searches.isEmpty ? nil : TrialsDocument(searches: searches)
    }

    /// What was proposed and is not in the brief: a suite, and what findings advise to write.
    private func proposals(_ checked: Checked, _ leakage: LeakageDocument) -> [Proposal] {
        let suite = checked.proposal.map { suite in
            Proposal(
                subject: "checks", proposal: "checks: suite.yaml, a corrected copy of data/suite.yaml",
                reason:
                    "\(NumberText.counted(suite.expectations.count, "expectation")) of the next data, by how this is")
        }
        let advised = (checked.document.findings + leakage.findings).compactMap { Proposal($0) }
        return [suite].compactMap(\.self) + advised
    }

    private func data(_ checked: Checked) -> DataSummary {
        let response = checked.snapshot.response
        let profiles = Dictionary(checked.profiles.map { (TextKey($0.name), $0) }) { first, _ in first }
        let moments = moments(checked)
        return DataSummary(
            sources: response.sources.map {
                .init(name: $0.name, format: $0.format?.rawValue ?? "table", files: $0.files.count, rows: $0.rows)
            },
            datasetRows: response.snapshot.rows, rowsWithoutLabel: checked.rowsWithoutLabel,
            rows: checked.table.rowCount,
            columns: response.snapshot.columns.map {
                .init(
                    name: $0.name, type: $0.engineType, nulls: profiles[TextKey($0.name)]?.nulls ?? 0,
                    distinct: profiles[TextKey($0.name)]?.distinct)
            },
            sql: checked.snapshot.sql, firstTime: moments?.first, lastTime: moments?.last,
            snapshot: response.snapshot.sha256)
    }

    private func moments(_ checked: Checked) -> (first: String, last: String)? {
        guard let time = context.brief.data.time, case .timestamp(let values, let kind)? = checked.table[time] else {
            return nil
        }
        let known = values.validity.isTrivial ? values.values : (0..<values.count).compactMap { values[$0] }
        guard let first = known.min(), let last = known.max() else { return nil }
        return (CellText.text(microseconds: first, kind), CellText.text(microseconds: last, kind))
    }

    private func evaluation(_ evaluated: Evaluated) -> EvaluationSummary {
        EvaluationSummary(
            threshold: evaluated.threshold.threshold, thresholdReason: evaluated.threshold.reason,
            confusion: evaluated.thresholds.confusion, weights: weights(evaluated), guardrails: evaluated.guardrails,
            resampling: evaluated.resampling, findings: evaluated.findings, rowsToTell: evaluated.rowsToTell,
            perfectArea: evaluated.perfectArea)
    }

    /// The weights of largest magnitude; equal ones in the order of the columns.
    private func weights(_ evaluated: Evaluated) -> [EvaluationSummary.Weight] {
        guard case .linear(let model)? = evaluated.fitted.chosenCandidate?.fitted?.model else { return [] }
        let columns = evaluated.fitted.featured.fitted.plan.columnNames
        let names = columns + model.terms.names(columns)
        let classes = evaluated.fitted.featured.divided.checked.settled.targetClasses
        let all = model.weights.enumerated().flatMap { output, weights in
            let suffix = model.weights.count > 1 ? " → \(classes[output])" : ""
            return zip(names, weights).map { EvaluationSummary.Weight(feature: $0 + suffix, weight: $1) }
        }
        let order = all.indices.sorted { (-all[$0].weight.magnitude, $0) < (-all[$1].weight.magnitude, $1) }
        return order.prefix(Self.weightsListed).map { all[$0] }
    }
}
