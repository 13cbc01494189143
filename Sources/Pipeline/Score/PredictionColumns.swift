import Columns
import Evidence
import Packaging
import Scoring

/// Predictions as columns: `prediction`, then `score` or `probability_<class>` (contracts, section 6).
struct PredictionColumns: Sendable {
    private let labels: LabelReader
    private let threshold: Double
    private let costs: [[Double]]?
    /// A column of the label's type, whatever its rows.
    private let like: Column

    /// For a label of which a column is at hand.
    init(_ labels: LabelReader, threshold: Double, costs: [[Double]]?, like label: Column) {
        (self.labels, self.threshold, self.costs, like) = (labels, threshold, costs, label)
    }

    /// For a model alone, whose classes tell the label's type.
    init(_ document: ModelDocument) {
        self.init(task: document.task, classes: document.classes, threshold: document.threshold, costs: document.costs)
    }

    /// For a task alone, whose classes tell the label's type.
    init(task: LearningTask, classes: [String], threshold: Double?, costs: [[Double]]?) {
        self.init(
            LabelReader(task: task, classes: classes), threshold: threshold ?? 0.5, costs: costs,
            like: Self.label(of: classes))
    }

    /// Names of the columns, in their order.
    var names: [String] {
        ["prediction"] + (labels.task == .multiclass ? labels.classes.map { "probability_\($0)" } : ["score"])
    }

    /// The type of the column `prediction`; `nil` where it is the score itself.
    var predictionType: ColumnType? { labels.task.isClassification ? like.type : nil }

    /// The class that each row is decided to be, as an index into the classes; none for regression.
    func decisions(_ predictions: Predictions) -> [Int] {
        labels.task.isClassification ? predictions.classIndices(threshold: threshold, costs: costs) : []
    }

    /// The columns of some rows.
    func columns(_ predictions: Predictions) -> [(name: String, column: Column)] {
        columns(predictions, decisions: decisions(predictions))
    }

    /// The columns of some rows that are decided already.
    func columns(_ predictions: Predictions, decisions: [Int]) -> [(name: String, column: Column)] {
        let valid = Validity(allValid: predictions.rowCount)
        func numbers(_ values: [Double]) -> Column { .double(Values(values, validity: valid)) }
        guard labels.task.isClassification else {
            return [("prediction", numbers(predictions.values)), ("score", numbers(predictions.values))]
        }
        let classes = labels.column(ofClasses: decisions, like: like)
        guard predictions.width > 1 else { return [("prediction", classes), ("score", numbers(predictions.values))] }
        let probabilities = labels.classes.enumerated().map { index, name in
            (
                name: "probability_\(name)",
                column: numbers(
                    (0..<predictions.rowCount).map { predictions.values[$0 * predictions.width + index] })
            )
        }
        return [("prediction", classes)] + probabilities
    }

    /// A column without rows of the type that classes are written in.
    private static func label(of classes: [String]) -> Column {
        let none = Validity(allValid: 0)
        return switch LabelType(of: classes) {
        case .boolean: .boolean(Values([], validity: none))
        case .integer: .integer(Values([], validity: none))
        case .text: .text(TextValues(codes: [], dictionary: [], validity: none))
        }
    }
}
