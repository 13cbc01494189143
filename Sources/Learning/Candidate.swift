package import Evidence
package import Foundation
package import Scoring

/// A way to learn: turns training and validation rows into a model.
///
/// Training rows fit, validation rows choose. What every candidate promises is written as a suite that anyone can
/// run: the same input gives the same bytes at any number of threads, the order of the validation rows changes
/// no fitted byte, and no input traps.
package protocol Candidate: Sendable {
    /// The name in the brief, such as `linear`.
    var name: String { get }

    /// Fits a model.
    ///
    /// - Throws: ``LearningError`` where nothing can be fitted, or where the caller cancelled.
    func fit(_ input: TrainingInput) throws(LearningError) -> FittedCandidate
}

/// A fitted model, and how it came about.
package struct FittedCandidate: Sendable, Equatable {
    /// The candidate's name.
    package var name: String
    package var model: Model
    /// Chosen settings by the names of their fields, such as `C`.
    package var parameters: [String: JSONValue]
    /// The chosen settings as another fit takes them.
    package var work: Work
    /// Solver iterations in all; 0 where there is no solver.
    package var iterations: Int
    /// Whether the chosen fit converged.
    package var converged: Bool
    /// What was fitted, in words, without a full stop.
    package var description: String
    /// What is worth a look, such as `not-converged` with its cure.
    package var findings: [Finding]
    /// One trial a setting, in the order in which they were fitted; empty where there is nothing to choose.
    package var trials: [Trial] = []
    /// Columns with which the model goes another way than was asked.
    package var unheld: [String] = []
    /// What a search tried; `nil` where none was made.
    package var search: TrialsDocument.Search?
    /// How good each step of the growing model was on the validation rows; `nil` where nothing grows or chooses.
    package var course: Course?
    /// LightGBM's text form of the model, for `model/model.txt`; `nil` for other models.
    package var modelText: Data?

    package init(
        name: String, model: Model, parameters: [String: JSONValue], work: Work, iterations: Int, converged: Bool,
        description: String, findings: [Finding], trials: [Trial] = [], course: Course? = nil, modelText: Data? = nil
    ) {
        self.name = name
        self.model = model
        self.parameters = parameters
        self.work = work
        self.iterations = iterations
        self.converged = converged
        self.description = description
        self.findings = findings
        self.trials = trials
        self.course = course
        self.modelText = modelText
    }

    /// A metric on the validation rows, step by step.
    package struct Course: Sendable, Equatable {
        /// The metric's name.
        package var metric: String
        /// Iterations with a value, ascending.
        package var steps: [Step]

        package struct Step: Sendable, Equatable {
            package var iteration: Int
            package var value: Double
        }
    }

    /// One setting that was tried.
    package struct Trial: Sendable, Equatable, Codable {
        /// The inverse penalty, scikit-learn's `C`: smaller is stronger.
        package var penalty: Double
        /// Which columns are bent and multiplied.
        package var form = LinearForm.plain
        /// Mean loss on validation (log loss, or squared error in the label's units); `nil` without validation rows.
        package var validationLoss: Double?
        package var iterations: Int
        package var converged: Bool
    }
}
