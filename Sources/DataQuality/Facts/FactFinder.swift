import Columns
import Evidence
package import Warehouse

/// Runs a plan where the data is: on a connection here, or in the worker.
package typealias Asking = (QueryPlan) async throws -> QueryAnswers

/// Finds facts about one relation: aggregates share scans, and what is known is not asked again.
struct FactFinder {
    /// A table expression.
    let rows: SQL
    let purpose: String
    let ask: Asking
    private(set) var facts = Facts()

    /// Whether the rows are stored column by column, so that two scans of different columns read nothing twice.
    let isStored: Bool
    /// Aggregates of one scan; engines take long to plan statements of more, and hold them in memory at once.
    private static let aggregatesPerScan = 200
    /// Scans into which the aggregates of stored rows are dealt, and aggregates of a scan that is not worth dealing.
    private static let scansAtOnce = 4
    private static let fewAggregates = 8

    /// Rows of a query's answer: values with their counts, not data.
    private static let rowsPerQuery = 1_000_000

    init(_ relation: CheckedRelation, purpose: String, ask: @escaping Asking) {
        rows = relation.rows
        isStored = relation.isStored
        self.purpose = purpose
        self.ask = ask
    }

    /// Learns facts; where SQL of one of them fails, that one is known to have failed and the others are found.
    ///
    /// - Throws: what the engine or the worker fails with for other reasons than the SQL.
    mutating func find(_ wanted: [Fact]) async throws {
        var seen: Set<Fact> = []
        let unknown = wanted.filter { !facts.isKnown($0) && seen.insert($0).inserted }
        guard !unknown.isEmpty else { return }
        let scans = [Fact.Kind.range, .aggregate].flatMap { kind in
            let aggregates = unknown.filter { $0.kind == kind }
            let size = scanSize(of: aggregates.count)
            return stride(from: 0, to: aggregates.count, by: size).map { start in
                Array(aggregates[start..<min(start + size, aggregates.count)])
            }
        }
        let queries = unknown.filter { $0.kind == .query }
        var plan = QueryPlan(purpose: purpose, isSideBySide: true)
        for (index, scan) in scans.enumerated() { try plan.ask("scan \(index)", self.scan(scan), mayFail: true) }
        for (index, query) in queries.enumerated() {
            try plan.ask("query \(index)", query.sql, rowLimit: Self.rowsPerQuery, mayFail: true)
        }
        let answers = try await ask(plan)
        for (index, scan) in scans.enumerated() {
            guard answers.failure("scan \(index)") == nil else {
                try await findOneByOne(scan)
                continue
            }
            let table = try answers.table("scan \(index)")
            for (position, fact) in scan.enumerated() {
                guard let column = table[Self.name(position)] else {
                    throw WarehouseError(.engineFailed, "an aggregate is of a type that is not read")
                }
                facts.learn(fact, Table([("value", column)]))
            }
        }
        for (index, query) in queries.enumerated() {
            if let failure = answers.failure("query \(index)") {
                facts.learn(query, failed: failure)
            } else {
                facts.learn(query, try answers.table("query \(index)"))
            }
        }
    }

    /// Learns what must be known first, in one go: the ends of columns, which statistics of a file often tell without a
    /// scan and which say what else must be asked; where none is wanted, all.
    ///
    /// - Throws: as ``find(_:)``.
    mutating func findFirst(of wanted: [Fact]) async throws {
        let ends = wanted.filter { $0.kind == .range && !facts.isKnown($0) }
        try await find(ends.isEmpty ? wanted : ends)
    }

    /// How many aggregates share a scan.
    private func scanSize(of count: Int) -> Int {
        guard isStored else { return Self.aggregatesPerScan }
        return min(Self.aggregatesPerScan, max(Self.fewAggregates, (count + Self.scansAtOnce - 1) / Self.scansAtOnce))
    }

    /// One bad pattern must not hide what is wrong elsewhere.
    private mutating func findOneByOne(_ scan: [Fact]) async throws {
        var plan = QueryPlan(purpose: purpose)
        for (index, fact) in scan.enumerated() { try plan.ask("fact \(index)", self.scan([fact]), mayFail: true) }
        let answers = try await ask(plan)
        for (index, fact) in scan.enumerated() {
            if let failure = answers.failure("fact \(index)") {
                facts.learn(fact, failed: failure)
            } else if let column = try answers.table("fact \(index)").columns.first {
                facts.learn(fact, Table([("value", column)]))
            }
        }
    }

    private func scan(_ facts: [Fact]) -> SQL {
        let list = SQL(facts.enumerated().map { "\($1.sql) AS \(Identifier(Self.name($0)))" })
        return "SELECT \(list) FROM \(rows)"
    }

    private static func name(_ position: Int) -> String { "f\(position)" }
}
