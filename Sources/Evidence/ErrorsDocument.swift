/// `evaluation/errors.json`: where the chosen candidate is wrong, by rules that part the rows, by pairs of classes, by
/// columns that its errors still follow, and in examples.
package struct ErrorsDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// What is lost on a row.
    package var loss: FoundSlicesDocument.RowLoss
    /// The rows by which modes are judged, which did not make the rules, and the mean loss on them.
    package var judging: FoundSlicesDocument.Half
    /// Rules that part all rows between them, the largest mean loss first; one rule without predicates where no split
    /// tells rows apart; empty where the rows are too few.
    package var modes: [Mode]
    /// Classes that are taken for others, most rows first.
    package var confusions: [Confusion]
    /// Columns that errors still follow, the largest share explained first (binary and regression).
    package var residuals: [Residual]
    /// The rows of the largest losses, largest first.
    package var examples: [Example]

    /// The rows that a conjunction holds for.
    package struct Mode: Codable, Sendable, Equatable {
        package var predicates: [SlicePredicate]
        package var rows: Int
        package var meanLoss: Double
        /// Its share of the rows, by weight, and of all loss.
        package var rowShare: Double
        package var lossShare: Double
        /// By how much its mean loss is above that of the other rows, with its 95 % interval; absent where it is alone.
        package var difference: Double?
        package var lower: Double?
        package var upper: Double?

        package init(
            predicates: [SlicePredicate], rows: Int, meanLoss: Double, rowShare: Double, lossShare: Double,
            difference: Double?, lower: Double?, upper: Double?
        ) {
            self.predicates = predicates
            self.rows = rows
            self.meanLoss = meanLoss
            self.rowShare = rowShare
            self.lossShare = lossShare
            self.difference = difference
            self.lower = lower
            self.upper = upper
        }

        /// The rule as people read it.
        package var words: String {
            predicates.isEmpty ? "all rows" : predicates.map(\.words).joined(separator: " and ")
        }

        private enum CodingKeys: String, CodingKey {
            case predicates, rows, difference, lower, upper
            case meanLoss = "mean_loss"
            case rowShare = "row_share"
            case lossShare = "loss_share"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(predicates, forKey: .predicates)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(meanLoss, forKey: .meanLoss)
            try fields.encode(rowShare, forKey: .rowShare)
            try fields.encode(lossShare, forKey: .lossShare)
            try fields.encode(difference, forKey: .difference)
            try fields.encode(lower, forKey: .lower)
            try fields.encode(upper, forKey: .upper)
        }
    }

    /// Rows of one class that are taken for another.
    package struct Confusion: Codable, Sendable, Equatable {
        package var truth: String
        package var predicted: String
        package var rows: Int
        /// Of the rows of the true class, and of all wrong rows.
        package var classShare: Double
        package var errorShare: Double

        package init(truth: String, predicted: String, rows: Int, classShare: Double, errorShare: Double) {
            self.truth = truth
            self.predicted = predicted
            self.rows = rows
            self.classShare = classShare
            self.errorShare = errorShare
        }

        private enum CodingKeys: String, CodingKey {
            case truth, predicted, rows
            case classShare = "class_share"
            case errorShare = "error_share"
        }
    }

    /// A column whose values or bins have errors to one side.
    package struct Residual: Codable, Sendable, Equatable {
        package var column: String
        /// The share of the squared errors that the means of its values explain beyond chance.
        package var explained: Double
        /// The value or bin that is surest to be off, its rows, and observed less predicted beyond its mean over all rows, with its 95 % interval.
        package var level: SlicePredicate
        package var rows: Int
        package var mean: Double
        package var lower: Double
        package var upper: Double
        /// The chance of that where nothing is off, among all values of all columns (Benjamini and Hochberg).
        package var qValue: Double

        package init(
            column: String, explained: Double, level: SlicePredicate, rows: Int, mean: Double, lower: Double,
            upper: Double, qValue: Double
        ) {
            self.column = column
            self.explained = explained
            self.level = level
            self.rows = rows
            self.mean = mean
            self.lower = lower
            self.upper = upper
            self.qValue = qValue
        }

        private enum CodingKeys: String, CodingKey {
            case column, explained, level, rows, mean, lower, upper
            case qValue = "q_value"
        }
    }

    /// A row that is far from the truth.
    package struct Example: Codable, Sendable, Equatable {
        package var key: [Cell]
        package var truth: String
        package var predicted: String
        package var loss: Double
        /// The mode that the row belongs to, by its place; absent where there are none.
        package var mode: Int?
        /// What the candidate rests on most.
        package var values: [Cell]

        package init(
            key: [Cell], truth: String, predicted: String, loss: Double, mode: Int?, values: [Cell]
        ) {
            self.key = key
            self.truth = truth
            self.predicted = predicted
            self.loss = loss
            self.mode = mode
            self.values = values
        }

        private enum CodingKeys: String, CodingKey { case key, truth, predicted, loss, mode, values }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(key, forKey: .key)
            try fields.encode(truth, forKey: .truth)
            try fields.encode(predicted, forKey: .predicted)
            try fields.encode(loss, forKey: .loss)
            try fields.encode(mode, forKey: .mode)
            try fields.encode(values, forKey: .values)
        }
    }

    /// A cell of an example; a column of personal or sensitive data is masked.
    package struct Cell: Codable, Sendable, Equatable {
        package var column: String
        package var value: String?

        package init(column: String, value: String?) {
            self.column = column
            self.value = value
        }

        private enum CodingKeys: String, CodingKey { case column, value }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(column, forKey: .column)
            try fields.encode(value, forKey: .value)
        }
    }

    /// What stands in the place of a value that is not shown.
    package static let mask = "[masked]"

    package init(
        loss: FoundSlicesDocument.RowLoss, judging: FoundSlicesDocument.Half, modes: [Mode], confusions: [Confusion],
        residuals: [Residual], examples: [Example]
    ) {
        self.loss = loss
        self.judging = judging
        self.modes = modes
        self.confusions = confusions
        self.residuals = residuals
        self.examples = examples
    }
}
