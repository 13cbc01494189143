import Evidence
import Warehouse

/// Expectations of a row beside the others: unique, in order, near the mean, in another table.
enum Uniqueness {
    /// The values of one column, or their combinations in several, each occur once.
    static func compound(_ scope: CheckScope, _ columns: [ColumnSQL], ignored: SQL?) throws -> any Check {
        let names = columns.map(\.name)
        let judged: SQL = ignored.map { "NOT \($0)" } ?? "TRUE"
        let repeated: SQL = """
            SELECT count(*) AS n FROM \(scope.rows) WHERE \(judged) GROUP BY \(names) HAVING count(*) > 1
            """
        let same = SQL(names.map { "r.\($0) IS NOT DISTINCT FROM o.\($0)" }, separatedBy: " AND ")
        let rows: SQL = """
            (SELECT o.* FROM (SELECT * FROM \(scope.rows)) AS o WHERE \(judged) AND EXISTS (
            SELECT 1 FROM (SELECT \(names) FROM \(scope.rows) WHERE \(judged) GROUP BY \(names) HAVING count(*) > 1) AS r
            WHERE \(same))) AS repeated
            """
        return try RowCheck(
            scope, judged: ignored.map(RowCheck.Judged.allBut) ?? .allPresent,
            count: "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) AS n FROM (\(repeated)) AS repeated",
            examples: UnexpectedRows(rows: rows, condition: "TRUE", values: names))
    }

    static func unique(_ scope: CheckScope) throws -> any Check {
        let column = try scope.column()
        return try compound(scope, [column], ignored: column.isMissing)
    }

    /// Each value is greater (or less) than the one before it, in the order of the rows; nulls are passed over.
    static func ordered(_ scope: CheckScope, descending: Bool) throws -> any Check {
        let column = try scope.column()
        let before = Identifier("associate before")
        let ordered: SQL = """
            (SELECT *, lag(\(column.name)) OVER (ORDER BY \(Examples.row)) AS \(before)
            FROM (SELECT *, row_number() OVER () AS \(Examples.row) FROM \(scope.rows)) AS numbered
            WHERE \(column.isPresent)) AS ordered
            """
        let isWrong: SQL
        switch (descending, scope.flag("strictly")) {
        case (false, false): isWrong = "\(column.name) < \(before)"
        case (false, true): isWrong = "\(column.name) <= \(before)"
        case (true, false): isWrong = "\(column.name) > \(before)"
        case (true, true): isWrong = "\(column.name) >= \(before)"
        }
        return try RowCheck(
            scope, judged: .present(column), count: "SELECT count(*) FILTER (WHERE \(isWrong)) AS n FROM \(ordered)",
            examples: UnexpectedRows(rows: ordered, condition: isWrong, values: [column.name]))
    }

    /// Values lie within so many standard deviations of the mean.
    static func zScores(_ scope: CheckScope) throws -> any Check {
        let column = try scope.column()
        guard column.isNumber else { throw NumberCheck.noNumber(scope, column) }
        let threshold = (scope.number("threshold") ?? 0).magnitude
        let (mean, deviation) = (Identifier("associate mean"), Identifier("associate deviation"))
        let z: SQL = "(\(column.name) - \(mean)) / \(deviation)"
        let isWrong: SQL =
            scope.flag("double_sided", default: true)
            ? "NOT coalesce(abs(\(z)) < \(Literal(threshold)), FALSE)"
            : "NOT coalesce(\(z) < \(Literal(threshold)), FALSE)"
        // A count does not show the last digits in which a mean may differ from run to run.
        let rows: SQL = """
            (SELECT d.*, m.* FROM (SELECT * FROM \(scope.rows)) AS d, (SELECT avg(\(column.value)) AS \(mean),
            stddev_samp(\(column.value)) AS \(deviation) FROM \(scope.rows)) AS m WHERE \(column.isPresent)) AS scored
            """
        return try RowCheck(
            scope, judged: .present(column), count: "SELECT count(*) FILTER (WHERE \(isWrong)) AS n FROM \(rows)",
            examples: UnexpectedRows(rows: rows, condition: isWrong, values: [column.name]))
    }

    /// Every value is found in a column of another table.
    static func foreignKey(_ scope: CheckScope) throws -> any Check {
        let column = try scope.column()
        let other = try scope.other("other_table_name")
        let name = scope.text("other_column") ?? column.column.name
        guard let target = other.columns.first(where: { $0.name == name }).map(ColumnSQL.init) else {
            throw scope.misfit(
                .columnNotFound, "the table '\(scope.text("other_table_name") ?? "")' has no column '\(name)'",
                advice: Spelling.nearest(to: name, among: other.columns.map(\.name)).map { "did you mean '\($0)'?" }
                    ?? "name it with other_column", column: nil)
        }
        guard column.isComparable(with: target) else {
            throw scope.misfit(
                .wrongType,
                "column '\(column.column.name)' holds \(column.column.engineType) and '\(name)' of the other table "
                    + "\(target.column.engineType), which cannot be compared",
                advice: "bring both to one type", column: column.column.name)
        }
        let orphans: SQL = """
            (SELECT * FROM \(scope.rows) WHERE \(column.isPresent) AND \(column.name) NOT IN
            (SELECT \(Identifier(name)) FROM \(other.rows) WHERE \(Identifier(name)) IS NOT NULL)) AS orphans
            """
        return try RowCheck(
            scope, judged: .present(column), count: "SELECT count(*) AS n FROM \(orphans)",
            examples: UnexpectedRows(rows: orphans, condition: "TRUE", values: [column.name]))
    }
}
