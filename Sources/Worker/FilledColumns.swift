import Columns
import Evidence
import Warehouse

/// A column that a source lacks, and that something of the dataset is made of.
package struct MissingColumnUse: Codable, Sendable, Equatable {
    package var source: String
    /// The column that is missing.
    package var missing: String
    /// The dataset's column that is made of it; `nil` where it decides which rows there are.
    package var column: String?
}

/// Columns that sources had when a model was fitted, and that are filled in where they lack them.
///
/// A label of new rows is not known yet, and the SQL that made the dataset names its columns all the same. They stand
/// there without values; what is made of them is found by asking the engine which columns a query reads.
struct FilledColumns {
    private let connection: Connection
    private let entries: [Entry]

    /// What is to be done to one source.
    private struct Entry {
        let source: String
        let missing: [SourceColumn]
        /// Columns that are there and are given the type that they had.
        let recast: [SourceColumn]
    }

    /// Looks what sources lack.
    ///
    /// - Throws: ``WorkerError`` where the engine does not describe a source.
    init(_ sources: [WorkerRequest.Source], on connection: Connection) throws(WorkerError) {
        self.connection = connection
        entries = try QueryJob.translated { () throws(WarehouseError) -> [Entry] in
            var entries: [Entry] = []
            for source in sources where !source.expected.isEmpty {
                let entry = try Self.entry(source, on: connection)
                if !entry.missing.isEmpty || !entry.recast.isEmpty { entries.append(entry) }
            }
            return entries
        }
    }

    private static func entry(
        _ source: WorkerRequest.Source, on connection: Connection
    ) throws(WarehouseError) -> Entry {
        let opened = Identifier(opened: source.name)
        let found = try connection.describe("SELECT * FROM \(opened)")
        // The engine's names know no case.
        let types = Dictionary(found.map { ($0.name.lowercased(), $0.type) }) { first, _ in first }
        let missing = source.expected.filter { types[$0.name.lowercased()] == nil }
        var recast: [SourceColumn] = []
        for column in source.expected {
            guard let type = types[column.name.lowercased()], type != column.type, column.type != .unsupported else {
                continue
            }
            let widens = type == .integer && column.type == .double
            let values = widens ? 0 : try connection.integer("SELECT count(\(Identifier(column.name))) FROM \(opened)")
            if values == 0 { recast.append(column) }
        }
        return Entry(source: source.name, missing: missing, recast: recast)
    }

    /// The columns that a source lacks.
    func missing(of source: String) -> [String] {
        entries.first { $0.source == source }?.missing.map(\.name) ?? []
    }

    /// Puts a view in front of each source that lacks columns, in which they have no values.
    ///
    /// - Throws: ``WorkerError``.
    func fill() throws(WorkerError) {
        try QueryJob.translated { () throws(WarehouseError) in
            for entry in entries {
                try view(of: entry, from: "\(Identifier(opened: entry.source)) AS s") { column in
                    column.type == .unsupported ? "NULL" : SQL.cast("NULL", to: column.type)
                }
            }
        }
    }

    private func view(
        of entry: Entry, from relation: SQL, _ value: (SourceColumn) -> SQL
    ) throws(WarehouseError) {
        let recast = entry.recast.map { column -> SQL in
            let name = Identifier(column.name)
            return "\(SQL.cast("s.\(name)", to: column.type)) AS \(name)"
        }
        let all: SQL = recast.isEmpty ? "s.*" : "s.* REPLACE (\(recast))"
        let columns = [all] + entry.missing.map { "\(value($0)) AS \(Identifier($0.name))" as SQL }
        try connection.execute(
            "CREATE OR REPLACE TEMP VIEW \(Identifier(entry.source)) AS SELECT \(columns) FROM \(relation)")
    }

    // MARK: What is made of them

    /// What of a dataset is made of the columns that are missing.
    ///
    /// For the time of the question they are columns of a table of their own. The engine reads of it what it needs, and
    /// says so before it runs anything.
    ///
    /// - Parameters:
    ///   - columns: of the dataset, that are asked for.
    ///   - dataset: its SQL, which was checked.
    /// - Returns: first what decides which rows there are, then what else columns are made of.
    /// - Throws: ``WorkerError``.
    func uses(of columns: [String], in dataset: WorkerRequest.Dataset) throws(WorkerError) -> [MissingColumnUse] {
        let marks = entries.flatMap { entry in entry.missing.map { (entry.source, $0) } }.enumerated().map {
            Mark(number: $0, source: $1.0, column: $1.1)
        }
        guard !marks.isEmpty else { return [] }
        let uses = try QueryJob.translated { () throws(WarehouseError) -> [MissingColumnUse] in
            try makeTable(of: marks)
            for entry in entries {
                try view(of: entry, from: "\(Identifier(opened: entry.source)) AS s CROSS JOIN \(Mark.table) AS m") {
                    column in
                    let mark = marks.first { $0.source == entry.source && $0.column == column }
                    return mark.map { "m.\($0.identifier)" } ?? "NULL"
                }
            }
            let deciding = try read("count(*)", of: dataset, marks)
            var uses = deciding.map { MissingColumnUse(source: $0.source, missing: $0.column.name, column: nil) }
            for column in columns {
                for mark in try read("\(Identifier(column))", of: dataset, marks) where !deciding.contains(mark) {
                    uses.append(MissingColumnUse(source: mark.source, missing: mark.column.name, column: column))
                }
            }
            return uses
        }
        try fill()
        return uses
    }

    /// A missing column under a name that nothing else has.
    private struct Mark: Equatable {
        let number: Int
        let source: String
        let column: SourceColumn

        static let table = Identifier("associate missing columns")
        var name: String { "associate missing column (\(number))" }
        var identifier: Identifier { Identifier(name) }
    }

    /// A row without values and one with: of a column that is always NULL the engine would know the answers.
    private func makeTable(of marks: [Mark]) throws(WarehouseError) {
        let empty = marks.map { mark -> SQL in
            let null = mark.column.type == .unsupported ? "NULL" : SQL.cast("NULL", to: mark.column.type)
            return "\(null) AS \(mark.identifier)"
        }
        let filled = marks.map { "\(Self.value(of: $0.column.type))" as SQL }
        try connection.execute(
            "CREATE OR REPLACE TEMP TABLE \(Mark.table) AS SELECT \(empty) UNION ALL SELECT \(filled)")
    }

    private static func value(of type: ColumnType) -> Literal {
        switch type {
        case .boolean: .boolean(true)
        case .integer: .integer(1)
        case .double: .double(1.5)
        case .text: .text("x")
        case .date: .timestamp(0, .date)
        case .timestamp: .timestamp(0, .timestamp)
        case .instant: .timestamp(0, .instant)
        case .unsupported: .null
        }
    }

    /// The missing columns that the engine would read to work an expression out.
    private func read(
        _ value: SQL, of dataset: WorkerRequest.Dataset, _ marks: [Mark]
    ) throws(WarehouseError) -> [Mark] {
        let plan = try connection.query("EXPLAIN (FORMAT json) SELECT \(value) FROM (\n\(SQL(dataset: dataset.sql)))")
        let text = plan.texts("explain_value").compactMap(\.self).joined()
        return marks.filter { text.contains($0.name) }
    }
}
