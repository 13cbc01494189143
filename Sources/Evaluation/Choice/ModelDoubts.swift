package import Evidence

/// What the figures themselves say against the chosen candidate, whatever the verdict.
package struct ModelDoubts: Sendable {
    /// Beyond this a figure leaves next to no row wrong.
    private static let perfect = 1 - 1e-6
    /// Columns that are named where a score is too good.
    private static let columnsNamed = 3

    private let task: LearningTask
    private let primary: MetricName
    private let figures: [MetricsDocument.CandidateMetrics]
    private let own: MetricsDocument.CandidateMetrics?

    /// Takes the figures of all candidates on the rows that judge.
    package init(
        task: LearningTask, primary: MetricName, chosen: String, figures: [MetricsDocument.CandidateMetrics]
    ) {
        self.task = task
        self.primary = primary
        self.figures = figures
        own = figures.first { $0.name == chosen }
    }

    /// Under cross-validation: that the model that is kept does not do on the rows that taught it what the models of
    /// the folds did on rows that did not.
    ///
    /// - Parameter taught: the primary metric of the kept model on the rows that taught it.
    /// - Returns: an error; `nil` where there is nothing to say.
    package func keptModel(taught: Double?) -> Finding? {
        guard let taught, case .value(let judged, let interval?)? = own?.metrics[primary],
            primary.greaterIsBetter ? taught < interval.lower : taught > interval.upper
        else { return nil }
        return Finding(
            .error, .keptModelDiffers,
            "the model that is kept has \(primary.rawValue) \(NumberText.metric(taught)) on the rows that taught it, "
                + "and those of the folds \(NumberText.metric(judged)) on rows that did not: it is not what was judged",
            advice:
                "Gather more rows, or give the brief a test part (`split`), on which the kept model itself is judged"
        )
    }

    /// That scores which rank well are worse probabilities than the shares of the classes.
    package func probabilities() -> Finding? {
        guard primary != .logLoss, task.isClassification,
            case .value(let value, let interval?)? = own?.metrics[.logLoss],
            let prior = figures.first(where: { $0.name == "prior" })?.metrics[.logLoss]?.number, interval.lower > prior
        else { return nil }
        return Finding(
            .warning, .probabilitiesWorseThanPrior,
            "its log_loss is \(NumberText.metric(value)) and the prior's \(NumberText.metric(prior)): "
                + "its scores rank rows, and as probabilities they say less than the shares of the classes",
            advice: "Use the score to rank or with a threshold (`metric.costs`); do not read it as a probability")
    }

    /// That next to no row is wrong, which a column that gives the label away explains more often than a good model.
    ///
    /// - Parameter columns: those that the candidate rests on, the most important first.
    /// - Returns: a warning; `nil` where rows enough are wrong.
    package func tooGood(columns: [String]) -> Finding? {
        let telling: MetricName =
            switch task {
            case .binary: .rocAUC
            case .multiclass: .rocAUCOneVersusRest
            case .regression: .r2
            }
        guard let value = own?.metrics[telling]?.number, value >= Self.perfect else { return nil }
        let named = columns.prefix(Self.columnsNamed).map { "'\($0)'" }.joined(separator: ", ")
        return Finding(
            .warning, .tooGood,
            "\(telling.rawValue) is \(NumberText.metric(value)): next to no row is wrong, "
                + "as where a column gives the label away",
            advice: "Ask of the columns that it rests on most (\(named)) whether they are known when a prediction is "
                + "made; leave out under `exclude` what is not")
    }
}
