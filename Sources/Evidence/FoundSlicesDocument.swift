/// `evaluation/found_slices.json`: parts of the rows that judge on which the chosen candidate loses more, that were
/// looked for on one half of them and confirmed on the other.
package struct FoundSlicesDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// What is lost on a row.
    package var loss: RowLoss
    /// SliceLine's weight of the loss against the number of rows.
    package var alpha: Double
    /// The largest number of predicates of a slice.
    package var depth: Int
    /// The share of rows that a slice has at least.
    package var minimumShare: Double
    /// The share of false ones that is expected among ``slices``.
    package var falseDiscoveryRate: Double
    /// Rows of each half, and the mean loss on it; 0 where nothing was looked for.
    package var searching: Half
    package var confirming: Half
    /// The columns that were looked at, and how their values were taken.
    package var columns: [Column]
    /// Columns that were not looked at, because there are too many.
    package var columnsLeftOut: Int
    /// Whether all conjunctions were looked at; `false` where those of three predicates were too many.
    package var isComplete: Bool
    /// Slices of the searching half that were put to the test on the confirming one.
    package var tested: Int
    /// The slices that were confirmed, the highest score on the confirming half first.
    package var slices: [Slice]
    /// Why nothing was looked for; absent where it was.
    package var reason: String?

    /// What is lost on a row.
    package enum RowLoss: String, Codable, Sendable, CaseIterable {
        /// Minus the logarithm of the probability that was given to what came true.
        case logLoss = "log_loss"
        /// The distance between what was predicted and what came true.
        case absoluteError = "absolute_error"
        /// 1 where the class is wrong.
        case zeroOne = "zero_one"

        /// The loss in words.
        package var words: String {
            switch self {
            case .logLoss: "log loss"
            case .absoluteError: "absolute error"
            case .zeroOne: "share of wrong rows"
            }
        }
    }

    /// One half of the rows.
    package struct Half: Codable, Sendable, Equatable {
        package var rows: Int
        package var meanLoss: Double?

        package init(rows: Int, meanLoss: Double?) {
            self.rows = rows
            self.meanLoss = meanLoss
        }

        private enum CodingKeys: String, CodingKey {
            case rows
            case meanLoss = "mean_loss"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(meanLoss, forKey: .meanLoss)
        }
    }

    /// A column, and how its values were taken.
    package struct Column: Codable, Sendable, Equatable {
        package var column: String
        /// Values or bins that were told apart.
        package var levels: Int
        /// Distinct texts that were taken together as one value, because they are too many.
        package var grouped: Int

        package init(column: String, levels: Int, grouped: Int) {
            self.column = column
            self.levels = levels
            self.grouped = grouped
        }
    }

    /// A conjunction of predicates, with what was seen on the half that did not find it.
    package struct Slice: Codable, Sendable, Equatable {
        package var predicates: [SlicePredicate]
        /// SliceLine's score on the confirming half; above 0 it counts.
        package var score: Double
        package var rows: Int
        package var meanLoss: Double
        /// By how much its mean loss is above that of the other rows, with its 95 % interval.
        package var difference: Double
        package var lower: Double
        package var upper: Double
        /// The chance of such a difference where there is none, before and after Benjamini and Hochberg.
        package var pValue: Double
        package var qValue: Double
        /// Its share of all loss of the confirming half.
        package var lossShare: Double
        /// What was seen of it on the searching half, by which it was found: too good to be repeated.
        package var found: Found

        /// What was seen on the half that found a slice.
        package struct Found: Codable, Sendable, Equatable {
            package var score: Double
            package var rows: Int
            package var meanLoss: Double

            package init(score: Double, rows: Int, meanLoss: Double) {
                self.score = score
                self.rows = rows
                self.meanLoss = meanLoss
            }

            private enum CodingKeys: String, CodingKey {
                case score, rows
                case meanLoss = "mean_loss"
            }
        }

        package init(
            predicates: [SlicePredicate], score: Double, rows: Int, meanLoss: Double, difference: Double,
            lower: Double, upper: Double, pValue: Double, qValue: Double, lossShare: Double, found: Found
        ) {
            self.predicates = predicates
            self.score = score
            self.rows = rows
            self.meanLoss = meanLoss
            self.difference = difference
            self.lower = lower
            self.upper = upper
            self.pValue = pValue
            self.qValue = qValue
            self.lossShare = lossShare
            self.found = found
        }

        /// The slice as people read it: `carrier = EV and hour 17 to 19`.
        package var words: String { predicates.map(\.words).joined(separator: " and ") }

        private enum CodingKeys: String, CodingKey {
            case predicates, score, rows, difference, lower, upper, found
            case meanLoss = "mean_loss"
            case pValue = "p_value"
            case qValue = "q_value"
            case lossShare = "loss_share"
        }
    }

    package init(
        loss: RowLoss, alpha: Double, depth: Int, minimumShare: Double, falseDiscoveryRate: Double, searching: Half,
        confirming: Half, columns: [Column], columnsLeftOut: Int, isComplete: Bool, tested: Int, slices: [Slice],
        reason: String?
    ) {
        self.loss = loss
        self.alpha = alpha
        self.depth = depth
        self.minimumShare = minimumShare
        self.falseDiscoveryRate = falseDiscoveryRate
        self.searching = searching
        self.confirming = confirming
        self.columns = columns
        self.columnsLeftOut = columnsLeftOut
        self.isComplete = isComplete
        self.tested = tested
        self.slices = slices
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case version, loss, alpha, depth, searching, confirming, columns, tested, slices, reason
        case minimumShare = "minimum_share"
        case falseDiscoveryRate = "false_discovery_rate"
        case columnsLeftOut = "columns_left_out"
        case isComplete = "complete"
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(loss, forKey: .loss)
        try fields.encode(alpha, forKey: .alpha)
        try fields.encode(depth, forKey: .depth)
        try fields.encode(minimumShare, forKey: .minimumShare)
        try fields.encode(falseDiscoveryRate, forKey: .falseDiscoveryRate)
        try fields.encode(searching, forKey: .searching)
        try fields.encode(confirming, forKey: .confirming)
        try fields.encode(columns, forKey: .columns)
        try fields.encode(columnsLeftOut, forKey: .columnsLeftOut)
        try fields.encode(isComplete, forKey: .isComplete)
        try fields.encode(tested, forKey: .tested)
        try fields.encode(slices, forKey: .slices)
        try fields.encode(reason, forKey: .reason)
    }
}
