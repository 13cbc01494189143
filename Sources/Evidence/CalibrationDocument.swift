/// `evaluation/calibration.json`: predicted against seen, in bins of equal weight; no bins unless the task is binary.
package struct CalibrationDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var bins: [Bin]
    /// As `evaluation/metrics.json` has it.
    package var expectedCalibrationError: MetricValue
    /// The error less what noise adds to it (Kumar, Liang and Ma, 2019), at least 0; absent unless the task is binary.
    package var debiasedError: Double?
    /// The errors that the same scores would show if they were the very chances of a positive row.
    package var perfect: Perfect?
    /// The parts of the Brier score; absent unless the task is binary.
    package var brier: BrierParts?

    /// Rows with neighbouring scores.
    package struct Bin: Codable, Sendable, Equatable {
        /// The lowest and the highest score in the bin.
        package var lowest: Double
        package var highest: Double
        package var rows: Int
        /// Mean score, and share of positive rows, by weight.
        package var predicted: Double
        package var observed: Double
        /// The 95 % interval of the share of positive rows; absent where the bin holds one unit only.
        package var lower: Double?
        package var upper: Double?

        package init(
            lowest: Double, highest: Double, rows: Int, predicted: Double, observed: Double, lower: Double? = nil,
            upper: Double? = nil
        ) {
            self.lowest = lowest
            self.highest = highest
            self.rows = rows
            self.predicted = predicted
            self.observed = observed
            self.lower = lower
            self.upper = upper
        }

        private enum CodingKeys: String, CodingKey { case lowest, highest, rows, predicted, observed, lower, upper }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(lowest, forKey: .lowest)
            try fields.encode(highest, forKey: .highest)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(predicted, forKey: .predicted)
            try fields.encode(observed, forKey: .observed)
            try fields.encode(lower, forKey: .lower)
            try fields.encode(upper, forKey: .upper)
        }
    }

    /// Calibration errors of labels drawn from the scores, each row for itself.
    package struct Perfect: Codable, Sendable, Equatable {
        /// Times that labels were drawn.
        package var draws: Int
        package var mean: Double
        /// The 2.5 % and the 97.5 % point.
        package var lower: Double
        package var upper: Double

        package init(draws: Int, mean: Double, lower: Double, upper: Double) {
            self.draws = draws
            self.mean = mean
            self.lower = lower
            self.upper = upper
        }
    }

    /// `score = reliability − resolution + uncertainty + within_bins` (Murphy, 1973; Stephenson, Coelho and Jolliffe,
    /// 2008), over the bins.
    package struct BrierParts: Codable, Sendable, Equatable {
        package var score: Double
        /// The mean squared distance between predicted and seen, bin by bin; 0 is best.
        package var reliability: Double
        /// The mean squared distance of what bins saw from the overall share; more is better.
        package var resolution: Double
        /// The variance of the label.
        package var uncertainty: Double
        /// What the scores do inside the bins: their variance less twice their covariance with the label.
        package var withinBins: Double

        package init(
            score: Double, reliability: Double, resolution: Double, uncertainty: Double, withinBins: Double
        ) {
            self.score = score
            self.reliability = reliability
            self.resolution = resolution
            self.uncertainty = uncertainty
            self.withinBins = withinBins
        }

        private enum CodingKeys: String, CodingKey {
            case score, reliability, resolution, uncertainty
            case withinBins = "within_bins"
        }
    }

    package init(
        bins: [Bin], expectedCalibrationError: MetricValue, debiasedError: Double? = nil, perfect: Perfect? = nil,
        brier: BrierParts? = nil
    ) {
        self.bins = bins
        self.expectedCalibrationError = expectedCalibrationError
        self.debiasedError = debiasedError
        self.perfect = perfect
        self.brier = brier
    }

    private enum CodingKeys: String, CodingKey {
        case version, bins, brier
        case expectedCalibrationError = "expected_calibration_error"
        case debiasedError = "debiased_error"
        case perfect = "perfectly_calibrated"
    }

    /// Writes every key; what is absent is `null`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(bins, forKey: .bins)
        try fields.encode(expectedCalibrationError, forKey: .expectedCalibrationError)
        try fields.encode(debiasedError, forKey: .debiasedError)
        try fields.encode(perfect, forKey: .perfect)
        try fields.encode(brier, forKey: .brier)
    }
}
