import Columns
import Evaluation
import Evidence
import Scoring

/// Turns the label's column into numbers and back.
struct LabelReader: Sendable {
    let task: LearningTask
    /// Classes in class order, as text; empty for regression.
    let classes: [String]

    /// The target of a table's rows; rows without a label were left out before.
    ///
    /// - Throws: ``ChecksStopped`` where a weight is missing, negative or not finite, or all are 0.
    func target(of table: Table, label: String, weight: String?, query: String? = nil) throws -> Target {
        guard let column = table[label] else { throw unreadable(label) }
        return Target(
            task: task, classes: classes, values: values(of: column),
            weights: try weight.map { try weights(in: table, named: $0) },
            queries: query.flatMap { table[$0] }.map {
                ResamplingUnits.groups(of: $0, rows: Array(0..<table.rowCount)).ids
                    ?? (0..<table.rowCount).map(Int32.init)
            })
    }

    private func weights(in table: Table, named name: String) throws -> [Double] {
        let weights: [Double]
        switch table[name] {
        case .integer(let values): weights = values.values.map(Double.init)
        case .double(let values): weights = values.values
        default: throw unreadable(name)
        }
        let validity = table[name]?.validity
        let bad = weights.indices.count { validity?[$0] == false || !(weights[$0] >= 0 && weights[$0].isFinite) }
        guard bad == 0 else {
            throw ChecksStopped(findings: [
                Finding(
                    .error, .impossibleValue, "\(NumberText.counted(bad, "row")) without a usable weight in '\(name)'",
                    advice: "make it a number of at least 0 in every row", column: name, count: bad)
            ])
        }
        guard weights.isEmpty || weights.contains(where: { $0 > 0 }) else {
            throw ChecksStopped(findings: [
                Finding(
                    .error, .impossibleValue, "every weight in '\(name)' is 0",
                    advice: "give the rows that count a weight above 0", column: name, count: weights.count)
            ])
        }
        return weights
    }

    private func unreadable(_ name: String) -> ChecksStopped {
        ChecksStopped(findings: [
            Finding(
                .error, .labelUnfit, "column '\(name)' cannot be read as numbers or classes",
                advice: "cast it in the dataset's SQL", column: name)
        ])
    }

    private func values(of label: Column) -> [Double] {
        // Texts are told apart by their bytes, as the data does.
        let codeOf = Dictionary(classes.enumerated().map { (TextKey($1), Double($0)) }) { first, _ in first }
        func code(_ text: String) -> Double { codeOf[TextKey(text)] ?? 0 }
        switch label {
        case .boolean(let values):
            let (no, yes) = (code("false"), code("true"))
            return values.values.map { $0 ? yes : no }
        case .integer(let values):
            guard task.isClassification else { return values.values.map(Double.init) }
            let numbers = Dictionary(classes.compactMap { name in Int64(name).map { ($0, code(name)) } }) { first, _ in
                first
            }
            return values.values.map { numbers[$0] ?? 0 }
        case .double(let values): return values.values
        case .text(let values):
            let codes = values.dictionary.map(code)
            return values.codes.map { codes[Int($0)] }
        case .timestamp(let values, _): return values.values.map(Double.init)
        }
    }

    /// Class indices as a column of the label's own type.
    func column(ofClasses indices: [Int], like label: Column) -> Column {
        let valid = Validity(allValid: indices.count)
        switch label {
        case .boolean:
            return .boolean(Values(indices.map { classes[$0] == "true" }, validity: valid))
        case .integer:
            let numbers = classes.map { Int64($0) ?? 0 }
            return .integer(Values(indices.map { numbers[$0] }, validity: valid))
        case .double, .text, .timestamp:
            return .text(TextValues(indices.map { classes[$0] }))
        }
    }
}
