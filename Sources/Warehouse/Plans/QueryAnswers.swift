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

    fileprivate var answers: [String: Answer] = [:]

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
    /// Runs a plan, step by step; steps that do not need one another at once, on at most so many threads.
    ///
    /// - Throws: ``WarehouseError``: of a statement that fails and may not, of an answer with too many rows, and where
    ///   the engine itself fails.
    package func answers(to plan: QueryPlan, threads: Int = 1) throws(WarehouseError) -> QueryAnswers {
        if plan.isSideBySide, threads > 1, plan.steps.count > 1 {
            return try answersSideBySide(to: plan, threads: threads)
        }
        var answers = QueryAnswers()
        for step in plan.steps {
            switch step {
            case .execute(let sql): try execute(SQL(sql))
            case .ask(let question): answers[question.name] = try answer(question)
            }
        }
        return answers
    }

    /// An engine reads a file of few row groups on few threads; several queries of other columns keep all of them busy.
    private func answersSideBySide(
        to plan: QueryPlan, threads: Int
    ) throws(WarehouseError) -> QueryAnswers {
        let (engine, steps) = (engine, plan.steps)
        let results = Parallel.map(count: steps.count, threads: threads) { index in
            Result { () throws(WarehouseError) -> QueryAnswers in
                var own = QueryPlan(purpose: plan.purpose)
                own.steps = [steps[index]]
                return try engine.connect().answers(to: own)
            }
        }
        var answers = QueryAnswers()
        for result in results { answers.answers.merge(try result.get().answers) { first, _ in first } }
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
