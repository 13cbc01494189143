import Columns
import Evaluation
import Evidence
import Features
import Framing
import Learning
import Scoring

/// Holds every fold out in its turn: features and candidates are fitted on the other rows, and predict it.
struct CrossValidation {
    /// Rows up to which folds are fitted side by side, each on one thread; above, one after the other on all threads.
    private static let rowsSideBySide = 50_000

    private let context: RunContext
    private let plan: RunRecord.Plan
    private let foreign: [(model: ForeignModel, predictions: Predictions)]

    /// Takes models from outside with what they predict of the rows that judge: no fold teaches them anything.
    init(
        _ context: RunContext, _ plan: RunRecord.Plan, _ foreign: [(model: ForeignModel, predictions: Predictions)]
    ) {
        self.context = context
        self.plan = plan
        self.foreign = foreign
    }

    func run(_ divided: Divided) async throws -> OutOfFold? {
        guard !divided.folds.isEmpty else { return nil }
        return try await context.journal.step("folds") {
            let isSmall = divided.checked.table.rowCount <= Self.rowsSideBySide
            let width = isSmall ? context.options.threads : 1
            let fitter = CandidateFitter(
                context, divided.checked, maximumIterations: plan.iterations,
                threads: isSmall ? 1 : context.options.threads)
            let results = try await sideBySide(divided.folds, width: width) { place, fold in
                try await predict(fold, place: place, divided, fitter)
            }
            let detail = "\(results.count) held out in turn · \(NumberText.counted(divided.judged.count, "row"))"
            return (
                OutOfFold(
                    folds: results.map(\.held), first: results.first?.judge,
                    choices: results.reduce(into: [:]) { all, fold in
                        for (name, choice) in fold.choices { all[name, default: []].append(choice) }
                    }, plans: results.map(\.judge.plan)), detail: detail, needsLook: false
            )
        }
    }

    /// What a fold came to.
    private struct Result: Sendable {
        let held: HeldOut
        let judge: OutOfFold.Judge
        let choices: [String: FoldChoice]
    }

    private func predict(
        _ fold: Fold, place: Int, _ divided: Divided, _ fitter: CandidateFitter
    ) async throws -> Result {
        try Task.checkCancellation()
        let checked = divided.checked
        let notFeatures = Set(checked.excluded.map(\.column))
        let features = FeatureFitter.fit(
            checked.table, rows: fold.train, columns: checked.table.names.filter { !notFeatures.contains($0) },
            time: context.brief.data.time, threads: context.options.threads)
        let bound = try BoundPlan(features.plan, to: checked.table)
        let rows = CandidateFitter.Rows(bound: bound, train: fold.train, validation: fold.validation)
        var predictions: [Uncertainty.Candidate] = []
        var models: [String: Model] = [:]
        var choices: [String: FoldChoice] = [:]
        for name in checked.settled.candidates.map(\.rawValue) {
            let tell: @Sendable (CandidateFitter.Progress) -> Void = {
                [journal = context.journal, count = divided.folds.count] in
                let detail = "\(place + 1) of \(count) · \(name) · \($0.text)"
                journal.tell(.running(name: "folds", detail: detail))
            }
            let chosen = try await fitter.fit(name, rows, tell: tell)
            let again = try await fitter.refit(chosen, rows, tell: tell)
            choices[name] = FoldChoice(chosen, again: again)
            models[name] = again.model
            predictions.append(
                (
                    name,
                    again.model.predict(
                        bound, rows: fold.held, task: checked.settled.task, threads: context.options.threads)
                ))
        }
        predictions += foreign.map { model, predictions in
            (model.candidate.name, predictions.selecting(fold.held, of: divided.judged))
        }
        let held = HeldOut(
            repetition: fold.repetition, rows: fold.held, trainingRows: fold.train.count + fold.validation.count,
            predictions: predictions)
        return Result(
            held: held, judge: OutOfFold.Judge(plan: features.plan, models: models, rows: fold.held), choices: choices)
    }
}

extension Predictions {
    /// The predictions of some rows of those, ascending, that were predicted.
    fileprivate func selecting(_ rows: [Int], of predicted: [Int]) -> Predictions {
        let places = Dictionary(uniqueKeysWithValues: predicted.enumerated().map { ($1, $0) })
        return Predictions(
            width: width,
            values: rows.flatMap { row -> ArraySlice<Double> in
                guard let place = places[row] else { preconditionFailure("a row that is held out judges") }
                return values[place * width..<(place + 1) * width]
            })
    }
}
