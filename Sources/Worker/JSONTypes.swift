import Columns
import Evidence
import Warehouse

/// Whether the JSON files of one source agree on the types of their columns; the engine would make text of them.
struct JSONTypes {
    let connection: Connection
    let source: FoundSource

    /// Compares the files; keys that a file lacks, or that are always null there, say nothing.
    ///
    /// - Throws: findings `source-types-differ`.
    func check() throws(WorkerError) {
        guard [.json, .jsonLines].contains(source.resolved.format), source.files.count > 1 else { return }
        var known: [String: (column: EngineColumn, file: FoundFile)] = [:]
        var findings: [Finding] = []
        for file in source.files {
            for column in try columns(of: file) where column.engineType != "JSON" {
                guard let other = known[column.name] else {
                    known[column.name] = (column, file)
                    continue
                }
                guard !Self.agree(column.type, other.column.type) else { continue }
                let name = DisplayText.escaped(column.name)
                findings.append(
                    Finding(
                        .error, .sourceTypesDiffer,
                        "column '\(name)' is \(column.engineType) here and \(other.column.engineType) in "
                            + DisplayText.escaped(other.file.path),
                        advice: "write the files with one type, or make a source of each and unite them in the SQL",
                        file: DisplayText.escaped(file.path), source: source.name, column: name))
            }
            if findings.count >= Limits.findingsShown { break }
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
    }

    private func columns(of file: FoundFile) throws(WorkerError) -> [EngineColumn] {
        let one = ResolvedSource(name: source.name, format: source.resolved.format, files: [file.realPath])
        do {
            return try connection.describe(try SourceReader(connection).sql(for: one))
        } catch {
            throw SourceFailure.error(for: error, source: source, file: file)
        }
    }

    /// Integers widen to doubles and days to moments; nothing else goes together.
    private static func agree(_ a: ColumnType, _ b: ColumnType) -> Bool {
        if a == b { return true }
        let kinds: [Set<ColumnType>] = [[.integer, .double], [.date, .timestamp]]
        return kinds.contains { $0.contains(a) && $0.contains(b) }
    }
}
