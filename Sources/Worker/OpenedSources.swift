package import Evidence
package import Warehouse

/// Sources that the child holds open, each under its name.
package struct OpenedSources: Codable, Sendable, Equatable {
    /// A source with its columns.
    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        /// Its files as the person named them, globs resolved.
        package var files: [String]
        /// Rows read, which are all the rows there are.
        package var rows: Int
        /// Columns in their order; those of ``missing`` are among them.
        package var columns: [EngineColumn]
        /// Expected columns that its files lack, and that stand there without values.
        package var missing: [String] = []
    }

    package var sources: [Source]
    /// What the dataset's SQL would give; `nil` where the request has none.
    package var datasetColumns: [EngineColumn]?
    /// What a person should know of how they were read.
    package var findings: [Finding]
    /// What of the dataset is made of columns that a source lacks.
    package var uses: [MissingColumnUse] = []
    /// Versions of what opened them, such as `duckdb`.
    package var versions: [String: String]
}
