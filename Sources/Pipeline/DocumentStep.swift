import Columns
import Documents
import Evaluation
import Evidence
import Features
import Foundation
import Framing
import Learning
import ONNXRuntime
import Packaging
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
            let runtime = Result { () throws(RuntimeError) in try RuntimeLibrary() }
            context.note { $0.versions["onnxruntime"] = (try? runtime.get())?.version }
            let fingerprint = try fingerprint(evaluated)
            let evidence = try EvidenceMaker(context, fingerprint: fingerprint).evidence(evaluated)
            try writeBrief(evaluated)
            let connection = try SnapshotReader.connect(context)
            try writePredictions(evaluated, connection)
            try writeJSON(evaluated, evidence)
            try writeModel(evaluated, runtime, connection)
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
                brief: brief, snapshot: facts.snapshot, versions: facts.versions, work: facts.work,
                models: facts.models.isEmpty ? nil : facts.models
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
    private func writePredictions(_ evaluated: Evaluated, _ connection: Connection) throws {
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
            ("evaluation/found_slices.json", evaluated.foundSlices),
            ("evaluation/errors.json", evaluated.errors),
            ("evaluation/explanations.json", evaluated.explanations),
        ]
        for (name, value) in files { try context.folder.write(name, CanonicalJSON.encode(value)) }
        if let ablation = evidence.ablation {
            try context.folder.write("evaluation/ablation.json", CanonicalJSON.encode(ablation))
        }
        if let folds = evaluated.foldsDocument {
            try context.folder.write("evaluation/folds.json", CanonicalJSON.encode(folds))
        }
        if let fairness = evidence.fairness {
            try context.folder.write("evaluation/fairness.json", CanonicalJSON.encode(fairness))
        }
        if let trials = evidence.trials {
            try context.folder.write("evaluation/trials.json", CanonicalJSON.encode(trials))
        }
        if let doubted = evidence.labelErrors {
            try context.folder.write("evaluation/label_errors.json", CanonicalJSON.encode(doubted))
        }
    }

    private func writeModel(
        _ evaluated: Evaluated, _ runtime: Result<RuntimeLibrary, RuntimeError>, _ connection: Connection
    ) throws {
        let key = context.brief.data.key
        let folder =
            if let foreign = evaluated.fitted.chosenCandidate?.foreign {
                try ModelFolder(foreign, evaluated, key: key)
            } else {
                try ModelFolder(evaluated, key: key, runtime: runtime, connection, threads: context.options.threads)
            }
        for file in folder.files { try context.folder.write("model/\(file.name)", file.data) }
        context.note { $0.findings += folder.findings }
    }
}
