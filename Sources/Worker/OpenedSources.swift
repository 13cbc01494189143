package import Warehouse

/// Sources that the child holds open, each under its name.
package struct OpenedSources: Codable, Sendable, Equatable {
    /// A source with its columns.
    package struct Source: Codable, Sendable, Equatable {
        /// Name, files and rows.
        package var record: WorkerResponse.Source
        /// Columns in their order.
        package var columns: [EngineColumn]

        package var name: String { record.name }
        package var rows: Int { record.rows }
    }

    package var sources: [Source]
    /// What the dataset's SQL would give; `nil` where the request has none.
    package var datasetColumns: [EngineColumn]?
    /// Versions of what opened them, such as `duckdb`.
    package var versions: [String: String]
}
