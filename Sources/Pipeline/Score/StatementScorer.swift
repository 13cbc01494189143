import Columns
import Evidence
import Packaging
import Scoring
import Warehouse

/// Scores an input in the engine: the model as one statement over the copy, whose rows no value of passes through this
/// process.
struct StatementScorer: Sendable {
    let document: ModelDocument
    let predictions: PredictionColumns
    let schema: ScoreSchema
    let reader: PieceReader

    /// The rows with what is kept of them, as scoring in process writes them.
    ///
    /// What is kept stands under names of its own within: a column of the input may be called as one of the answer.
    func query() -> SQL {
        let kept = schema.kept.enumerated().map { (name: Identifier("associate kept \($0)"), column: $1) }
        let held = kept.map { "\(Identifier($0.column.name)) AS \($0.name)" as SQL }
        let relation: SQL = "(SELECT \(held + reader.columns) FROM \(Parquet.relation(reader.path)))"
        let statement = ScoringStatement(document, of: relation, keeping: kept.map(\.name.name))
        let first: SQL =
            predictions.predictionType.map { "\(SQL.cast("\(prediction)", to: $0)) AS \(prediction)" }
            ?? "\(prediction)"
        let columns =
            kept.map { "\($0.name) AS \(Identifier($0.column.output))" as SQL } + [first]
            + predictions.names.dropFirst().map { "\(Identifier($0))" as SQL }
        return "SELECT \(columns) FROM (\(statement.sql()))"
    }

    private var prediction: Identifier { Identifier("prediction") }

    /// What the scored rows count up to, but for unseen values.
    ///
    /// - Throws: `WarehouseError`.
    func tally(of part: String, _ connection: Connection) throws(WarehouseError) -> ScoreTally {
        let rows = try Parquet.rowCount(of: part, connection)
        var decided = [Int](repeating: 0, count: document.classes.count)
        if document.task.isClassification {
            let answer = try connection.query(
                """
                SELECT \(SQL.text("\(prediction)")) AS name, count(*) AS n \
                FROM \(Parquet.relation(part)) GROUP BY 1
                """)
            guard case .text(let names)? = answer["name"], case .integer(let counts)? = answer["n"] else {
                throw WarehouseError(.engineFailed, "the engine does not count the scored rows")
            }
            for row in 0..<answer.rowCount {
                guard let name = names[row], let place = document.classes.firstIndex(of: name) else { continue }
                decided[place] = Int(counts.values[row])
            }
        }
        return ScoreTally(rows: rows, decided: decided, range: try range(of: part, connection))
    }

    private func range(of part: String, _ connection: Connection) throws(WarehouseError) -> ScoringSummary.Range? {
        guard document.task != .multiclass else { return nil }
        let score = Identifier("score")
        let answer = try connection.query(
            "SELECT min(\(score)) AS least, max(\(score)) AS greatest FROM \(Parquet.relation(part))")
        guard case .double(let least)? = answer["least"], case .double(let greatest)? = answer["greatest"],
            let minimum = least[0], let maximum = greatest[0]
        else { return nil }
        return ScoringSummary.Range(minimum: minimum, maximum: maximum)
    }
}
