import Columns
import Evidence
import Warehouse

/// Something to be asked of an engine; two facts that are asked in the same words are one, and asked once.
struct Fact: Hashable, Sendable {
    /// How it is asked.
    enum Kind: Hashable, Sendable {
        /// One aggregate, computed in one scan with all the others.
        case aggregate
        /// The least or the greatest value of a column: statistics of a file know it, so it keeps out of the scan.
        case range
        /// A query of its own, with a small answer.
        case query
    }

    let kind: Kind
    let words: CompiledSQL
    let sql: SQL

    /// An aggregate over the rows that fulfil a condition.
    init(aggregate: SQL, where condition: SQL? = nil) throws(WarehouseError) {
        kind = .aggregate
        sql = condition.map { "\(aggregate) FILTER (WHERE \($0))" } ?? aggregate
        words = try sql.compiled(in: .duckDB)
    }

    /// How many of the rows that fulfil a condition fulfil another too.
    init(countOf fulfilled: SQL, where condition: SQL? = nil) throws(WarehouseError) {
        let filter: SQL = condition.map { " FILTER (WHERE \($0))" } ?? ""
        // The engine counts in 128 bits.
        try self.init(aggregate: "CAST(count_if(\(fulfilled))\(filter) AS BIGINT)")
    }

    /// The least value of a column as the engine orders them, NaN last; a file's statistics may leave NaN out.
    init(leastOf column: Identifier, where condition: SQL? = nil) throws(WarehouseError) {
        try self.init(end: "min(\(column))", where: condition)
    }

    /// The greatest value of a column, as of ``init(leastOf:where:)``.
    init(greatestOf column: Identifier, where condition: SQL? = nil) throws(WarehouseError) {
        try self.init(end: "max(\(column))", where: condition)
    }

    private init(end: SQL, where condition: SQL?) throws(WarehouseError) {
        kind = condition == nil ? .range : .aggregate
        sql = condition.map { "\(end) FILTER (WHERE \($0))" } ?? end
        words = try sql.compiled(in: .duckDB)
    }

    /// The answer to a query.
    init(query: SQL) throws(WarehouseError) {
        kind = .query
        sql = query
        words = try query.compiled(in: .duckDB)
    }

    static func == (first: Fact, second: Fact) -> Bool { first.kind == second.kind && first.words == second.words }

    func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(words)
    }
}

/// What is known so far.
struct Facts: Sendable {
    private var tables: [Fact: Table] = [:]
    private(set) var failures: [Fact: Finding] = [:]

    func isKnown(_ fact: Fact) -> Bool { tables[fact] != nil || failures[fact] != nil }

    /// The value of an aggregate; null where it is not known.
    subscript(fact: Fact) -> Cell {
        guard let table = tables[fact], table.rowCount == 1, let column = table.columns.first else { return .null }
        return Cell(column, row: 0)
    }

    /// A count; 0 where it is not known.
    func count(_ fact: Fact) -> Int { self[fact].integer ?? 0 }

    /// The rows that answer a query.
    func rows(_ fact: Fact) -> [[Cell]] {
        guard let table = tables[fact] else { return [] }
        return (0..<table.rowCount).map { row in table.columns.map { Cell($0, row: row) } }
    }

    /// The columns of the answer to a query; none where it is not known.
    func names(_ fact: Fact) -> [String] { tables[fact]?.names ?? [] }

    mutating func learn(_ fact: Fact, _ table: Table) { tables[fact] = table }

    mutating func learn(_ fact: Fact, failed finding: Finding) { failures[fact] = finding }
}
