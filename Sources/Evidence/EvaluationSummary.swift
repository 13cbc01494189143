/// What the evaluation adds to the metrics of the chosen candidate.
package struct EvaluationSummary: Codable, Sendable, Equatable {
    /// The threshold at or above which a score is positive (binary only).
    package var threshold: Double?
    /// How the threshold was found, in words.
    package var thresholdReason: String?
    /// Counts [true class][predicted class] on the test part; empty for regression.
    package var confusion: [[Int]]
    /// The strongest weights of the chosen linear model, largest first.
    package var weights: [Weight]
    package var guardrails: [Guardrail]
    /// What was drawn together for the intervals; absent where none were computed.
    package var resampling: Resampling?
    /// What was found while candidates were fitted, chosen and judged.
    package var findings: [Finding]
    /// How much more would tell a gain that may be chance; absent where none is in doubt.
    package var rowsToTell: RowsToTell?
    /// What a perfect area under the curve still says of the true one; absent where it is not perfect.
    package var perfectArea: PerfectArea?

    /// The independent units of the test part.
    package struct Resampling: Codable, Sendable, Equatable {
        /// Rows, the days of the prediction's time, groups, or folds.
        package enum Unit: String, Codable, Sendable, CaseIterable {
            case row
            case day
            case group
            /// Folds of cross-validation, whose figures differ.
            case fold
        }

        package var unit: Unit
        package var count: Int

        package init(unit: Unit, count: Int) {
            self.unit = unit
            self.count = count
        }
    }

    package struct Weight: Codable, Sendable, Equatable {
        package var feature: String
        package var weight: Double

        package init(feature: String, weight: Double) {
            self.feature = feature
            self.weight = weight
        }
    }

    package struct Guardrail: Codable, Sendable, Equatable {
        package var expression: String
        package var value: Double?
        package var holds: Bool?

        package init(expression: String, value: Double?, holds: Bool?) {
            self.expression = expression
            self.value = value
            self.holds = holds
        }
    }

    package init(
        threshold: Double?, thresholdReason: String?, confusion: [[Int]], weights: [Weight], guardrails: [Guardrail],
        resampling: Resampling? = nil, findings: [Finding] = [], rowsToTell: RowsToTell? = nil,
        perfectArea: PerfectArea? = nil
    ) {
        self.findings = findings
        self.rowsToTell = rowsToTell
        self.perfectArea = perfectArea
        self.resampling = resampling
        self.threshold = threshold
        self.thresholdReason = thresholdReason
        self.confusion = confusion
        self.weights = weights
        self.guardrails = guardrails
    }

    private enum CodingKeys: String, CodingKey {
        case threshold, confusion, weights, guardrails, resampling, findings
        case thresholdReason = "threshold_reason"
        case rowsToTell = "rows_to_tell"
        case perfectArea = "perfect_area"
    }
}
