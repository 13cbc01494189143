import Columns
import Evaluation
import Evidence
import Scoring
import Warehouse

/// The rows that judged a run: who they are, what came true, what was predicted of them.
struct JudgedRows {
    /// Key columns, or the hash by which a row without a key is known.
    let identity: Table
    let target: Target
    let predictions: Predictions
    /// What is drawn together when rows are resampled.
    let units: ResamplingUnits
    /// Which fold held each row, from 1; `nil` where there is a test part.
    let folds: [Int64]?
    /// Whether the rows' weights could be found.
    let isWeighed: Bool

    private static let (label, fold) = ("label", "fold")

    /// - Throws: `WarehouseError` where the files cannot be read, ``ComparisonError`` where they are not those of a run.
    init(_ run: ComparedRun, _ connection: Connection) throws {
        let brief = run.evidence.brief
        let table = try Parquet.read(run.predictions, connection)
        let width = brief.task == .multiclass ? brief.classes.count : 1
        let scores = table.columns.suffix(width).compactMap { column -> [Double]? in
            guard case .double(let values) = column else { return nil }
            return values.values
        }
        guard scores.count == width else { throw Self.unreadable(run) }
        predictions = Self.interleaved(scores)
        identity = table.selecting(run.key.isEmpty ? ["row"] : run.key)
        let grouping = Self.grouping(run)
        let isCrossValidated = run.evidence.split.folds != nil
        let beside = try Self.beside(
            run, [brief.label, brief.weight, brief.query, grouping].compactMap(\.self),
            crossValidated: isCrossValidated, connection)
        guard let label = beside?[brief.label] ?? (run.key.contains(Self.label) ? nil : table[Self.label]),
            label.count == table.rowCount, label.validity.isTrivial
        else { throw Self.unreadable(run) }
        isWeighed = brief.weight == nil || beside != nil
        let named = Table([(brief.label, label)] + (beside?.others(than: brief.label) ?? []))
        target = try LabelReader(task: brief.task, classes: brief.classes)
            .target(of: named, label: brief.label, weight: isWeighed ? brief.weight : nil, query: brief.query)
        let all = Array(0..<table.rowCount)
        units =
            grouping.flatMap { beside?[$0] }.flatMap { column in
                run.evidence.split.by == "time"
                    ? ResamplingUnits.days(of: column, rows: all) : ResamplingUnits.groups(of: column, rows: all)
            } ?? .rows(table.rowCount)
        guard isCrossValidated else {
            folds = nil
            return
        }
        guard case .integer(let numbers)? = table[Self.fold] else { throw Self.unreadable(run) }
        folds = numbers.values
    }

    /// The column by which rows depend on one another: of a split by time or by group.
    private static func grouping(_ run: ComparedRun) -> String? {
        switch run.evidence.split.by {
        case "time": return run.evidence.brief.time
        case "group":
            let said = run.evidence
            let group = said.canonicalBrief["split"]?["group"] ?? said.settledBrief?["split.group"]
            guard case .string(let column)? = group else { return nil }
            return column
        default: return run.evidence.brief.query
        }
    }

    /// Columns of the dataset for the rows that judged; `nil` where they cannot be found again.
    private static func beside(
        _ run: ComparedRun, _ names: [String], crossValidated: Bool, _ connection: Connection
    ) throws -> Table? {
        // A column may play two parts.
        let names = names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
        // The rows of the test part stand in the order of the predictions.
        guard crossValidated else { return try Parquet.read(run.testPart, columns: names, connection) }
        guard !run.key.isEmpty else { return nil }
        let parts = SQL(run.parts.map { "SELECT * FROM \(Parquet.relation($0))" }, separatedBy: " UNION ALL ")
        let predicted = Identifier("associate predicted")
        let number = Identifier(in: "associate predicted", "file_row_number")
        let wanted = names.map { Identifier(in: "associate dataset", $0) }
        let query: SQL = """
            FROM read_parquet(\(Literal(run.predictions)), file_row_number = true) AS \(predicted) \
            JOIN (\(parts)) AS \(Identifier("associate dataset")) USING (\(run.key.map { Identifier($0) }))
            """
        let columns = try connection.describe("SELECT \(wanted) \(query)").compactMap(\.readingSQL)
        return try connection.query("SELECT \(columns) FROM (SELECT \(wanted) \(query) ORDER BY \(number))")
    }

    private static func interleaved(_ scores: [[Double]]) -> Predictions {
        guard scores.count > 1 else { return Predictions(width: 1, values: scores[0]) }
        return Predictions(
            width: scores.count, values: scores[0].indices.flatMap { row in scores.map { $0[row] } })
    }

    private static func unreadable(_ run: ComparedRun) -> ComparisonError {
        ComparisonError(
            .runsNotComparable, "the predictions of a run are not in the form that this version reads",
            advice: "run its brief again with this version", file: run.predictions)
    }
}

extension Table {
    /// The columns but one.
    fileprivate func others(than name: String) -> [(name: String, column: Column)] {
        zip(names, columns).filter { $0.0 != name }.map { (name: $0.0, column: $0.1) }
    }
}
