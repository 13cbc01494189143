import Columns
import Documents
import Evaluation
import Evidence
import Features
import Foundation
import Framing
import Learning
import Scoring
import Store
import Warehouse

/// A run with every file written; it lacks only its name.
struct Documented: Sendable {
    let metrics: MetricsDocument
    let task: LearningTask
    /// What changed against an earlier run, where there is one.
    let difference: RunDifference?
}

/// Writes what the run leaves: data, model, evaluation, and the documents rendered from the evidence.
struct DocumentStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ evaluated: Evaluated) async throws -> Documented {
        try await context.journal.step(Step.documents.rawValue) {
            let fingerprint = try fingerprint(evaluated)
            let evidence = try EvidenceMaker(context, fingerprint: fingerprint).evidence(evaluated)
            try writeBrief(evaluated)
            try writePredictions(evaluated)
            try writeJSON(evaluated, evidence)
            let difference = try difference(evidence)
            for document in try Documents.all(evidence, difference: difference) {
                try context.folder.write(document.name, document.data)
            }
            context.note { $0.completeness = Completeness(of: evidence.brief) }
            let documented = Documented(
                metrics: evaluated.metrics, task: evidence.brief.task, difference: difference)
            return (documented, detail: "report and five documents from the evidence", needsLook: false)
        }
    }

    /// What changed against the run that `--against` names, or the last one of the same name.
    private func difference(_ evidence: RunEvidence) throws -> RunDifference? {
        let own = try ComparedRun(evidence, at: context.folder.path)
        let finder = Predecessor.Finder(
            store: context.history, name: context.brief.name, fingerprint: evidence.fingerprint,
            started: Timestamp.text(context.journal.started))
        let found = try context.named.map { (predecessor: $0, findings: []) } ?? finder.last(comparableWith: own)
        context.note { $0.findings += found.findings }
        guard let before = found.predecessor else { return nil }
        let comparer = try RunComparer([before.run, own], scratch: context.scratch, threads: context.options.threads)
        let difference = try comparer.difference(from: before.run, to: own)
        context.note { $0.against = before.record }
        return difference
    }

    private func fingerprint(_ evaluated: Evaluated) throws -> String {
        let brief = context.brief.canonical
        let hash = ContentHash(of: try CanonicalJSON.encode(brief))
        var text = ""
        try context.note { facts in
            text = try Fingerprint(
                brief: brief, snapshot: facts.snapshot, versions: facts.versions, work: facts.work
            ).text()
            facts.fingerprint = text
            facts.brief = hash
        }
        return text
    }

    /// The brief as given and read; one that was proposed is written with what the data settled.
    private func writeBrief(_ evaluated: Evaluated) throws {
        let settled = evaluated.fitted.featured.divided.checked.settled
        try context.folder.write("brief.yaml", Data(context.brief.keptText(settled: settled.inferences).utf8))
    }

    /// What was predicted of the rows that judge, the worst errors among them, and the labels that are doubted.
    private func writePredictions(_ evaluated: Evaluated) throws {
        let connection = try SnapshotReader.connect(context)
        let predictions = try TestPredictions(evaluated, threads: context.options.threads)
        let files = [
            ("predictions", predictions.chosen()), ("errors", predictions.worst()),
            ("candidate_predictions", predictions.others()), ("label_errors", predictions.doubted()),
        ]
        for case (let name, let table?) in files {
            try Parquet.write(table, to: try context.folder.path(for: "evaluation/\(name).parquet"), connection)
        }
    }

    private func writeJSON(_ evaluated: Evaluated, _ evidence: RunEvidence) throws {
        let checked = evaluated.fitted.featured.divided.checked
        let files: [(String, any Encodable)] = [
            ("data/checks.json", checked.document),
            ("data/leakage.json", evidence.leakage),
            ("evaluation/metrics.json", evaluated.metrics),
            ("evaluation/thresholds.json", evaluated.thresholds),
            ("evaluation/slices.json", evaluated.slices),
            ("evaluation/calibration.json", evaluated.calibration),
            ("evaluation/importance.json", evaluated.importance),
            ("evaluation/curves.json", evaluated.curves),
            ("model/associate.json", modelDocument(evaluated)),
            ("model/input_example.json", inputExample(evaluated)),
        ]
        for (name, value) in files { try context.folder.write(name, CanonicalJSON.encode(value)) }
        if let doubted = evidence.labelErrors {
            try context.folder.write("evaluation/label_errors.json", CanonicalJSON.encode(doubted))
        }
        // LightGBM's own form is kept whenever trees were fitted, chosen or not.
        for candidate in evaluated.fitted.candidates {
            guard let text = candidate.fitted.modelText else { continue }
            try context.folder.write("model/model.txt", text)
        }
    }

    private func modelDocument(_ evaluated: Evaluated) -> ModelDocument {
        let featured = evaluated.fitted.featured
        let settled = featured.divided.checked.settled
        guard let chosen = evaluated.fitted.chosenCandidate else {
            preconditionFailure("the chosen candidate is one of the candidates")
        }
        return ModelDocument(
            task: settled.task, classes: settled.targetClasses, key: context.brief.data.key,
            excluded: Dictionary(
                featured.excluded.map { ($0.column, $0.reason) }, uniquingKeysWith: { first, _ in first }),
            threshold: evaluated.threshold.threshold, plan: featured.fitted.plan, model: chosen.fitted.model,
            seen: featured.fitted.seen)
    }

    /// The first training row, as a client would send it.
    private func inputExample(_ evaluated: Evaluated) -> InputExample {
        let divided = evaluated.fitted.featured.divided
        let sources = evaluated.fitted.featured.fitted.plan.features.map(\.source)
        return InputExample(
            table: divided.checked.table.selecting(Set(sources).sorted()), row: divided.assignment.train.first)
    }
}
