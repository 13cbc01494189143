/// `associate runs compare --json`: runs beside the first of them.
package struct RunComparison: Encodable, Sendable {
    package var version = 1
    package var task: LearningTask
    package var label: String
    /// The runs as they were named; the first is the baseline.
    package var runs: [Run]
    /// What changed from the baseline to each other run, in their order.
    package var comparisons: [RunDifference]
    /// For each of ``comparisons``, what runs between the two say of it; `nil` where none lies between.
    package var attributions: [RunAttribution?]

    /// A run that is compared.
    package struct Run: Encodable, Sendable {
        package var runID: String
        package var directory: String
        package var started: String

        package init(runID: String, directory: String, started: String) {
            self.runID = runID
            self.directory = directory
            self.started = started
        }

        private enum CodingKeys: String, CodingKey {
            case directory, started
            case runID = "run_id"
        }
    }

    /// Runs beside each other, with as many attributions as comparisons, or none at all.
    package init(
        task: LearningTask, label: String, runs: [Run], comparisons: [RunDifference],
        attributions: [RunAttribution?] = []
    ) {
        self.task = task
        self.label = label
        self.runs = runs
        self.comparisons = comparisons
        self.attributions = comparisons.indices.map { $0 < attributions.count ? attributions[$0] : nil }
    }
}
