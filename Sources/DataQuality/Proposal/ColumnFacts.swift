import Columns
import Warehouse

/// What a proposal is made from: facts of one column.
struct ColumnFacts {
    let sql: ColumnSQL
    let rows: Int
    let present: Int
    let distinct: Int
    let minimum: Cell
    let maximum: Cell
    /// Of numbers: quantiles, mean and deviation.
    let shape: ColumnShape?
    let mean: Double?
    let deviation: Double?
    /// Of numbers: whether they rise or fall with the time, so that the next ones will lie elsewhere.
    let moves: Bool
    /// Of texts and flags: the values with their counts, where they are few, most frequent first.
    let values: [(text: String, count: Int)]
    /// Of texts: lengths.
    let shortest: Int
    let longest: Int
    /// Of texts: how many hold blanks at an end, or lower-case and upper-case letters.
    let padded: Int
    let lower: Int
    let upper: Int
    let digitsOnly: Int
    /// Of texts: how many stand for a missing value, such as 'n/a'.
    let disguised: Int

    var name: String { sql.column.name }

    /// The facts that are asked for.
    struct Questions {
        let sql: ColumnSQL
        let present: Fact
        let distinct: Fact
        let minimum: Fact
        let maximum: Fact
        let shape: Fact?
        let moments: ExactMoments?
        let trend: Fact?
        let texts: [Fact]
        let values: Fact?

        init(_ column: EngineColumn, _ rows: SQL, time: EngineColumn?) throws {
            sql = ColumnSQL(column)
            present = try Fact(aggregate: sql.presentCount)
            distinct = try Fact(aggregate: "count(DISTINCT \(sql.value))")
            minimum = try Fact(aggregate: "min(\(sql.value))")
            maximum = try Fact(aggregate: "max(\(sql.value))")
            shape = sql.isNumber ? try ColumnShape.fact(sql) : nil
            moments = sql.isNumber ? try ExactMoments(sql) : nil
            if let time, sql.isNumber {
                let at: SQL = "epoch(CAST(\(Identifier(time.name)) AS TIMESTAMP))"
                trend = try Fact(aggregate: "coalesce(abs(corr(\(sql.value), \(at))) > 0.5, FALSE)")
            } else {
                trend = nil
            }
            let counted: SQL = """
                SELECT \(sql.name) AS value, count(*) AS n FROM \(rows) WHERE \(sql.isPresent) GROUP BY value
                ORDER BY n DESC, value LIMIT 101
                """
            values = column.type == .text || column.type == .boolean ? try Fact(query: counted) : nil
            guard column.type == .text else {
                texts = []
                return
            }
            let text = sql.text
            texts = [
                try Fact(aggregate: "min(length(\(text)))"), try Fact(aggregate: "max(length(\(text)))"),
                try Fact(countOf: "\(text) <> trim(\(text))"), try Fact(countOf: "regexp_matches(\(text), '[a-z]')"),
                try Fact(countOf: "regexp_matches(\(text), '[A-Z]')"),
                try Fact(countOf: "regexp_matches(\(text), '^[0-9]+$')"),
                try Fact(countOf: "lower(trim(\(text))) IN \(DisguisedText.markers)"),
            ]
        }

        /// What must be known next.
        func needs(_ facts: Facts) throws -> [Fact] {
            [present, distinct, minimum, maximum] + [shape, values, trend].compactMap(\.self) + texts
                + (try moments?.needs(facts, deviation: true) ?? [])
        }
    }

    init(_ questions: Questions, rows: Int, _ facts: Facts) {
        sql = questions.sql
        self.rows = rows
        present = facts.count(questions.present)
        distinct = facts.count(questions.distinct)
        minimum = facts[questions.minimum]
        maximum = facts[questions.maximum]
        shape = questions.shape.flatMap { ColumnShape(questions.sql.column.name, facts[$0]) }
        mean = questions.moments?.mean(facts)
        deviation = questions.moments?.deviation(facts)
        moves = questions.trend.map { facts[$0] == .boolean(true) } ?? false
        values =
            questions.values.map { fact in
                facts.rows(fact).map { ($0[0].text, $0[1].integer ?? 0) }
            } ?? []
        let counts = questions.texts.map { facts.count($0) }
        let isText = counts.count == 7
        shortest = isText ? counts[0] : 0
        longest = isText ? counts[1] : 0
        padded = isText ? counts[2] : 0
        lower = isText ? counts[3] : 0
        upper = isText ? counts[4] : 0
        digitsOnly = isText ? counts[5] : 0
        disguised = isText ? counts[6] : 0
    }
}
