package import Columns
import Evidence
import Scoring

/// The type of the values that classes stand for: a file of classes knows them as texts.
package enum LabelType: String, Encodable, Sendable {
    case text, integer, boolean

    /// The type of a label's column.
    package init(_ type: ColumnType) {
        switch type {
        case .integer: self = .integer
        case .boolean: self = .boolean
        default: self = .text
        }
    }

    /// The type that classes are written in.
    package init(of classes: [String]) {
        if !classes.isEmpty, classes.allSatisfy({ ["false", "true"].contains($0) }) {
            self = .boolean
        } else if !classes.isEmpty, classes.allSatisfy({ name in Int64(name).map { String($0) == name } ?? false }) {
            self = .integer
        } else {
            self = .text
        }
    }
}

/// What a loader needs to know of a graph to feed it raw columns; the file itself says it, in one line of JSON.
struct GraphFacts: Encodable {
    let version = 1
    let task: LearningTask
    let classes: [String]
    let labels: LabelType
    let columns: [Column]
    let outputs: Outputs

    /// A raw column and where it goes.
    struct Column: Encodable {
        let name: String
        let kind: FeatureKind
        let input: String
        let mask: String?
    }

    /// The names of the outputs.
    struct Outputs: Encodable, Sendable {
        let label: String?
        let scores: String
    }

    init(_ document: ModelDocument, inputs: [InputColumns.Names], outputs: Outputs, labels: LabelType) {
        task = document.task
        classes = document.classes
        self.labels = labels
        columns = inputs.map {
            Column(name: $0.column.name, kind: $0.column.kind, input: $0.input, mask: $0.mask)
        }
        self.outputs = outputs
    }
}
