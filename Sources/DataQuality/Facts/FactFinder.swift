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

    /// Aggregates of one scan; engines take long to plan statements of more, and hold them in memory at once.
    private static let aggregatesPerScan = 200

    /// Rows of a query's answer: values with their counts, not data.
    private static let rowsPerQuery = 1_000_000

    init(rows: SQL, purpose: String, ask: @escaping Asking) {
        self.rows = rows
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
            return stride(from: 0, to: aggregates.count, by: Self.aggregatesPerScan).map { start in
                Array(aggregates[start..<min(start + Self.aggregatesPerScan, aggregates.count)])
            }
        }
        let queries = unknown.filter { $0.kind == .query }
        var plan = QueryPlan(purpose: purpose)
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
