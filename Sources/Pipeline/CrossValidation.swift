import Columns
import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring

/// Holds every fold out in its turn: features and candidates are fitted on the other rows, and predict it.
struct CrossValidation {
    private let context: RunContext
    private let fitter: CandidateFitter

    init(_ context: RunContext, _ fitter: CandidateFitter) {
        self.context = context
        self.fitter = fitter
    }

    func run(_ divided: Divided) async throws -> OutOfFold? {
        guard !divided.folds.isEmpty else { return nil }
        return try await context.journal.step("folds") {
            var held: [HeldOut] = []
            for (place, fold) in divided.folds.enumerated() {
                held.append(try await predict(fold, number: place + 1, divided))
            }
            let detail = "\(held.count) held out in turn · \(NumberText.counted(divided.judged.count, "row"))"
            return (OutOfFold(folds: held), detail: detail, needsLook: false)
        }
    }

    private func predict(_ fold: Fold, number: Int, _ divided: Divided) async throws -> HeldOut {
        try Task.checkCancellation()
        let checked = divided.checked
        let notFeatures = Set(checked.excluded.map(\.column))
        let features = FeatureFitter.fit(
            checked.table, rows: fold.train, columns: checked.table.names.filter { !notFeatures.contains($0) },
            time: context.brief.data.time, threads: context.options.threads)
        let bound = try BoundPlan(features.plan, to: checked.table)
        let rows = CandidateFitter.Rows(bound: bound, train: fold.train, validation: fold.validation)
        var predictions: [Uncertainty.Candidate] = []
        for name in checked.settled.candidates.map(\.rawValue) {
            let tell: @Sendable (CandidateFitter.Progress) -> Void = {
                [journal = context.journal, count = divided.folds.count] in
                let detail = "\(number) of \(count) · \(name) · \($0.text)"
                journal.tell(.running(name: "folds", detail: detail))
            }
            let chosen = try await fitter.fit(name, rows, tell: tell)
            let again = try await fitter.refit(chosen, rows, tell: tell)
            predictions.append(
                (
                    name,
                    again.model.predict(
                        bound, rows: fold.held, task: checked.settled.task, threads: context.options.threads)
                ))
        }
        return HeldOut(
            repetition: fold.repetition, rows: fold.held, trainingRows: fold.train.count + fold.validation.count,
            predictions: predictions)
    }
}
