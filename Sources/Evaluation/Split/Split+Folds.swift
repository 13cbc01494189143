package import Columns
import Evidence
package import Scoring

extension Split {
    /// Share of the rows that are not held out which choose settings instead of fitting: that of a validation part.
    private static let choosingShare = 0.15

    /// Deals the rows of a table into folds that are held out in their turn.
    ///
    /// - Parameters:
    ///   - rule: by time, at random or by group, and how often.
    ///   - table: the rows, in key order.
    ///   - key: the key columns; empty where rows have none.
    ///   - target: the label of each row.
    ///   - seed: the brief's seed; each repetition deals by the next one.
    ///   - threads: at most so many threads are used.
    /// - Returns: the folds, with what is doubtful about them.
    /// - Throws: ``EvaluationError`` (`split-impossible`, `empty-part`, `column-not-found`) where the data does not
    ///   allow it.
    package static func folds(
        _ rule: FoldRule, table: Table, key: [String], target: Target, seed: Int64, threads: Int
    ) throws(EvaluationError) -> FoldAssignment {
        precondition(table.rowCount == target.rowCount, "one label a row")
        var folds: [Fold] = []
        var parts = [Part?](repeating: nil, count: table.rowCount)
        for repetition in 0..<rule.repeats {
            let dealer = try dealer(
                rule, table: table, key: key, target: target, seed: seed &+ Int64(repetition), threads: threads)
            for (number, (training, held)) in dealer.deal(into: rule.folds).enumerated() {
                let place = Double(number) / Double(rule.folds)
                let (train, validation) = dealer.divide(training, share: choosingShare, from: place)
                folds.append(Fold(repetition: repetition, train: train, validation: validation, held: held))
            }
            guard repetition == 0 else { continue }
            let (train, validation) = dealer.divide(rows(in: rule, of: table), share: choosingShare)
            for row in train { parts[row] = .train }
            for row in validation { parts[row] = .validation }
        }
        let first = folds.prefix(rule.folds)
        try check(folds, rule, target)
        var final = SplitAssignment(parts: parts)
        final.findings = try timeFindings(rule, table) + rareClasses(target, rule)
        return FoldAssignment(folds: folds, final: final, held: first.flatMap(\.held).sorted())
    }

    private static func dealer(
        _ rule: FoldRule, table: Table, key: [String], target: Target, seed: Int64, threads: Int
    ) throws(EvaluationError) -> RowDealer {
        switch rule.by {
        case .time(let column, let gap):
            return RowDealer(times: try times(column, table), gap: gap)
        case .group(let name):
            guard let column = table[name] else { throw notFound(name, "group") }
            let groups = members(column)
            guard groups.count > rule.folds else {
                throw impossible(
                    "the column '\(name)' has \(NumberText.counted(groups.count, "group")); "
                        + "\(rule.folds) folds need more than \(rule.folds)",
                    advice: "ask for fewer folds under split.cv, or split by another column", column: name)
            }
            return RowDealer(groups: ranked(groups.keys, of: column, seed: seed).compactMap { groups[$0] })
        case .random:
            let identity = try RowIdentity(of: table, key: key, seed: seed, threads: threads)
            guard target.task.isClassification else {
                return RowDealer(strata: [identity.ranked(0..<target.rowCount)])
            }
            var members = [[Int]](repeating: [], count: target.classes.count)
            for row in 0..<target.rowCount { members[Int(target.values[row])].append(row) }
            return RowDealer(strata: members.map { identity.ranked($0) })
        }
    }

    /// Rows that are dealt at all: those that have a time, where it decides.
    private static func rows(in rule: FoldRule, of table: Table) -> [Int] {
        guard case .time(let column, _) = rule.by, let times = table[column] else { return Array(0..<table.rowCount) }
        return (0..<table.rowCount).filter { times.validity[$0] }
    }

    private static func timeFindings(_ rule: FoldRule, _ table: Table) throws(EvaluationError) -> [Finding] {
        guard case .time(let column, _) = rule.by else { return [] }
        let missing = try times(column, table).validity.nullCount
        return missing > 0 ? [timeMissing(missing, column: column)] : []
    }

    private static func check(_ folds: [Fold], _ rule: FoldRule, _ target: Target) throws(EvaluationError) {
        for (place, fold) in folds.enumerated() {
            let name = "fold \(place % rule.folds + 1) of \(rule.folds)"
            for (rows, word) in [(fold.held, "held out"), (fold.train, "to train on")] where rows.isEmpty {
                throw EvaluationError(
                    [
                        Finding(
                            .error, .emptyPart, "\(name) has no rows \(word) under a split by \(rule.word)",
                            advice: "ask for fewer folds under split.cv", count: 0)
                    ], exitStatus: .checksStopped)
            }
            guard target.task.isClassification else { continue }
            let classes = classRows(target, fold.train)
            guard classes.count(where: { $0 > 0 }) < 2, let only = classes.firstIndex(where: { $0 > 0 }) else {
                continue
            }
            throw impossible(
                "\(name) has one class only to train on, '\(target.classes[only])'",
                advice: "ask for fewer folds under split.cv, or divide rows in another way")
        }
    }

    /// Classes of fewer rows than folds: some folds hold none of them.
    private static func rareClasses(_ target: Target, _ rule: FoldRule) -> [Finding] {
        guard target.task.isClassification else { return [] }
        let counts = classRows(target, 0..<target.rowCount)
        return counts.indices.filter { (1..<rule.folds).contains(counts[$0]) }.map { index in
            Finding(
                .warning, .rareClass,
                "class '\(target.classes[index])' has \(NumberText.counted(counts[index], "row")), "
                    + "so that some of \(rule.folds) folds hold none",
                advice: "leave the class out in the dataset's SQL, or join it with another", count: counts[index])
        }
    }
}
