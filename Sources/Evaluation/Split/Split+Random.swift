import Evidence
import Scoring

extension Split {
    /// Rows of a class without which it cannot be in every part.
    static let rowsToSplitAClass = 3

    /// Divides rows by the rank of (hash, key): the lowest ranks are test, the next validation, the rest train.
    ///
    /// For classification the ranks are taken within each class. Of `n` rows, `test × n` rounded to the nearest
    /// (halves up) are test and `validation × n` likewise, but at least one of each where there are three rows.
    /// A class of fewer rows goes to train with a warning; it is an error where fewer than two classes are left.
    static func atRandom(
        _ identity: RowIdentity, validation: Double, test: Double, target: Target
    ) throws(EvaluationError) -> SplitAssignment {
        var parts = [Part?](repeating: .train, count: target.rowCount)
        var findings: [Finding] = []
        func divide(_ rows: [Int]) {
            let most = rows.count - 2
            let tests = min(max(1, Self.rows(of: test, rows.count)), most)
            let validations = min(max(1, Self.rows(of: validation, rows.count)), rows.count - 1 - tests)
            for (rank, row) in identity.ranked(rows).enumerated() where rank < tests + validations {
                parts[row] = rank < tests ? .test : .validation
            }
        }
        guard target.task.isClassification else {
            guard target.rowCount >= rowsToSplitAClass else { throw tooFew(target.rowCount) }
            divide(Array(0..<target.rowCount))
            return SplitAssignment(parts: parts)
        }
        var members = [[Int]](repeating: [], count: target.classes.count)
        for row in 0..<target.rowCount { members[Int(target.values[row])].append(row) }
        var divided = 0
        for (index, rows) in members.enumerated() where !rows.isEmpty {
            if rows.count >= rowsToSplitAClass {
                divide(rows)
                divided += 1
            } else {
                findings.append(
                    Finding(
                        .warning, .rareClass,
                        "class '\(target.classes[index])' has \(rows.count) \(rows.count == 1 ? "row" : "rows"), "
                            + "too few to be in every part; they are in train",
                        advice: "leave the class out in the dataset's SQL, or join it with another", count: rows.count))
            }
        }
        guard divided > 1 || findings.isEmpty else {
            for index in findings.indices { findings[index].severity = .error }
            throw EvaluationError(findings, exitStatus: .checksStopped)
        }
        guard divided > 0 else { throw tooFew(target.rowCount) }
        return SplitAssignment(parts: parts, findings: findings)
    }

    private static func tooFew(_ count: Int) -> EvaluationError {
        impossible(
            "\(count) \(count == 1 ? "row" : "rows") cannot be divided into three parts", advice: "give more rows")
    }
}
