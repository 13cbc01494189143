/// The section `data` of a brief: sources, how they become one row per prediction, and the columns' roles.
package struct DataSection: Sendable, Equatable {
    package var engine: EngineChoice
    /// In the order of the brief; at least one.
    package var sources: [Source]
    /// The SQL that makes one row per prediction; `nil` where the only source is the dataset.
    package var dataset: DatasetText?
    /// Columns that name a row; empty where identity is a hash of the row's cells.
    package var key: [String]
    /// The moment of prediction.
    package var time: String?
    package var label: String
    /// The class that scores speak of, as text.
    package var positive: String?
    package var weight: String?
    /// The column whose rows of one value are ranked together; where it is `nil`, all rows answer one query.
    package var query: String?
    /// How old the newest row may be.
    package var freshWithin: BriefDuration?

    package init(
        engine: EngineChoice = .duckdb, sources: [Source], dataset: DatasetText? = nil, key: [String] = [],
        time: String? = nil, label: String, positive: String? = nil, weight: String? = nil,
        query: String? = nil, freshWithin: BriefDuration? = nil
    ) {
        self.engine = engine
        self.sources = sources
        self.dataset = dataset
        self.key = key
        self.time = time
        self.label = label
        self.positive = positive
        self.weight = weight
        self.query = query
        self.freshWithin = freshWithin
    }
}

/// The engine that raw data is worked on in.
package enum EngineChoice: Sendable, Equatable {
    /// DuckDB, embedded.
    case duckdb
    /// Any engine with an ADBC driver; `options` are handed to the driver as written.
    case adbc(driver: String, uri: String?, options: [String: String])
}

/// The dataset's SQL and where it was written.
package struct DatasetText: Sendable, Equatable {
    package var sql: String
    package var origin: Origin

    package enum Origin: Sendable, Equatable {
        /// A file, as written, relative to the brief's folder.
        case file(String)
        /// The brief itself.
        case inline
    }

    package init(sql: String, origin: Origin) {
        self.sql = sql
        self.origin = origin
    }
}
