import Columns
import Evidence
import Foundation

/// Whether what a person wrote is exactly one SELECT that the engine understands.
package enum QueryShape {
    /// Checks a dataset's SQL on DuckDB: its shape first, then its names and types against the connection's tables.
    ///
    /// - Throws: ``WarehouseError``: `notOneQuery` where it is no SELECT or several statements, `sqlFailed` with line
    ///   and column where the engine names a place, `tooLarge` past `Limits.sqlBytes`.
    package static func check(_ text: String, _ connection: Connection) throws(WarehouseError) {
        guard text.utf8.count <= Limits.sqlBytes else {
            throw WarehouseError(.tooLarge, "the SQL has more than \(Limits.sqlBytes) bytes")
        }
        guard !text.utf8.contains(0) else { throw WarehouseError(.sqlFailed, "the SQL has a NUL character in it") }
        try checkShape(text, connection)
        // Preparing binds names and types; the text is sent as it is, so that places are those of the file.
        try connection.prepare(text)
    }

    private static func checkShape(_ text: String, _ connection: Connection) throws(WarehouseError) {
        let answer = try connection.query("SELECT json_serialize_sql(\(Literal(text))) AS tree")
        guard case .text(let trees)? = answer.columns.first, let tree = trees[0],
            let parsed = try? JSONDecoder().decode(Answer.self, from: Data(tree.utf8))
        else { throw WarehouseError(.engineFailed, "the engine does not parse the SQL") }
        if parsed.error {
            guard parsed.errorType == "parser" else { throw notOne(text) }
            var error = WarehouseError(.sqlFailed, parsed.message ?? "the SQL does not parse")
            if let position = parsed.position.flatMap({ Int($0) }) {
                (error.line, error.columnNumber) = place(ofScalar: position, in: text)
            }
            throw error
        }
        guard parsed.statements?.count == 1 else { throw notOne(text) }
    }

    private static func notOne(_ text: String) -> WarehouseError {
        let blank = text.allSatisfy { $0.isWhitespace || $0 == ";" }
        return WarehouseError(
            .notOneQuery, blank ? "there is no SQL" : "the SQL must be exactly one SELECT and nothing else")
    }

    /// Line and column, in characters from 1, of a place in a text, which DuckDB counts in Unicode scalars.
    static func place(ofScalar offset: Int, in text: String) -> (line: Int, column: Int) {
        let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(0, offset))))
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.count, (lines.last?.count ?? 0) + 1)
    }

    /// What DuckDB answers; only what is needed of it.
    private struct Answer: Decodable {
        let error: Bool
        let errorType: String?
        let message: String?
        let position: String?
        let statements: [Statement]?

        struct Statement: Decodable {}

        enum CodingKeys: String, CodingKey {
            case error, position, statements
            case errorType = "error_type"
            case message = "error_message"
        }
    }
}
