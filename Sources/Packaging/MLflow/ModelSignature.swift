import Columns
import Evidence

/// What goes into a model and comes out of it, in MLflow's words: columns with types, each either required or nullable.
struct ModelSignature: Sendable {
    let inputs: [Column]
    let outputs: [Column]

    /// A column as MLflow's `ColSpec` writes it.
    struct Column: Encodable, Sendable {
        let name: String
        let type: ColumnType
        let required: Bool
    }

    /// MLflow's types of columns, as far as models here have them.
    enum ColumnType: String, Encodable, Sendable {
        case boolean, long, double, string, datetime
    }
}

extension ModelSignature.ColumnType {
    /// The type of a column of Associate.
    init(_ type: ColumnType) {
        switch type {
        case .boolean: self = .boolean
        case .integer: self = .long
        case .double: self = .double
        case .text, .unsupported: self = .string
        case .date, .timestamp, .instant: self = .datetime
        }
    }

    init(_ type: LabelType) {
        switch type {
        case .text: self = .string
        case .integer: self = .long
        case .boolean: self = .boolean
        }
    }
}

extension ModelSignature {
    /// The signature of a model's columns and of what the loader answers.
    init(_ columns: [ModelColumn], task: LearningTask, classes: [String], labels: LabelType) {
        inputs = columns.map { Column(name: $0.name, type: .init($0.type), required: !$0.isNullable) }
        let prediction = Column(
            name: "prediction", type: task.isClassification ? .init(labels) : .double, required: true)
        let scores = task == .multiclass ? classes.map { "probability_\($0)" } : ["score"]
        outputs = [prediction] + scores.map { Column(name: $0, type: .double, required: true) }
    }
}
