package import Warehouse

/// A table that the dataset's SQL may read, under the name that it has there.
package struct Source: Sendable, Equatable {
    /// The name in SQL.
    package var name: String
    package var location: Location
    package var options: Options
    /// When its rows or cells became known; `nil` where the brief does not say.
    package var knownAt: KnownAt?

    /// Where the rows are.
    package enum Location: Sendable, Equatable {
        /// Paths and globs as written, relative to the brief's folder, at least one; `table` names the table of a
        /// database file.
        case files([String], table: String?)
        /// A table of the engine that the brief names.
        case engineTable(String)
    }

    /// How the files are to be read, where they do not speak for themselves.
    package struct Options: Sendable, Equatable {
        package var format: SourceFormat?
        /// One character between the cells of a line.
        package var delimiter: String?

        package init(format: SourceFormat? = nil, delimiter: String? = nil) {
            self.format = format
            self.delimiter = delimiter
        }
    }

    package init(name: String, location: Location, options: Options = Options(), knownAt: KnownAt? = nil) {
        self.name = name
        self.location = location
        self.options = options
        self.knownAt = knownAt
    }

    /// The paths and globs as written; none for a table of the engine.
    package var paths: [String] {
        if case .files(let paths, _) = location { paths } else { [] }
    }

    /// The engine's table, where it is one.
    package var engineTable: String? {
        if case .engineTable(let table) = location { table } else { nil }
    }
}

/// When the rows or cells of a source became known.
package indirect enum KnownAt: Sendable, Equatable {
    /// At the moment that a column holds.
    case column(String)
    /// At the moment that an SQL expression over the source's columns gives.
    case expression(String)
    /// Some time after the moment that a column holds.
    case after(column: String, delay: BriefDuration)
    /// Each group of cells at its own moment; `at` is never `cells`.
    case cells([Cells])

    /// Columns whose cells became known together.
    package struct Cells: Sendable, Equatable {
        package var columns: [String]
        package var at: KnownAt

        package init(columns: [String], at: KnownAt) {
            self.columns = columns
            self.at = at
        }
    }
}
