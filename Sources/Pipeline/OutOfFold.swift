import Evaluation
import Evidence
import Learning
import Scoring

/// Predictions of rows by models that did not see them, fold by fold.
struct OutOfFold: Sendable {
    let folds: [HeldOut]
    /// The models of the first fold, for what is asked of a model on rows that it did not see.
    let first: Judge?
    /// What each fold chose, by candidate and in the order of the folds.
    let choices: [String: [FoldChoice]]
    /// The feature plan of each fold, in the order of the folds.
    let plans: [FeaturePlan]
    /// What recalibrates the chosen candidate in a fold, by the fold's place; empty where nothing does.
    var recalibrations: [Int: Recalibration] = [:]

    /// What the model that is kept is fitted with: the penalty that is best on the rows that choose of all folds
    /// together, else the choice in the middle of those of the folds.
    ///
    /// It is steadier than one more choice on a few rows, and the model that is kept stays near those that were judged.
    func choice(of candidate: String) -> FoldChoice? {
        let choices = choices[candidate] ?? []
        guard let work = Work.together(choices.map { ($0.work, $0.trials) }) else { return nil }
        var choice = choices.first { $0.work == work } ?? choices.first
        choice?.work = work
        return choice
    }

    /// Models by candidate under their feature plan, and rows that they did not see.
    struct Judge: Sendable {
        let plan: FeaturePlan
        let models: [String: Model]
        let rows: [Int]
    }

    /// Rows that are held out once in each repetition, ascending.
    var rows: [Int] { folds.filter { $0.repetition == 0 }.flatMap(\.rows).sorted() }

    /// Which fold of the first repetition holds each of ``rows``, from 1.
    var numbers: [Int] {
        let first = folds.filter { $0.repetition == 0 }
        let places = first.enumerated().flatMap { place, fold in fold.rows.map { (row: $0, number: place + 1) } }
        return places.sorted { $0.row < $1.row }.map(\.number)
    }

    /// Each candidate's predictions of the rows in the first repetition, in the order of ``rows``.
    var predictions: [Uncertainty.Candidate] {
        let own = folds.filter { $0.repetition == 0 }
        let rows = own.flatMap(\.rows)
        let order = rows.indices.sorted { rows[$0] < rows[$1] }
        return (own.first?.predictions ?? []).enumerated().map { place, candidate in
            let width = candidate.predictions.width
            let values = own.flatMap { $0.predictions[place].predictions.values }
            return (
                candidate.name,
                Predictions(
                    width: width, values: order.flatMap { row in values[row * width..<(row + 1) * width] })
            )
        }
    }
}

/// What the rows of a fold that choose came to.
struct FoldChoice: Sendable {
    var work: Work
    /// The penalties that were tried under the form that was chosen.
    let trials: [FittedCandidate.Trial]
    /// What was fitted with it on all rows that are not held out.
    let parameters: [String: JSONValue]
    /// What that linear model makes of its columns.
    let terms: LinearTerms?
    let course: FittedCandidate.Course?
    let search: TrialsDocument.Search?
    let findings: [Finding]

    /// Takes what the rows chose that choose, and what that became on all rows that are not held out.
    init(_ fitted: FittedCandidate, again: FittedCandidate) {
        work = fitted.work
        trials = fitted.trials.filter { $0.form == fitted.work.form }
        parameters = again.parameters
        terms = again.model.terms
        course = fitted.course
        search = fitted.search
        findings = fitted.findings
    }
}
