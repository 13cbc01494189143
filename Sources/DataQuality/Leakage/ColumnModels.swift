import Columns
import Evidence
import Warehouse

/// A small model for each column alone: the most frequent label of each bin, learnt on one half of the rows and tried
/// on the other.
struct ColumnModels {
    let sample: ColumnSample

    /// Rows, and rows of the rarer labels, from which on a column that explains everything is no chance.
    private static let enoughRows = 200
    private static let enoughRarer = 20
    /// Share of the errors without the column that it takes away: from which on it is said, and is an error.
    private static let suspicious = 0.9
    private static let certain = 0.995
    /// Values up to which a column is a list of kinds rather than of things.
    private static let kinds = 50

    /// What a column says of the label.
    enum Judgement: Equatable {
        case nothing
        /// Most of it, `share` of the errors.
        case suspicious(share: Double)
        /// All of it, by this form.
        case certain(form: String, isRule: Bool)
        /// The rows are numbered in the order of their labels.
        case ordered(share: Double)
        /// Each of its values holds one stretch of the label, a number.
        case steps(kinds: Int)
    }

    /// What every column says of the label.
    ///
    /// - Throws: `WarehouseError`.
    func judgements() throws(WarehouseError) -> [Judgement] {
        guard sample.rows >= Self.enoughRows, sample.rarer >= Self.enoughRarer || !sample.isClass else {
            return sample.columns.map { _ in .nothing }
        }
        var judgements: [Judgement] = []
        for index in sample.columns.indices {
            judgements.append(sample.isClass ? try classes(index) : try numbers(index))
        }
        return judgements
    }

    // MARK: Classes

    private func classes(_ index: Int) throws(WarehouseError) -> Judgement {
        let facts = AnswerRow(
            try sample.connection.query(
                """
                WITH s AS (SELECT b, v, y, half, r FROM (\(sample.binned(index))) AS s), \
                m AS (SELECT b, arg_max(y, n) AS g FROM \
                (SELECT b, y, count(*) AS n FROM s WHERE half = 0 GROUP BY b, y ORDER BY y) AS c GROUP BY b), \
                w AS (SELECT mode(y) AS g FROM s) \
                SELECT count(*) AS n, count(*) FILTER (WHERE s.y <> coalesce(m.g, w.g)) AS wrong, \
                count(*) FILTER (WHERE s.y <> w.g) AS without, \
                (SELECT count(DISTINCT v) FROM s) AS kinds, \
                (SELECT count(*) FROM (SELECT y, lag(y) OVER (ORDER BY v, y) AS b FROM s WHERE v IS NOT NULL) AS o \
                WHERE y <> b) AS turns, \
                (SELECT count(DISTINCT y) FROM s) AS classes, \
                (SELECT count(*) FROM (SELECT DISTINCT v, y FROM s) AS d) AS pairs \
                FROM s LEFT JOIN m ON m.b IS NOT DISTINCT FROM s.b CROSS JOIN w WHERE half = 1
                """))
        let without = Double(facts["without"] ?? 0)
        guard without > 0 else { return .nothing }
        let share = 1 - Double(facts["wrong"] ?? 0) / without
        let (kinds, turns) = (facts["kinds"] ?? 0, facts["turns"] ?? 0)
        let isNumbering = sample.columns[index].type == .integer && 10 * kinds >= 9 * sample.rows
        if isNumbering { return share >= 0.5 ? .ordered(share: share) : .nothing }
        // Labels that change once along a column follow from it, whatever the bins say.
        let isThreshold = kinds > Self.kinds && turns < (facts["classes"] ?? 2)
        if isThreshold { return .certain(form: "it is a threshold of it", isRule: false) }
        guard share >= Self.suspicious else { return .nothing }
        // The label of a thing that comes again, such as a customer, is found by its name; that is for the split.
        guard kinds <= Self.kinds || 10 * turns <= kinds else { return .nothing }
        guard share >= Self.certain else { return .suspicious(share: share) }
        if facts["pairs"] == kinds, kinds == facts["classes"] {
            return .certain(form: "each of its values has one label, and each label one value", isRule: false)
        }
        return .certain(form: "each of its values has one label", isRule: true)
    }

    // MARK: Numbers

    /// Whether a column of few values divides the labels into stretches, which chance does not.
    private func steps(_ index: Int) throws(WarehouseError) -> Judgement? {
        let facts = AnswerRow(
            try sample.connection.query(
                """
                WITH s AS (SELECT \(ColumnSample.value(index)) AS v, yn AS y FROM \(ColumnSample.table) \
                WHERE \(ColumnSample.value(index)) IS NOT NULL AND yn IS NOT NULL), \
                r AS (SELECT min(y) AS low, max(y) AS high, count(*) AS n FROM s GROUP BY v), \
                o AS (SELECT low, n, max(high) OVER (ORDER BY low, high ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) \
                AS before FROM r) \
                SELECT (SELECT count(*) FROM s) AS n, (SELECT count(DISTINCT y) FROM s) AS labels, \
                count(*) AS kinds, max(n) AS most, count(*) FILTER (WHERE low <= before) AS overlaps FROM o
                """))
        let (rows, kinds) = (facts["n"] ?? 0, facts["kinds"] ?? 0)
        guard rows >= Self.enoughRows, 2...Self.kinds ~= kinds, 2 * kinds <= facts["labels"] ?? 0,
            facts["overlaps"] == 0, rows - (facts["most"] ?? rows) >= Self.enoughRarer
        else { return nil }
        return .steps(kinds: kinds)
    }

    private func numbers(_ index: Int) throws(WarehouseError) -> Judgement {
        let column = sample.columns[index]
        if let steps = try steps(index) { return steps }
        guard column.type.isNumber || column.type == .boolean else { return .nothing }
        let value: SQL = SQL.cast("\(ColumnSample.value(index))", to: .double)
        let facts = AnswerRow(
            try sample.connection.query(
                """
                WITH s AS (SELECT \(value) AS v, yn AS y FROM \(ColumnSample.table) WHERE isfinite(\(value))), \
                o AS (SELECT y, lag(y) OVER (ORDER BY v, y) AS b, y AS z, lag(y) OVER (ORDER BY v, y DESC) AS d FROM s) \
                SELECT (SELECT count(*) FROM s) AS n, (SELECT count(DISTINCT v) FROM s) AS kinds, \
                (SELECT count(DISTINCT y) FROM s) AS labels, (SELECT corr(v, y) FROM s) AS r, \
                (SELECT count(*) FROM o WHERE y < b) AS falls, (SELECT count(*) FROM o WHERE z > d) AS rises
                """))
        let rows = facts["n"] ?? 0
        // Constant columns have no correlation; few values cannot follow a number.
        guard rows >= Self.enoughRows, (facts["kinds"] ?? 0) >= 20, (facts["labels"] ?? 0) >= 20 else {
            return .nothing
        }
        let r = facts.number("r") ?? 0
        let explained = r.isFinite ? r * r : 0
        if 1 - explained < 1e-9 {
            return .certain(form: "it is that column times a number, plus a number", isRule: false)
        }
        let turns = min(facts["falls"] ?? rows, facts["rises"] ?? rows)
        if 1_000 * turns <= rows, explained > 0.5, 2 * (facts["kinds"] ?? 0) >= (facts["labels"] ?? 0) {
            return .certain(form: "it rises or falls with that column in every row", isRule: false)
        }
        return explained >= 0.998 ? .suspicious(share: explained) : .nothing
    }
}
