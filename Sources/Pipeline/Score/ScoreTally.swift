import Evidence
import Scoring

/// What is counted over scored rows.
struct ScoreTally: Sendable {
    private(set) var rows = 0
    /// Rows of each class; empty for regression.
    private(set) var decided: [Int]
    private(set) var range: ScoringSummary.Range?
    /// Rows of unseen values, by feature.
    private(set) var unseen: [String: Int] = [:]

    init(classes: Int) { decided = [Int](repeating: 0, count: classes) }

    /// What was counted elsewhere.
    init(rows: Int, decided: [Int], range: ScoringSummary.Range?) {
        (self.rows, self.decided, self.range) = (rows, decided, range)
    }

    /// Unseen values of rows that are counted elsewhere.
    init(classes: Int, unseen: [String: Int]) {
        self.init(classes: classes)
        self.unseen = unseen
    }

    /// Counts the rows of a piece.
    init(classes: Int, _ predictions: Predictions, decisions: [Int], unseen: [String: Int] = [:]) {
        self.init(classes: classes)
        rows = predictions.rowCount
        for index in decisions { decided[index] += 1 }
        self.unseen = unseen
        guard predictions.width == 1, let minimum = predictions.values.min(), let maximum = predictions.values.max()
        else { return }
        range = ScoringSummary.Range(minimum: minimum, maximum: maximum)
    }

    mutating func add(_ other: ScoreTally) {
        rows += other.rows
        for index in decided.indices { decided[index] += other.decided[index] }
        unseen.merge(other.unseen, uniquingKeysWith: +)
        guard let own = range, let new = other.range else {
            range = range ?? other.range
            return
        }
        range = ScoringSummary.Range(
            minimum: min(own.minimum, new.minimum), maximum: max(own.maximum, new.maximum))
    }

    /// What to look at, in the order of the plan.
    func findings(_ plan: FeaturePlan) -> [Finding] {
        plan.features.compactMap { feature in
            guard let count = unseen[feature.name] else { return nil }
            let share = "\(NumberText.count(count)) of \(NumberText.counted(rows, "row"))"
            // New rows are later than those of training: that is what a model is for.
            if case .calendar = feature.treatment {
                return Finding(
                    .note, .unseenValues, "\(share) lie outside the time of training by '\(feature.source)'",
                    column: feature.source, count: count)
            }
            return Finding(
                .warning, .unseenValues, "\(share) hold values of '\(feature.source)' that training did not see",
                advice: "look at these rows before you act on their scores; run the brief again with newer data",
                column: feature.source, count: count)
        }
    }
}
