import Columns
import Evidence
import Scoring

/// Turns the label's column into numbers and back.
struct LabelReader: Sendable {
    let task: LearningTask
    /// Classes in class order, as text; empty for regression.
    let classes: [String]

    /// The target of a table's rows.
    ///
    /// Every row has a label: rows without one were left out before.
    func target(_ label: Column, weights: [Double]?) -> Target {
        Target(task: task, classes: classes, values: values(of: label), weights: weights)
    }

    private func values(of label: Column) -> [Double] {
        let codeOf = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, Double($0)) })
        switch label {
        case .boolean(let values):
            let (no, yes) = (codeOf["false"] ?? 0, codeOf["true"] ?? 0)
            return values.values.map { $0 ? yes : no }
        case .integer(let values):
            guard task.isClassification else { return values.values.map(Double.init) }
            let codes = Dictionary(
                uniqueKeysWithValues: classes.enumerated().compactMap { code, name in
                    Int64(name).map { ($0, Double(code)) }
                })
            return values.values.map { codes[$0] ?? 0 }
        case .double(let values):
            guard task.isClassification else { return values.values }
            return values.values.map { codeOf["\($0)"] ?? 0 }
        case .text(let values):
            let codes = values.dictionary.map { codeOf[$0] ?? 0 }
            return values.codes.map { codes[Int($0)] }
        case .timestamp(let values, _):
            return values.values.map(Double.init)
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
