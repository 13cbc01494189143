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
        let (table, target) = (divided.checked.table, divided.checked.target)
        let plan = featured.fitted.plan
        let threads = context.options.threads
        let matrices = try Parts(
            training: plan.designMatrix(of: table, rows: divided.assignment.train, threads: threads),
            validation: plan.designMatrix(of: table, rows: divided.assignment.validation, threads: threads),
            trainingTarget: target.selecting(divided.assignment.train),
            validationTarget: target.selecting(divided.assignment.validation))
        var candidates: [Fitted.Candidate] = []
        for name in divided.checked.settled.candidates {
            candidates.append(try await fit(name.rawValue, matrices, featured))
        }
        let contenders = candidates.map { Choice.Contender(name: $0.fitted.name, value: $0.summary.validation) }
        let primary = divided.checked.settled.primary
        let uncertainty = try Uncertainty(
            candidates: candidates.map { ($0.fitted.name, $0.validation) }, target: matrices.validationTarget,
            positiveThreshold: nil, names: [primary], compared: primary,
            units: divided.units(of: divided.assignment.validation), seed: context.brief.seed, threads: threads)
        let pairs = PairedComparisons(contenders, metric: primary, uncertainty: uncertainty)
        let chosen = Choice.choose(contenders, metric: primary, interval: pairs.interval) ?? contenders.first?.name
        guard let chosen else {
            throw ChecksStopped(findings: [Finding(.error, .candidateFailed, "no candidate was fitted")])
        }
        context.note { facts in
            facts.work = Dictionary(uniqueKeysWithValues: candidates.map { ($0.fitted.name, $0.fitted.iterations) })
        }
        return Fitted(featured: featured, candidates: candidates, chosen: chosen)
    }

    private struct Parts {
        let training: DesignMatrix
        let validation: DesignMatrix
        let trainingTarget: Target
        let validationTarget: Target
    }

    private func fit(_ name: String, _ parts: Parts, _ featured: Featured) async throws -> Fitted.Candidate {
        try await context.journal.step(name) {
            let settled = featured.divided.checked.settled
            let journal = context.journal
            let cancellation = Cancellation()
            let input = TrainingInput(
                training: .init(parts.training, parts.trainingTarget),
                validation: .init(parts.validation, parts.validationTarget),
                criterion: criterion(settled.primary, parts.validationTarget), threads: context.options.threads,
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
                parts.validation, task: settled.task, threads: context.options.threads)
            let primary = try Metrics.evaluate(
                predictions: validation, target: parts.validationTarget, names: [settled.primary])
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
