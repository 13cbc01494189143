package import Columns
package import Evidence

/// What came of the questions of a plan.
package struct QueryAnswers: Codable, Sendable, Equatable {
    /// What came of one question.
    package enum Answer: Codable, Sendable, Equatable {
        case table(Table)
        /// The SQL failed; the finding says why.
        case failed(Finding)
    }

    private var answers: [String: Answer] = [:]

    package init() {}

    /// The answer to a question, or `nil` where it was not asked.
    package subscript(name: String) -> Answer? {
        get { answers[name] }
        set { answers[name] = newValue }
    }

    /// The table that answers a question.
    ///
    /// - Throws: ``WarehouseError`` where the question was not asked, or its SQL failed.
    package func table(_ name: String) throws(WarehouseError) -> Table {
        switch answers[name] {
        case .table(let table)?: return table
        case .failed(let finding)?: throw WarehouseError(.sqlFailed, finding.message)
        case nil: throw WarehouseError(.engineFailed, "the question '\(name)' was not answered")
        }
    }

    /// Why the SQL of a question failed; `nil` where it did not.
    package func failure(_ name: String) -> Finding? {
        if case .failed(let finding)? = answers[name] { finding } else { nil }
    }
}

extension Connection {
    /// Runs a plan, step by step.
    ///
    /// - Throws: ``WarehouseError``: of a statement that fails and may not, of an answer with too many rows, and where
    ///   the engine itself fails.
    package func answers(to plan: QueryPlan) throws(WarehouseError) -> QueryAnswers {
        var answers = QueryAnswers()
        for step in plan.steps {
            switch step {
            case .execute(let sql): try execute(SQL(sql))
            case .ask(let question): answers[question.name] = try answer(question)
            }
        }
        return answers
    }

    private func answer(_ question: QueryPlan.Question) throws(WarehouseError) -> QueryAnswers.Answer {
        do throws(WarehouseError) {
            let table = try query(SQL(question.sql))
            guard table.rowCount <= question.rowLimit else {
                throw WarehouseError(
                    .tooLarge, "an answer has \(table.rowCount) rows; at most \(question.rowLimit) are wanted")
            }
            return .table(table)
        } catch {
            // Whether memory, the disk or the engine failed is no question of the SQL.
            guard question.mayFail, error.exitStatus == .inputWrong, error.code != .tooLarge,
                let finding = error.findings.first
            else { throw error }
            return .failed(finding)
        }
    }
}
