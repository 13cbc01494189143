package import Columns
import Evidence
package import Scoring

/// Divides rows into train, validation and test.
///
/// Which part a row is in follows from its key, its time or its group and the seed: never from its place in the
/// table, the number of threads, or the time zone.
package enum Split {
    /// Divides the rows of a table.
    ///
    /// - Parameters:
    ///   - rule: by time, at random or by group.
    ///   - table: the rows, in key order.
    ///   - key: the key columns; empty where rows have none.
    ///   - target: the label of each row.
    ///   - seed: the brief's seed.
    ///   - threads: at most so many threads are used.
    /// - Returns: the rows of each part, with what is doubtful about them.
    /// - Throws: ``EvaluationError`` (`split-impossible`, `empty-part`, `rare-class`, `column-not-found`) where the
    ///   data does not allow the split.
    package static func assign(
        _ rule: SplitRule, table: Table, key: [String], target: Target, seed: Int64, threads: Int
    ) throws(EvaluationError) -> SplitAssignment {
        precondition(table.rowCount == target.rowCount, "one label a row")
        try checkShares(rule)
        var assignment: SplitAssignment
        switch rule {
        case .time(let column, let validation, let test, let gap):
            assignment = try byTime(
                try times(column, table), column: column, validation: validation, test: test, gap: gap)
        case .random(let validation, let test):
            let identity = try RowIdentity(of: table, key: key, seed: seed, threads: threads)
            assignment = try atRandom(identity, validation: validation, test: test, target: target)
        case .group(let column, let validation, let test):
            guard let groups = table[column] else { throw notFound(column, "group") }
            assignment = try byGroup(
                groups, name: column, validation: validation, test: test, seed: seed)
        }
        try checkParts(assignment, rule)
        assignment.findings += try classFindings(assignment, target)
        return assignment
    }

    /// How many of `count` rows a share is: the nearest whole number, halves up.
    static func rows(of share: Double, _ count: Int) -> Int { Int((share * Double(count)).rounded()) }

    /// Rows per class in class order among some rows.
    static func classRows(_ target: Target, _ rows: some Sequence<Int>) -> [Int] {
        var counts = [Int](repeating: 0, count: target.classes.count)
        for row in rows { counts[Int(target.values[row])] += 1 }
        return counts
    }

    static func impossible(_ message: String, advice: String, column: String? = nil) -> EvaluationError {
        EvaluationError(
            [Finding(.error, .splitImpossible, message, advice: advice, column: column)], exitStatus: .checksStopped)
    }

    static func notFound(_ column: String, _ role: String) -> EvaluationError {
        EvaluationError(
            [
                Finding(
                    .error, .columnNotFound, "the \(role) column '\(column)' is not in the dataset",
                    advice: "name a column of the dataset", column: column)
            ], exitStatus: .inputWrong)
    }

    static func times(_ column: String, _ table: Table) throws(EvaluationError) -> Values<Int64> {
        guard let found = table[column] else { throw notFound(column, "time") }
        guard case .timestamp(let values, _) = found else {
            throw impossible(
                "the column '\(column)' is of type \(found.type.rawValue), not a date or a timestamp",
                advice: "cast it to TIMESTAMP in the dataset's SQL, or split by random", column: column)
        }
        return values
    }

    private static func checkShares(_ rule: SplitRule) throws(EvaluationError) {
        let shares: [Double]
        switch rule {
        case .random(let validation, let test), .group(_, let validation, let test): shares = [validation, test]
        case .time(_, let validation, let test, _):
            shares = [validation, test].compactMap { bound in
                guard case .share(let share) = bound else { return nil }
                return share
            }
        }
        guard shares.allSatisfy({ $0 > 0 && $0 < 1 }), shares.reduce(0, +) < 1 else {
            throw impossible(
                "shares of \(shares.map { "\($0)" }.joined(separator: " and ")) leave no rows for a part",
                advice: "give shares above 0 whose sum is below 1, such as 15% and 20%")
        }
    }

    private static func checkParts(_ assignment: SplitAssignment, _ rule: SplitRule) throws(EvaluationError) {
        let empty = Part.allCases.filter { assignment.rows($0).isEmpty }
        guard !empty.isEmpty else { return }
        throw EvaluationError(
            empty.map { part in
                Finding(
                    .error, .emptyPart, "the \(part.rawValue) part has no rows under a split by \(rule.word)",
                    advice: "move the borders or change the shares under split", count: 0)
            }, exitStatus: .checksStopped)
    }

    /// What the classes of the parts make impossible (thrown) or doubtful (returned).
    private static func classFindings(
        _ assignment: SplitAssignment, _ target: Target
    ) throws(EvaluationError) -> [Finding] {
        guard target.task.isClassification else { return [] }
        let all = classRows(target, 0..<target.rowCount)
        let present = all.indices.filter { all[$0] > 0 }
        let train = classRows(target, assignment.train)
        if let only = present.first(where: { train[$0] > 0 }), present.count(where: { train[$0] > 0 }) < 2 {
            throw impossible(
                "the train part has one class only, '\(target.classes[only])'",
                advice: "move the borders so that the train part has rows of every class")
        }
        var findings = present.filter { train[$0] == 0 }.map { index in
            Finding(
                .warning, .rareClass, "class '\(target.classes[index])' is not in the train part and cannot be learnt",
                advice: "move the borders, or leave the class out in the dataset's SQL", count: all[index])
        }
        for part in [Part.validation, .test] {
            let counts = classRows(target, assignment.rows(part))
            guard counts.count(where: { $0 > 0 }) == 1, let only = counts.firstIndex(where: { $0 > 0 }) else {
                continue
            }
            findings.append(
                Finding(
                    .warning, .oneClass,
                    "the \(part.rawValue) part has one class only, '\(target.classes[only])': "
                        + "metrics that compare classes are undefined on it",
                    advice: "make the \(part.rawValue) part larger", count: counts[only]))
        }
        return findings
    }
}
