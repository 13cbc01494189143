import Columns
import Evidence
import Scoring
import Testing

@testable import Pipeline

/// Predictions as columns, in the names and types of a run's own.
@Suite struct PredictionColumnsTests {
    private func document(_ task: LearningTask, _ classes: [String], threshold: Double? = nil) -> ModelDocument {
        ModelDocument(
            task: task, classes: classes, key: [], excluded: [:], threshold: threshold, plan: FeaturePlan(features: []),
            model: .prior(PriorModel(values: classes.isEmpty ? [0] : classes.map { _ in 0.5 })), seen: [:])
    }

    @Test func `a binary decision stands at or above the threshold, in the label's type`() {
        let scores = Predictions(width: 1, values: [0.2, 0.3, 0.4])
        let cases: [([String], Column)] = [
            (["false", "true"], .boolean(Values([false, true, true], filler: false))),
            (["0", "1"], .integer(Values([0, 1, 1], filler: 0))),
            (["no", "yes"], .text(TextValues(["no", "yes", "yes"]))),
            (["01", "1"], .text(TextValues(["01", "1", "1"]))),
        ]
        for (classes, expected) in cases {
            let columns = PredictionColumns(document(.binary, classes, threshold: 0.3)).columns(scores)
            #expect(columns.map(\.name) == ["prediction", "score"])
            #expect(columns[0].column == expected)
            #expect(columns[1].column == .double(Values([0.2, 0.3, 0.4], filler: 0)))
        }
    }

    @Test func `several classes have a probability each, in class order`() {
        let own = PredictionColumns(document(.multiclass, ["a", "b", "c"]))
        let columns = own.columns(Predictions(width: 3, values: [0.5, 0.25, 0.25, 0.125, 0.125, 0.75]))
        #expect(columns.map(\.name) == own.names)
        #expect(own.names == ["prediction", "probability_a", "probability_b", "probability_c"])
        #expect(columns[0].column == .text(TextValues(["a", "c"])))
        #expect(columns[3].column == .double(Values([0.25, 0.75], filler: 0)))
    }

    @Test func `a regression's prediction is its score`() {
        let columns = PredictionColumns(document(.regression, [])).columns(Predictions(width: 1, values: [7, -1]))
        #expect(columns[0].column == columns[1].column)
    }
}
