import Columns
import Evidence
import Warehouse

/// A sample of the rows with a label, for models of one column each.
struct ColumnSample {
    let dataset: AuditedDataset
    let connection: Connection
    /// Columns of the sample, in the order of the dataset.
    let columns: [EngineColumn]
    /// Columns behind them, which are not looked at.
    let columnsLeft: Int
    /// Whether the label is a class rather than a number.
    let isClass: Bool
    private(set) var rows = 0
    /// Rows of the sample whose label is not the most frequent one.
    private(set) var rarer = 0

    static let table = Identifier("associate sample")
    /// Rows of a sample of few columns; of many columns it has fewer.
    static let most = 20_000
    /// Rows that a run takes which nobody asked to look closely.
    static let few = 8_000
    private static let fewest = 2_000
    private static let mostColumns = 500
    /// Rows of a bin at least, and bins at most, of a column of numbers.
    private static let rowsOfBin = 10
    private static let mostBins = 2_000

    /// Bins of a column of numbers.
    var bins: Int { max(1, min(Self.mostBins, rows / Self.rowsOfBin)) }

    static func value(_ column: Int) -> Identifier { Identifier("v\(column)") }

    /// Takes the sample.
    ///
    /// - Parameters:
    ///   - dataset: what it is.
    ///   - rows: a query that gives the rows with a label, in an order that does not change.
    ///   - count: how many there are.
    ///   - isClass: whether the label is a class.
    ///   - part: for each row a number of its part, where rows are divided.
    ///   - most: rows that are taken at most.
    ///   - connection: the engine that reads them.
    /// - Throws: `WarehouseError`.
    init(
        _ dataset: AuditedDataset, rows: SQL, count: Int, isClass: Bool, part: SQL?, most: Int = Self.most,
        on connection: Connection
    ) throws(WarehouseError) {
        self.dataset = dataset
        self.connection = connection
        self.isClass = isClass
        let apart = [dataset.label, dataset.time].compactMap(\.self)
        let all = dataset.columns.filter { $0.type != .unsupported && !apart.contains($0.name) }
        columns = Array(all.prefix(Self.mostColumns))
        columnsLeft = all.count - columns.count
        let wanted = max(Self.fewest, min(most, 4_000_000 / max(1, columns.count)))
        let step = max(1, count / wanted)
        let label = Identifier(dataset.label)
        let values = columns.enumerated().map { index, column in
            "\(Identifier(column.name)) AS \(Self.value(index))" as SQL
        }
        let time =
            dataset.timeColumn.map { ["\(SQL.tryCast("\(Identifier($0.name))", to: .timestamp)) AS t" as SQL] } ?? []
        let number: SQL = isClass ? "NULL" : SQL.cast("\(label)", to: .double)
        let own: [SQL] = [
            "\(SQL.text("\(label)")) AS y", "\(number) AS yn", "\(part ?? "0") AS part",
            "row_number() OVER () - 1 AS r",
        ]
        let picked: SQL = """
            SELECT * FROM (SELECT \(values + time + own) FROM (\(rows)) AS d) AS d WHERE r % \(step) = 0
            """
        // Turns of the golden ratio halve rows that follow any period evenly; every second row would not.
        let half: SQL = "((r // \(step)) * 2654435761) % 4294967296 // 2147483648"
        try connection.execute(
            "CREATE OR REPLACE TEMP TABLE \(Self.table) AS SELECT *, \(half) AS half FROM (\(picked)) AS p")
        let facts = AnswerRow(
            try connection.query(
                """
                SELECT CAST(sum(n) AS BIGINT) AS n, CAST(sum(n) - max(n) AS BIGINT) AS rarer \
                FROM (SELECT count(*) AS n FROM \(Self.table) GROUP BY y) AS c
                """))
        self.rows = facts["n"] ?? 0
        rarer = facts["rarer"] ?? 0
    }

    /// A column's values `v` with their bins `b`: the rank of a number, any other value itself.
    func binned(_ column: Int) -> SQL {
        let value = Self.value(column)
        let rank: SQL = "(rank() OVER (ORDER BY \(value)) - 1) * \(bins) // count(*) OVER ()"
        let bin: SQL =
            columns[column].type.isOrdered ? "CASE WHEN \(value) IS NULL THEN NULL ELSE \(rank) END" : "\(value)"
        return "SELECT \(value) AS v, \(bin) AS b, y, part, half, r FROM \(Self.table)"
    }

    /// Drops the sample.
    ///
    /// - Throws: `WarehouseError`.
    func drop() throws(WarehouseError) { try connection.execute("DROP TABLE IF EXISTS \(Self.table)") }
}

extension ColumnType {
    /// Types whose values are binned by their rank.
    var isOrdered: Bool { isNumber || isMoment }
}
