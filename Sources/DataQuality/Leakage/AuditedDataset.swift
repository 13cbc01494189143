import Evidence
package import Warehouse

/// The dataset as the audit works with it: its SQL, its columns, and what they are there for.
package struct AuditedDataset: Sendable {
    /// One query over the sources.
    package var sql: String
    /// Where it was written; its `line` and `columnNumber` are those of the first character.
    package var place: WrittenPlace
    /// Characters that stand before each line of the SQL in its file.
    package var indent: Int
    package var columns: [EngineColumn]
    package var rows: Int
    /// Columns that name a row; empty where none do.
    package var key: [String]
    /// The moment of prediction.
    package var time: String?
    package var label: String
    /// Columns that may become features.
    package var features: [String]
    /// Features whose values are not shown.
    package var sensitive: Set<String>

    package init(
        sql: String, place: WrittenPlace = WrittenPlace(), indent: Int = 0, columns: [EngineColumn], rows: Int,
        key: [String], time: String?, label: String, features: [String], sensitive: Set<String> = []
    ) {
        self.sql = sql
        self.place = place
        self.indent = indent
        self.columns = columns
        self.rows = rows
        self.key = key
        self.time = time
        self.label = label
        self.features = features
        self.sensitive = sensitive
    }

    func column(_ name: String) -> EngineColumn? { columns.first { $0.name == name } }

    /// The features with their types.
    var featureColumns: [EngineColumn] { features.compactMap(column) }

    /// The query as a relation under a name.
    var relation: SQL { "(\n\(SQL(dataset: sql))) AS \(Identifier("associate dataset"))" }

    /// The moment of prediction, where there is one that is a moment.
    var timeColumn: EngineColumn? { time.flatMap(column).flatMap { $0.type.isMoment ? $0 : nil } }
}

extension AuditedDataset {
    /// A place in the query as a place in its file.
    func place(line: Int, column: Int) -> WrittenPlace {
        guard let file = place.file else { return WrittenPlace() }
        let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
        return WrittenPlace(
            file: file, line: (place.line ?? 1) + line - 1, columnNumber: column + indent,
            excerpt: .init(
                text: String(repeating: " ", count: indent) + text, length: max(1, text.count - column + 1)))
    }
}
