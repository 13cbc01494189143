import Columns
import Evidence
import Scoring

/// The truth of a row and what was predicted of it, as people read them.
struct PredictedWords {
    private let predictions: Predictions
    private let target: Target
    /// The class that each row is decided as; empty for regression.
    let decided: [Int]

    init(_ predictions: Predictions, _ target: Target, decided: [Int]) {
        (self.predictions, self.target, self.decided) = (predictions, target, decided)
    }

    /// `late` and `on time (0.312)`; numbers for a regression.
    func words(_ place: Int) -> (truth: String, predicted: String) {
        let own = target.values[place]
        guard target.task.isClassification else {
            return (NumberText.metric(own), NumberText.metric(predictions.values[place]))
        }
        let predicted = target.classes[decided[place]]
        let score = target.task == .binary ? " (\(NumberText.metric(predictions.values[place])))" : ""
        return (target.classes[Int(own)], predicted + score)
    }

    /// Whether a row is decided as another class than its own; of a regression, always.
    func isWrong(_ place: Int) -> Bool {
        !target.task.isClassification || decided[place] != Int(target.values[place])
    }
}

extension Table {
    /// Cells of a row with their columns, those of masked columns without their value.
    func cells(_ names: some Sequence<String>, row: Int, masked: Set<String>) -> [ErrorsDocument.Cell] {
        names.compactMap { name in
            self[name].map { column in
                .init(
                    column: name,
                    value: masked.contains(name) ? ErrorsDocument.mask : CellText.text(column, row: row))
            }
        }
    }
}
