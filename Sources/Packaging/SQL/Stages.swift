import Warehouse

/// A column of a stage: an expression and its name.
struct StageColumn {
    let name: Identifier
    let value: SQL

    /// How it stands behind SELECT.
    var sql: SQL { "\(value) AS \(name)" }
}

/// The queries of a WITH clause, each of which reads the one before it and hands the kept columns on.
struct Stages {
    let names: StageNames
    private let kept: [KeptColumn]
    private var queries: [SQL] = []
    private var last: SQL

    init(names: StageNames, kept: [KeptColumn], from relation: SQL) {
        self.names = names
        self.kept = kept
        last = relation
    }

    /// Adds a query of these columns.
    ///
    /// - Parameters:
    ///   - label: says what it does.
    ///   - columns: reads the columns of the query before it.
    ///   - carried: columns of that query that are handed on as they are.
    mutating func add(_ label: String, _ columns: [StageColumn], carrying carried: [Identifier] = []) {
        let list = keptColumns + carried.map { "\($0)" } + columns.map(\.sql)
        // A model that asks nothing of its rows, where no column is kept either.
        guard !list.isEmpty else { return }
        let name = names.stage(label)
        queries.append(.stage(name, "SELECT\n    \(SQL(list, separatedBy: ",\n    "))\nFROM \(last)"))
        last = "\(name)"
    }

    /// The statement whose answer has the kept columns and these.
    func select(_ columns: [StageColumn]) -> SQL {
        let body: SQL = """
            SELECT
                \(SQL(keptColumns + columns.map(\.sql), separatedBy: ",\n    "))
            FROM \(last)

            """
        return queries.isEmpty ? body : "WITH \(SQL(queries, separatedBy: ",\n"))\n\(body)"
    }

    /// The first query takes them from the relation; the others from each other.
    private var keptColumns: [SQL] {
        kept.map { column in
            let name = Identifier(column.name)
            return queries.isEmpty && column.source != column.name
                ? "\(Identifier(column.source)) AS \(name)" : "\(name)"
        }
    }
}

/// Names of stages and of their columns, none of which is that of a column or relation that is there already.
struct StageNames {
    /// Stands before every name.
    private let mark: String

    init(avoiding taken: [String]) {
        let taken = taken.map { $0.lowercased() }
        var mark = ""
        while taken.contains(where: { name in Self.stems.contains { name.hasPrefix(mark + $0) } }) { mark += "m_" }
        self.mark = mark
    }

    private static let stems = [
        "input", "base", "hinge", "column", "tree", "group", "total", "bounded", "power", "probabil", "answer", "line",
        "recalibrated",
    ]

    func stage(_ label: String) -> Identifier { Identifier(mark + label) }
    func column(_ stem: String, _ number: Int) -> Identifier { Identifier("\(mark)\(stem)_\(number)") }
}
