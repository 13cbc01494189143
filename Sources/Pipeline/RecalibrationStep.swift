import Evaluation
import Evidence
import Framing
import Learning
import Scoring

/// Sets the probabilities of the chosen candidate right, by the rows that chose it, where that pays.
struct RecalibrationStep {
    private let context: RunContext
    private let divided: Divided
    private let outOfFold: OutOfFold?

    init(_ context: RunContext, _ divided: Divided, _ outOfFold: OutOfFold?) {
        (self.context, self.divided, self.outOfFold) = (context, divided, outOfFold)
    }

    /// The candidate as it is kept, the folds as they are judged, and what is said of it.
    struct Outcome {
        var candidate: Fitted.Candidate
        var outOfFold: OutOfFold?
        var finding: Finding?
    }

    func run(_ candidate: Fitted.Candidate) throws -> Outcome {
        let unchanged = Outcome(candidate: candidate, outOfFold: outOfFold, finding: nil)
        // A prior's probability is the same for all rows, and right on the rows that taught it.
        // A model from outside is packaged as it was given.
        guard divided.checked.settled.recalibrates, divided.checked.settled.task.isClassification,
            var fitted = candidate.fitted, fitted.model.link != nil
        else {
            return unchanged
        }
        let rows = divided.choosing
        let units = divided.units(of: rows)
        let folds =
            outOfFold.map { $0.numbers.map { $0 - 1 } } ?? RecalibrationChoice.folds(of: units, rows: rows.count)
        let choice = try RecalibrationChoice(
            candidate.choosing, target: divided.checked.target.selecting(rows), folds: folds,
            resampling: Resampling(units: units, seed: context.brief.seed, threads: context.options.threads))
        guard let recalibration = choice.recalibration, let method = choice.method else { return unchanged }
        fitted.model.recalibration = recalibration
        return Outcome(
            candidate: Fitted.Candidate(
                name: candidate.name, origin: .fitted(fitted), summary: candidate.summary,
                choosing: choice.predictions),
            outOfFold: try outOfFold.map { try recalibrated($0, fitted.name, method, recalibration) },
            finding: finding(fitted.name, method, choice))
    }

    /// Each fold's predictions, recalibrated by what the other folds of its repetition teach.
    private func recalibrated(
        _ outOfFold: OutOfFold, _ name: String, _ method: RecalibrationMethod, _ recalibration: Recalibration
    ) throws -> OutOfFold {
        var (folds, taught) = (outOfFold.folds, [Int: Recalibration]())
        for repetition in Set(folds.map(\.repetition)) {
            let places = folds.indices.filter { folds[$0].repetition == repetition }
            let own = places.compactMap { place in folds[place].predictions.first { $0.name == name }?.predictions }
            guard own.count == places.count, let width = own.first?.width else { continue }
            let together = Predictions(width: width, values: own.flatMap(\.values))
            let rows = places.flatMap { folds[$0].rows }
            let numbers = places.enumerated().flatMap { number, place in folds[place].rows.map { _ in number } }
            let made = RecalibrationChoice.crossFitted(
                method, together, divided.checked.target.selecting(rows), folds: numbers)
            guard let made else { continue }
            for (number, place) in places.enumerated() {
                let fold = folds[place]
                taught[place] = made.taught[number]
                let mine = made.predictions.selecting(numbers.indices.filter { numbers[$0] == number })
                folds[place] = HeldOut(
                    repetition: fold.repetition, rows: fold.rows, trainingRows: fold.trainingRows,
                    predictions: fold.predictions.map { ($0.name, $0.name == name ? mine : $0.predictions) })
            }
        }
        let first = outOfFold.first.map { judge in
            var models = judge.models
            models[name]?.recalibration = recalibration
            return OutOfFold.Judge(plan: judge.plan, models: models, rows: judge.rows)
        }
        return OutOfFold(
            folds: folds, first: first, choices: outOfFold.choices, plans: outOfFold.plans, recalibrations: taught)
    }

    private func finding(_ name: String, _ method: RecalibrationMethod, _ choice: RecalibrationChoice) -> Finding {
        let bounds = choice.interval.map {
            ": between \(NumberText.difference($0.lowerBound)) and \(NumberText.difference($0.upperBound))"
        }
        let rows = outOfFold == nil ? "validation rows" : "rows held out"
        return Finding(
            .note, .recalibrated,
            "the probabilities of '\(name)' are recalibrated (\(method.rawValue)): log_loss falls by "
                + "\(NumberText.difference(choice.gain)) on \(rows) that did not teach it\(bounds ?? "")",
            advice: "Read the calibration chart: on rows of another time it may be off again")
    }
}
