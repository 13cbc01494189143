import Columns
import Evaluation
import Evidence
import Features
import Framing
import Scoring

/// A feature plan, fitted on the training rows alone.
struct Featured: Sendable {
    let divided: Divided
    let fitted: FittedFeatures
    /// Columns that are no features, and why, those that fitting left out among them.
    let excluded: [Exclusion]
}

/// Features are fitted on training rows and applied, by the same code, to all.
struct FeatureStep {
    private let context: RunContext

    init(_ context: RunContext) { self.context = context }

    func run(_ divided: Divided) async throws -> Featured {
        try await context.journal.step(Step.features.rawValue) {
            let checked = divided.checked
            let notFeatures = Set(checked.excluded.map(\.column))
            let fitted = FeatureFitter.fit(
                checked.table, rows: divided.assignment.train,
                columns: checked.table.names.filter { !notFeatures.contains($0) }, time: context.brief.data.time,
                threads: context.options.threads)
            context.note { facts in
                // Of a column that the checks spoke of, fitting says nothing twice.
                facts.findings += fitted.findings.filter { found in
                    !facts.findings.contains { $0.code == found.code && $0.column == found.column }
                }
            }
            let errors = fitted.findings.filter { $0.severity == .error }
            guard errors.isEmpty else { throw ChecksStopped(findings: errors) }
            let featured = Featured(divided: divided, fitted: fitted, excluded: checked.excluded + fitted.leftOut)
            let summary = fitted.plan.summary
            let detail =
                "\(NumberText.counted(summary.sourceColumns, "column")) → \(NumberText.count(summary.linearWidth)) for linear"
            return (featured, detail: detail, needsLook: !fitted.findings.isEmpty)
        }
    }
}
