import Evidence
import Scoring
package import Warehouse

extension ScoringStatement {
    /// The statement as a file: what it is in comments, then the SELECT, every name in quotation marks.
    ///
    /// - Throws: `WarehouseError` where the dialect cannot say it.
    package func written(in dialect: Dialect) throws(WarehouseError) -> String {
        // SQLite's rows are first held to their types, in a query of its own.
        let place = dialect.name == .sqlite ? "second" : "first"
        let lines = [
            "Scores rows of the dataset, as the brief's SQL gives them, with a \(document.model.words) (\(document.task.rawValue)), in the SQL of "
                + "\(dialect.name.rawValue). Written by Associate \(Version.current).",
            "Reads \(names(document.sourceColumns)); put the name of your table, view or query behind the \(place) FROM.",
            "Answers with \(names(kept.map(\.name) + document.outputNames)).",
        ]
        let text: SQL = "\(SQL(lines.map { SQL.comment($0) }, separatedBy: ""))\(sql())"
        return try text.quotedText(in: dialect)
    }

    private func names(_ names: [String]) -> String {
        let shown = names.prefix(12).map { "'\(DisplayText.escaped($0))'" }.joined(separator: ", ")
        return names.isEmpty ? "no column" : names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
    }
}
