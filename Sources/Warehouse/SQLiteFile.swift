import Columns
import Evidence

/// A table of a SQLite file, copied into the engine: SQLite's own driver reads it, and nothing is written to the file.
struct SQLiteFile {
    let source: ResolvedSource
    let connection: Connection

    /// The first bytes of every SQLite file.
    static let mark = "SQLite format 3\0"

    /// Copies the table of the source, or the only one.
    ///
    /// - Parameter name: the table to make.
    /// - Throws: ``WarehouseError`` where the file has no such table, or several and none is named.
    func load(as name: Identifier) throws(WarehouseError) {
        guard let file = source.files.first, source.files.count == 1 else {
            throw WarehouseError(.sourceUnreadable, "a SQLite source is one file")
        }
        do {
            let reader = try Engine.sqlite(reading: file).connect()
            let table = try table(of: reader, file)
            var isFirst = true
            try reader.query("SELECT * FROM \(Identifier(in: "main", table))") { batch in
                guard batch.rowCount > 0 else { return }
                try connection.ingest(batch, into: name, mode: isFirst ? .replace : .append)
                isFirst = false
            }
            guard !isFirst else { throw WarehouseError(.sourceEmpty, "the table '\(table)' has no rows") }
        } catch let error as WarehouseError {
            var error = error
            error.file = file.fileName
            throw error
        } catch {
            throw WarehouseError(.engineFailed, "the table could not be copied")
        }
    }

    private func table(of reader: Connection, _ file: String) throws(WarehouseError) -> String {
        let answer = try reader.query(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        guard case .text(let texts)? = answer["name"] else {
            throw WarehouseError(.sourceUnreadable, "the file has no table", advice: "give a file with a table")
        }
        let names = (0..<texts.count).compactMap { texts[$0] }
        let matching = names.filter { source.table == nil || $0 == source.table }
        if matching.count == 1 { return matching[0] }
        let list = names.prefix(Limits.findingsShown).joined(separator: ", ")
        var error = WarehouseError(
            .sourceUnreadable,
            matching.isEmpty
                ? source.table.map { "the file has no table '\($0)'" } ?? "the file has no table"
                : "the file has several tables: \(list)",
            advice: names.isEmpty
                ? "give a file with a table"
                : "name one: FILE:TABLE on the command line, 'table' in a brief; the file has \(list)")
        if matching.count > 1 { error.evidence["tables"] = .array(names.map(JSONValue.string)) }
        throw error
    }
}
