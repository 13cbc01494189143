package import Evidence
import Store

/// `associate runs list --json`: the runs of a store, newest first.
package struct RunLog: Encodable, Sendable {
    package let runs: [Entry]

    package init(runs: [Entry]) { self.runs = runs }

    /// One run.
    package struct Entry: Encodable, Sendable {
        package let runID: String
        package let directory: String
        /// A run's status, or `damaged` or `running`.
        package let status: String
        package let started: String?
        package let recommendation: Recommendation?
        package let chosen: String?
        package let primary: MetricName?
        package let value: Double?
        /// What is wrong with a damaged run, or who is at work on a running one.
        package let remark: String?

        /// Whether it was stopped, failed or was interrupted before it was whole.
        package var endedEarly: Bool { [.stopped, .failed, .interrupted].contains(RunStatus(rawValue: status)) }

        private enum CodingKeys: String, CodingKey {
            case directory, status, started, recommendation, chosen, primary, value, remark
            case runID = "run_id"
        }

        /// Writes every key; what is absent is `null`.
        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(runID, forKey: .runID)
            try fields.encode(directory, forKey: .directory)
            try fields.encode(status, forKey: .status)
            try fields.encode(started, forKey: .started)
            try fields.encode(recommendation, forKey: .recommendation)
            try fields.encode(chosen, forKey: .chosen)
            try fields.encode(primary, forKey: .primary)
            try fields.encode(value, forKey: .value)
            try fields.encode(remark, forKey: .remark)
        }
    }

    /// The runs of a store.
    ///
    /// - Throws: `StoreError` where the store cannot be read.
    package static func entries(ofStore path: String) throws -> [Entry] {
        try RunStore(at: path).list().map { listing in
            Entry(
                runID: listing.id, directory: listing.directory, status: listing.state.rawValue,
                started: listing.record?.started, recommendation: listing.record?.recommendation,
                chosen: listing.record?.chosen, primary: listing.record?.primary, value: listing.record?.primaryValue,
                remark: listing.remark)
        }
    }
}
