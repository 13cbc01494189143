import Columns
import Warehouse

/// Runs the dataset's SQL again on sources that know nothing after a cut, and counts what changes.
struct Replay {
    let dataset: AuditedDataset
    let sources: [BlindedSource]
    let time: EngineColumn
    /// What is compared: the features, and the label last.
    let compared: [EngineColumn]
    /// Whether a row is known by the key; else rows of one moment are compared together.
    let byKey: Bool

    init?(_ dataset: AuditedDataset, _ sources: [AuditedSource], byKey: Bool) {
        guard let time = dataset.timeColumn, let label = dataset.column(dataset.label) else { return nil }
        self.dataset = dataset
        self.time = time
        self.byKey = byKey
        let kept = Set((dataset.key + [time.name]).map { $0.lowercased() })
        let joined = QueryWords(dataset.sql).joined
        self.sources = sources.map { BlindedSource(source: $0, kept: kept, joined: joined) }
        compared = dataset.featureColumns.filter { $0.type != .unsupported } + [label]
    }

    /// The sources that tell when they knew something.
    var dated: [BlindedSource] { sources.filter { !$0.source.rules.isEmpty } }

    static let full = Identifier("associate full")
    private static let cutRows = Identifier("associate cut")

    /// Everything hidden that can be.
    func everything(_ pass: Blinding.Pass) -> Blinding {
        Blinding(pass: pass, extents: Dictionary(dated.map { ($0.source.name, .all) }) { first, _ in first })
    }

    /// Adds what all comparisons need: the rows as they are, and what scrambled values are made from.
    func prepare(_ plan: inout QueryPlan) throws(WarehouseError) {
        for source in dated {
            try plan.execute("CREATE OR REPLACE TEMP TABLE \(source.limits) AS \(source.limitsQuery)")
            guard let dated = source.dated else { continue }
            try plan.execute("CREATE OR REPLACE TEMP TABLE \(dated) AS \(source.datedQuery)")
        }
        // All of it: a condition on many steps would make each moment many times.
        try plan.execute(
            "CREATE OR REPLACE TEMP TABLE \(Self.full) AS SELECT \(columnNames) FROM \(dataset.relation)")
        try plan.execute("CREATE OR REPLACE TEMP TABLE \(Self.scale) AS \(scaleQuery)")
    }

    /// The largest magnitude of each column of doubles, against which a difference is measured.
    private static let scale = Identifier("associate scale")

    private var scaleQuery: SQL {
        let facts = compared.enumerated().filter { $0.element.type == .double }.map { index, column in
            "max(abs(\(SQL.cast("\(Identifier(column.name))", to: .double)))) AS \(Identifier("m\(index)"))" as SQL
        }
        return "SELECT \(facts + ["1 AS \(Identifier("one"))"]) FROM \(Self.full)"
    }

    private var columnNames: [Identifier] {
        var names: [String] = []
        for name in dataset.key + [time.name] + compared.map(\.name) where !names.contains(name) { names.append(name) }
        return names.map { Identifier($0) }
    }

    /// Sources as they are seen through a blinding at a cut, then the rows that the SQL makes of them.
    private func blinded(_ blinding: Blinding, at cut: Cut) -> SQL {
        let views = dated.compactMap { source -> SQL? in
            guard let extent = blinding.extents[source.source.name] else { return nil }
            let moment = blinding.hidesPast ? Cut.beforeAll.moment : cut.moment
            let query = source.query(at: moment, pass: blinding.pass, extent: extent)
            return "\(Identifier(source.source.name)) AS (\(query))"
        }
        let rows: SQL = """
            \(Self.cutRows) AS (SELECT \(columnNames) FROM \(dataset.relation) WHERE \(cut.covers(time)))
            """
        return "WITH \(views + [rows])"
    }

    /// How many rows there were (`before`), how many could be compared (`rows`), and in how many each column changed
    /// (`c0`, `c1`, …).
    func comparison(_ blinding: Blinding, at cut: Cut) -> SQL {
        let counts = compared.enumerated().map { index, column -> SQL in
            "count(*) FILTER (WHERE \(differs(column, index))) AS \(Identifier("c\(index)"))"
        }
        let rows: SQL = byKey ? "count(*)" : "coalesce(sum(f.n), 0)"
        let before: SQL = "(SELECT count(*) FROM \(Self.full) WHERE \(cut.covers(time)))"
        return """
            \(blinded(blinding, at: cut)) SELECT CAST(\(rows) AS BIGINT) AS \(Identifier("rows")), \
            \(before) AS before, \(counts) FROM \(pairs(at: cut))
            """
    }

