package import Evidence

/// The steps of the main job, in order, as the screen names them.
package enum Step: String, Sendable, CaseIterable {
    case snapshot
    case checks
    case split
    case features
    case candidates
    case leakage
    case evaluation
    case documents
}

/// What a person who watches a run should see.
package enum RunEvent: Sendable {
    /// What is predicted, by which metric, and when.
    case heading(name: String, task: LearningTask, primary: MetricName, label: String, time: String?)
    /// Something that the brief left open and how it was settled.
    case inferred(Inference)
    /// A step is at work; `name` is the step's or a candidate's.
    case running(name: String, detail: String)
    /// A step ended; `needsLook` marks warnings and `stopped` errors.
    case finished(name: String, detail: String, seconds: Double, needsLook: Bool = false, stopped: Bool = false)
}

/// Receives the events of a run, from any thread.
package typealias RunObserver = @Sendable (RunEvent) -> Void
