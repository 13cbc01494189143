import Evaluation
import Evidence
import Features
import Foundation
import Framing
import Learning
import Scoring

/// Every candidate fitted, and the one that validation chose.
struct Fitted: Sendable {
    let featured: Featured
    let candidates: [Candidate]
    let chosen: String

    /// A fitted candidate with its predictions on validation.
    struct Candidate: Sendable {
        let fitted: FittedCandidate
        let summary: CandidateSummary
        let validation: Predictions
    }

    /// The candidate that validation chose.
    var chosenCandidate: Candidate? { candidates.first { $0.fitted.name == chosen } }
}

/// Training rows fit, validation rows choose; the test part is not read.
struct CandidateStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ featured: Featured) async throws -> Fitted {
        let divided = featured.divided
        let bound = try BoundPlan(featured.fitted.plan, to: divided.checked.table)
        let target = divided.checked.target
        let parts = Parts(
            bound: bound, training: part(bound, divided.assignment.train, target),
            validation: part(bound, divided.assignment.validation, target))
        var candidates: [Fitted.Candidate] = []
        for name in divided.checked.settled.candidates {
            candidates.append(try await fit(name.rawValue, parts, featured))
        }
        let contenders = candidates.map { Choice.Contender(name: $0.fitted.name, value: $0.summary.validation) }
        let primary = divided.checked.settled.primary
        let uncertainty = try Uncertainty(
            candidates: candidates.map { ($0.fitted.name, $0.validation) }, target: parts.validation.target,
            positiveThreshold: nil, names: [primary], compared: primary,
            units: divided.units(of: divided.assignment.validation), seed: context.brief.seed,
            threads: context.options.threads)
        context.note { $0.findings += uncertainty.findingsOfChoice }
        let pairs = PairedComparisons(contenders, metric: primary, uncertainty: uncertainty)
        let chosen = Choice.choose(contenders, metric: primary, interval: pairs.interval) ?? contenders.first?.name
        guard let chosen else {
            throw ChecksStopped(findings: [Finding(.error, .candidateFailed, "no candidate was fitted")])
        }
        context.note { facts in
            facts.work = Dictionary(uniqueKeysWithValues: candidates.map { ($0.fitted.name, $0.fitted.iterations) })
            if candidates.contains(where: { $0.fitted.modelText != nil }) {
                facts.versions["lightgbm"] = BoostedTrees.libraryVersion
            }
        }
        return Fitted(featured: featured, candidates: candidates, chosen: chosen)
    }

    private struct Parts {
        let bound: BoundPlan
        let training: TrainingInput.Part
        let validation: TrainingInput.Part
    }

    /// Rows of a part; each view of them is made for the candidate that asks for it, and not kept.
    private func part(_ bound: BoundPlan, _ rows: [Int], _ target: Target) -> TrainingInput.Part {
        let threads = context.options.threads
        return TrainingInput.Part(target: target.selecting(rows)) {
            bound.designMatrix(rows: rows, threads: threads)
        } trees: {
            bound.treeMatrix(rows: rows, threads: threads)
        }
    }

    private func fit(_ name: String, _ parts: Parts, _ featured: Featured) async throws -> Fitted.Candidate {
        try await context.journal.step(name) {
            let settled = featured.divided.checked.settled
            let journal = context.journal
            let cancellation = Cancellation()
            let input = TrainingInput(
                training: parts.training, validation: parts.validation,
                criterion: criterion(settled.primary, parts.validation.target), threads: context.options.threads,
                seed: context.brief.seed,
                progress: { step in
                    let loss = step.validationLoss.map { " · validation loss \(NumberText.metric($0))" } ?? ""
                    journal.tell(.running(name: name, detail: "iteration \(step.iteration)\(loss)"))
                }, isCancelled: { cancellation.isRequested })
            let fitted = try await withTaskCancellationHandler {
                try Candidates.make(name).fit(input)
            } onCancel: {
                cancellation.request()
            }
            context.note { $0.findings += fitted.findings }
            let validation = fitted.model.predict(
                parts.bound, rows: featured.divided.assignment.validation, task: settled.task,
                threads: context.options.threads)
            let primary = try Metrics.evaluate(
                predictions: validation, target: parts.validation.target, names: [settled.primary])
            let value = primary[settled.primary] ?? .undefined(reason: "it was not computed")
            let summary = CandidateSummary(
                name: name, description: fitted.description, parameters: fitted.parameters,
                iterations: fitted.iterations, converged: fitted.converged, validation: value)
            let detail = "\(settled.primary.rawValue) \(NumberText.metric(value)) on validation"
            return (
                Fitted.Candidate(fitted: fitted, summary: summary, validation: validation), detail: detail,
                needsLook: !fitted.findings.isEmpty
            )
        }
    }

    /// The metric that counts chooses settings too; the two that are losses themselves are left to the solver, whose
    /// sums depend on no order.
    private func criterion(_ primary: MetricName, _ target: Target) -> TrainingInput.Criterion? {
        guard primary != .logLoss, primary != .rootMeanSquaredError else { return nil }
        return TrainingInput.Criterion(name: primary.rawValue) { predictions in
            let value = try? Metrics.evaluate(predictions: predictions, target: target, names: [primary])[primary]
            return value?.number.map { primary.greaterIsBetter ? $0 : -$0 }
        }
    }
}