    /// One row that changed, by the smallest key: the key, then the column before and after, as text.
    func example(of column: EngineColumn, _ blinding: Blinding, at cut: Cut) -> SQL {
        let index = compared.firstIndex { $0.name == column.name } ?? 0
        let names = byKey ? dataset.key : [time.name]
        let key = names.enumerated().map { "\(SQL.text("f.\(Identifier($1))")) AS \(Identifier("k\($0)"))" as SQL }
        let value: (SQL) -> SQL = { side in
            byKey ? SQL.text("\(side).\(Identifier(column.name))") : SQL.text("\(side).\(Identifier("low\(index)"))")
        }
        let order = SQL(names.map { "f.\(Identifier($0))" as SQL })
        return """
            \(blinded(blinding, at: cut)) SELECT \(key), \(value("f")) AS before, \(value("c")) AS after \
            FROM \(pairs(at: cut)) WHERE \(differs(column, index)) ORDER BY \(order) LIMIT 1
            """
    }

    /// Rows before (`f`) beside the same rows after (`c`).
    private func pairs(at cut: Cut) -> SQL {
        guard byKey else {
            let before = grouped("(SELECT * FROM \(Self.full) WHERE \(cut.covers(time))) AS d")
            let after = grouped("\(Self.cutRows) AS d")
            let name = Identifier(time.name)
            return
                "(\(before)) AS f JOIN (\(after)) AS c ON f.\(name) = c.\(name) AND f.n = c.n CROSS JOIN \(Self.scale) AS m"
        }
        // The key holds no NULL (``DatasetFacts``), and for `=` the engine skips rows of the sources early.
        let match = SQL(
            dataset.key.map { "f.\(Identifier($0)) = c.\(Identifier($0))" as SQL }, separatedBy: " AND ")
        return """
            (SELECT * FROM \(Self.full) WHERE \(cut.covers(time))) AS f JOIN \(Self.cutRows) AS c ON \(match) \
            CROSS JOIN \(Self.scale) AS m
            """
    }

    /// Whether a column is another on the two sides; sums of doubles may differ in their last digits.
    private func differs(_ column: EngineColumn, _ index: Int) -> SQL {
        guard byKey else {
            let counts: SQL = "f.\(Identifier("count\(index)")) <> c.\(Identifier("count\(index)"))"
            let ends = ["low", "high"].map { other(Identifier("\($0)\(index)"), column.type) }
            let sum = column.type.isNumber ? [other(Identifier("sum\(index)"), .double)] : []
            return SQL([counts] + ends + sum, separatedBy: " OR ")
        }
        return other(Identifier(column.name), column.type, scale: Identifier("m\(index)"))
    }

    private func other(_ name: Identifier, _ type: ColumnType, scale: Identifier? = nil) -> SQL {
        let differ: SQL = "f.\(name) IS DISTINCT FROM c.\(name)"
        guard type == .double else { return "(\(differ))" }
        // A difference of large sums keeps their errors.
        let lost: SQL = scale.map { " + 1e-12 * m.\($0)" } ?? ""
        // Unsigned numbers have no negative difference.
        let (one, other) = (SQL.cast("f.\(name)", to: .double), SQL.cast("c.\(name)", to: .double))
        let gap: SQL = "abs(\(one) - \(other)) <= 1e-9 * greatest(abs(\(one)), abs(\(other)))\(lost)"
        return "(\(differ) AND NOT coalesce(\(gap), FALSE))"
    }

    /// Rows of one moment together: how many, and what their values come to.
    private func grouped(_ rows: SQL) -> SQL {
        let facts = compared.enumerated().flatMap { index, column -> [SQL] in
            let name = Identifier(column.name)
            func alias(_ fact: String) -> Identifier { Identifier("\(fact)\(index)") }
            var facts: [SQL] = [
                "count(\(name)) AS \(alias("count"))", "min(\(name)) AS \(alias("low"))",
                "max(\(name)) AS \(alias("high"))",
            ]
            if column.type.isNumber { facts.append("sum(\(SQL.cast("\(name)", to: .double))) AS \(alias("sum"))") }
            return facts
        }
        let name = Identifier(time.name)
        return "SELECT \(name), count(*) AS n, \(facts) FROM \(rows) GROUP BY \(name)"
    }
}

extension ColumnType {
    /// Integers and doubles.
    var isNumber: Bool { self == .integer || self == .double }
}
