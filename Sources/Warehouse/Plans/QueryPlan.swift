/// Statements to run one after the other on one connection, and the questions among them whose answers are wanted.
///
/// It is a value: it is made where the questions are known, and runs where the data is, such as in the worker.
///
///     var plan = QueryPlan(purpose: "counting")
///     try plan.execute("CREATE TEMP VIEW late AS SELECT * FROM flights WHERE dep_delay > 15")
///     try plan.ask("rows", "SELECT count(*) AS n FROM late")
package struct QueryPlan: Codable, Sendable, Equatable {
    /// One statement of a plan.
    package enum Step: Codable, Sendable, Equatable {
        /// Run for what it does, such as making a temporary view.
        case execute(CompiledSQL)
        /// Run for its answer.
        case ask(Question)
    }

    /// A query under the name by which its answer is found.
    package struct Question: Codable, Sendable, Equatable {
        package let name: String
        package let sql: CompiledSQL
        /// Rows past which an answer is refused: what comes back are facts, not data.
        package let rowLimit: Int
        /// Whether SQL that fails is an answer too; otherwise it ends the plan.
        package let mayFail: Bool
    }

    /// What it is for, to stand after "running" in progress and in messages.
    package var purpose: String
    package internal(set) var steps: [Step] = []
    /// Whether no step needs what another makes, so that they may run at once on connections of their own.
    package let isSideBySide: Bool
    private let dialect: Dialect.Name

    /// A plan without a step, for the embedded engine unless another dialect is named.
    package init(purpose: String, isSideBySide: Bool = false, dialect: Dialect = .duckDB) {
        self.purpose = purpose
        self.isSideBySide = isSideBySide
        self.dialect = dialect.name
    }

    /// Rows of an answer where a question sets no other limit.
    package static let standardRowLimit = 10_000

    /// Adds a statement that is run for what it does.
    ///
    /// - Throws: ``WarehouseError`` where the dialect cannot say it.
    package mutating func execute(_ sql: SQL) throws(WarehouseError) {
        steps.append(.execute(try sql.compiled(in: Dialect(named: dialect))))
    }

    /// Adds a query whose answer is wanted under a name, which no other question of the plan has.
    ///
    /// - Throws: ``WarehouseError`` where the dialect cannot say it.
    package mutating func ask(
        _ name: String, _ sql: SQL, rowLimit: Int = standardRowLimit, mayFail: Bool = false
    ) throws(WarehouseError) {
        let compiled = try sql.compiled(in: Dialect(named: dialect))
        steps.append(.ask(Question(name: name, sql: compiled, rowLimit: rowLimit, mayFail: mayFail)))
    }
}

extension Dialect {
    /// The dialect of a name.
    package init(named name: Name) {
        self =
            switch name {
            case .duckdb: .duckDB
            case .sqlite: .sqlite
            case .postgresql: .postgreSQL
            case .spark: .spark
            case .databricks: .databricks
            case .snowflake: .snowflake
            case .bigquery: .bigQuery
            }
    }
}
