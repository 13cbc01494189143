import Evidence
import Foundation
import ONNXRuntime
import Warehouse

/// Where the child is: the last one received says what it was at when it died.
package struct WorkerProgress: Codable, Sendable, Equatable {
    /// The steps of the job, in order.
    package enum Stage: String, Codable, Sendable, CaseIterable {
        case resolving
        case hashing
        case opening
        case reading
        case querying
        case writing
        case verifying
        /// Of a model from outside.
        case loading
        case scoring
    }

    package var stage: Stage
    /// The file, source or SQL it is at, as the person named it.
    package var subject: String?
    /// Rows so far, where they are known.
    package var rows: Int?

    package init(_ stage: Stage, subject: String? = nil, rows: Int? = nil) {
        self.stage = stage
        self.subject = subject
        self.rows = rows
    }

    /// What the worker was doing, to stand after "the engine died", such as `reading data/flights.csv`.
    package var activity: String {
        let verb =
            switch stage {
            case .resolving: "looking for the sources"
            case .hashing: "hashing"
            case .opening: "opening the engine"
            case .reading: "reading"
            case .querying: "running"
            case .writing: "writing the snapshot"
            case .verifying: "verifying the snapshot"
            case .loading: "loading"
            case .scoring: "scoring rows with"
            }
        guard let subject else { return verb }
        return "\(verb) \(DisplayText.escaped(subject))"
    }
}

/// One line from the child to the parent.
enum WorkerMessage: Codable, Sendable, Equatable {
    case progress(WorkerProgress)
    /// A sign of life: processor time was spent since the last one.
    case beat
    case response(WorkerResponse)
    /// Sources are open for plans of queries.
    case opened(OpenedSources)
    case answers(QueryAnswers)
    case copied(CopiedRows)
    /// A model is ready for rows.
    case loaded(LoadedModel)
    case modelAnswers([RuntimeArray])
    case failure(findings: [Finding], status: ExitStatus)
}
