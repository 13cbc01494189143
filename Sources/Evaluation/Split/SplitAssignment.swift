package import Columns
package import Evidence
package import Scoring

/// The parts into which rows are divided.
package enum Part: String, Sendable, CaseIterable {
    case train
    case validation
    case test
}

/// Which rows are in which part.
package struct SplitAssignment: Sendable, Equatable {
    /// Row indices, ascending.
    package let train: [Int]
    package let validation: [Int]
    package let test: [Int]
    /// Rows in no part, ascending: those without a time and those in a gap.
    package let leftOut: [Int]
    /// Where the parts of a time split begin; `nil` for the other rules.
    package let borders: Borders?
    /// Warnings and notes about the split; errors are thrown.
    package var findings: [Finding]

    /// The first moments of the validation and the test part, in microseconds since the epoch in UTC.
    package struct Borders: Sendable, Equatable {
        package let validation: Int64
        package let test: Int64
    }

    /// Sorts rows into parts by their place; `nil` is left out.
    init(parts: [Part?], borders: Borders? = nil, findings: [Finding] = []) {
        var rows: (train: [Int], validation: [Int], test: [Int], leftOut: [Int]) = ([], [], [], [])
        for (row, part) in parts.enumerated() {
            switch part {
            case .train: rows.train.append(row)
            case .validation: rows.validation.append(row)
            case .test: rows.test.append(row)
            case nil: rows.leftOut.append(row)
            }
        }
        (train, validation, test, leftOut) = rows
        self.borders = borders
        self.findings = findings
    }

    /// The rows of a part.
    package func rows(_ part: Part) -> [Int] {
        switch part {
        case .train: train
        case .validation: validation
        case .test: test
        }
    }
}

extension SplitAssignment {
    /// What documents say of the split.
    ///
    /// - Parameters:
    ///   - rule: the rule by which the rows were divided.
    ///   - table: the rows that were divided.
    ///   - target: their labels.
    /// - Returns: rows, classes and times of each part.
    package func summary(rule: SplitRule, table: Table, target: Target) -> SplitSummary {
        var time: Column?
        if case .time(let column, _, _, _) = rule { time = table[column] }
        let parts = Part.allCases.map { SplitSummary.Part($0.rawValue, rows: rows($0), time: time, target: target) }
        return SplitSummary(by: rule.word, parts: parts, leftOut: leftOut.count)
    }
}

extension FoldAssignment {
    /// What documents say of the folds: the parts of the model that is kept, and all rows held out once.
    package func summary(rule: FoldRule, table: Table, target: Target) -> SplitSummary {
        var time: Column?
        if case .time(let column, _) = rule.by { time = table[column] }
        let parts = [
            (Part.train.rawValue, final.train), (Part.validation.rawValue, final.validation),
            (MetricsDocument.Split.outOfFold.rawValue, held),
        ].map { SplitSummary.Part($0, rows: $1, time: time, target: target) }
        let first = folds.filter { $0.repetition == 0 }
        return SplitSummary(
            by: rule.word, parts: parts, leftOut: final.leftOut.count,
            folds: SplitSummary.Folds(
                count: rule.folds, repeats: rule.repeats,
                trainingRows: first.map { $0.train.count + $0.validation.count },
                heldRows: first.map(\.held.count)))
    }
}

extension SplitSummary.Part {
    fileprivate init(_ name: String, rows: [Int], time: Column?, target: Target) {
        self.init(name: name, rows: rows.count)
        if case .timestamp(let values, let kind)? = time {
            let moments = rows.compactMap { values[$0] }
            from = moments.min().map { CellText.text(microseconds: $0, kind) }
            to = moments.max().map { CellText.text(microseconds: $0, kind) }
        }
        if target.task.isClassification {
            classRows = Split.classRows(target, rows)
        } else if !rows.isEmpty {
            labelMean = CompensatedSum.of(rows.lazy.map { target.values[$0] }) / Double(rows.count)
        }
    }
}
