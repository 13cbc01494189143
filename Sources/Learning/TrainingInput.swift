package import Evidence
package import Scoring

/// All that a candidate gets: training rows to fit, validation rows to choose by, and the means to work.
///
/// Rows stand in key order; the test rows are not here.
package struct TrainingInput: Sendable {
    /// The rows that fit.
    package var training: Part
    /// The rows that choose; may be empty, then defaults are taken and said.
    package var validation: Part
    /// What was chosen before, on other rows: then it is fitted once more as it is, and validation is empty.
    package var work: Work?
    /// What chooses on the validation rows; the mean loss where it is `nil`.
    package var criterion: Criterion?
    /// Which way predictions may go with columns, by the names of columns of numbers.
    package var monotone: [String: MonotoneDirection] = [:]
    /// What the columns of the linear view are, written out; where it is empty, a linear model takes them as they are.
    package var columns: [LinearColumn] = []
    /// Threads to work on; results do not depend on it.
    package var threads: Int
    /// Seed of all that is random.
    package var seed: Int64
    /// Told of each step, from the thread that called `fit`.
    package var progress: @Sendable (Progress) -> Void
    /// Asked often, from several threads; `true` ends the fit with ``LearningError`` `interrupted`.
    package var isCancelled: @Sendable () -> Bool

    /// Rows as features and target.
    ///
    /// Candidates differ in the features that they want, so each form is a closure that makes it on request.
    package struct Part: Sendable {
        package var target: Target
        /// Makes the matrix that linear models see; call it once.
        package var design: @Sendable () -> DesignMatrix
        /// Makes the rows that trees see; call it once.
        package var trees: @Sendable () -> TreeSource

        /// Takes the target at once and the features on request.
        package init(
            target: Target, design: @escaping @Sendable () -> DesignMatrix, trees: @escaping @Sendable () -> TreeSource
        ) {
            self.target = target
            self.design = design
            self.trees = trees
        }
    }

    /// What chooses between settings on the validation rows, instead of the loss.
    package struct Criterion: Sendable {
        /// The metric's name, for documents.
        package var name: String
        /// How good predictions of the validation rows are, the greater the better; `nil` where that is undefined.
        ///
        /// It must not depend on the order of the rows beyond ``resolution``.
        package var quality: @Sendable (Predictions) -> Double?
        /// Whether a quality is the metric itself, and not its negative.
        package var greaterIsBetter: Bool

        /// Qualities nearer than this are equal: what the order of a sum may change chooses nothing.
        static let resolution = 1e-12

        package init(
            name: String, greaterIsBetter: Bool = true, quality: @escaping @Sendable (Predictions) -> Double?
        ) {
            self.name = name
            self.greaterIsBetter = greaterIsBetter
            self.quality = quality
        }

        /// A quality as the metric's value.
        func metric(_ quality: Double) -> Double { greaterIsBetter ? quality : -quality }
    }

    /// A step on the way.
    package struct Progress: Sendable, Equatable {
        /// Solver iterations (or trees) so far.
        package var iteration: Int
        /// What is chosen by, on validation and of the newest setting: the criterion's metric, else `log_loss` or
        /// `root_mean_squared_error`; `nil` where there is none.
        package var validationMetric: Double?
        /// Where a search is; `nil` where none is made.
        package var trial: TrialProgress?
    }

    /// Where a search is.
    package struct TrialProgress: Sendable, Equatable {
        /// From 1.
        package var number: Int
        package var of: Int
        /// The best metric of the trials so far.
        package var best: Double?
    }

    package init(
        training: Part, validation: Part, work: Work? = nil, criterion: Criterion? = nil, threads: Int = 1,
        seed: Int64 = 7,
        progress: @escaping @Sendable (Progress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.training = training
        self.validation = validation
        self.criterion = criterion
        self.work = work
        self.threads = max(threads, 1)
        self.seed = seed
        self.progress = progress
        self.isCancelled = isCancelled
    }

    /// Ends the fit where the caller cancelled.
    func checkCancelled() throws(LearningError) {
        if isCancelled() { throw .cancelled }
    }
}
