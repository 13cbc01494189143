package import Columns
import Evidence
package import Scoring
package import Warehouse

/// What a model's statement answers in an engine, held against what the model answers in process.
package enum SQLParity {
    /// Runs the statement over rows in an engine.
    ///
    /// - Parameters:
    ///   - document: the model.
    ///   - relation: the rows in the engine, which gives them in the order of `table`.
    ///   - table: the same rows in process.
    ///   - connection: to the engine.
    ///   - threads: at most so many in process.
    /// - Returns: how far the answers are from each other.
    /// - Throws: `WarehouseError` where the engine cannot say or do it, `ScoringError` where the table does not fit.
    package static func check(
        _ document: ModelDocument, on relation: SQL, against table: Table, _ connection: Connection, threads: Int = 1
    ) throws -> Parity {
        let expected = try document.predict(table, threads: threads)
        return try check(document, on: relation, against: expected, connection)
    }

    /// Runs the statement over rows of a run and over rows that were built.
    ///
    /// - Parameters:
    ///   - document: the model.
    ///   - rows: rows of the run.
    ///   - built: rows that part engines.
    ///   - connection: to the engine, in which both are tables for a while.
    ///   - threads: at most so many in process.
    /// - Returns: how far the answers are from each other.
    /// - Throws: `WarehouseError` where the engine cannot say or do it, `ScoringError` where a table does not fit.
    package static func check(
        _ document: ModelDocument, on rows: Table, and built: Table, _ connection: Connection, threads: Int = 1
    ) throws -> Parity {
        let tables = [("associate rows", rows), ("associate built rows", built)].filter { $1.rowCount > 0 }
        defer {
            for (name, _) in tables { try? connection.execute("DROP TABLE IF EXISTS \(Identifier(name))") }
        }
        var expected = Predictions(width: document.outputNames.count - 1, values: [])
        for (name, table) in tables {
            try connection.ingest(table, into: Identifier(name), mode: .replace)
            let own = try document.predict(table, threads: threads)
            expected = Predictions(width: own.width, values: expected.values + own.values)
        }
        guard !tables.isEmpty else { return Parity(rows: 0, worst: 0, labelsDiffer: 0, nearThreshold: 0) }
        // One statement for both: to plan hundreds of trees takes longer than to run them.
        let columns =
            document.sourceColumns.isEmpty
            ? "1 AS \(Identifier("none"))" : SQL(document.sourceColumns.map { Identifier($0) })
        let parts = tables.map { "SELECT \(columns) FROM \(Identifier($0.0))" as SQL }
        let relation: SQL = "(\(SQL(parts, separatedBy: " UNION ALL ")))"
        var parity = try check(document, on: relation, against: expected, connection)
        parity.built = built.rowCount
        return parity
    }

    private static func check(
        _ document: ModelDocument, on relation: SQL, against expected: Predictions, _ connection: Connection
    ) throws(WarehouseError) -> Parity {
        let statement = ScoringStatement(document, of: relation, keeping: [])
        let answer = try connection.query(statement.sql(), expectedRows: expected.rowCount)
        guard answer.rowCount == expected.rowCount, let found = Predictions(answer, of: document) else {
            throw WarehouseError(
                .engineFailed, "the statement gave \(answer.rowCount) rows for \(expected.rowCount), or other columns")
        }
        return Parity(
            of: found, against: expected, classIndices: document.classIndices(in: answer),
            threshold: document.threshold ?? 0.5, costs: document.costs)
    }
}

extension Predictions {
    /// The numbers of an answer; NULL becomes NaN, which agrees with nothing.
    fileprivate init?(_ answer: Table, of document: ModelDocument) {
        let names = document.outputNames.dropFirst()
        let columns = names.compactMap { name -> Values<Double>? in
            guard case .double(let values)? = answer[name] else { return nil }
            return values
        }
        guard columns.count == names.count else { return nil }
        self.init(
            width: columns.count,
            values: (0..<answer.rowCount).flatMap { row in columns.map { $0[row] ?? .nan } })
    }
}

extension ModelDocument {
    /// The class that each row is decided to be, −1 where it is none of the model's; `nil` for a regression.
    fileprivate func classIndices(in answer: Table) -> [Int]? {
        guard task != .regression, case .text(let texts)? = answer["prediction"] else { return nil }
        let indices = texts.dictionary.map { classes.firstIndex(of: $0) ?? -1 }
        return (0..<texts.count).map { texts.validity[$0] ? indices[Int(texts.codes[$0])] : -1 }
    }
}
