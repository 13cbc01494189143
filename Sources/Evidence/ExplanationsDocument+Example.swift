extension ExplanationsDocument {
    /// A row with its reasons.
    package struct Example: Codable, Sendable, Equatable {
        package var kind: Kind
        package var key: [ErrorsDocument.Cell]
        package var truth: String
        package var predicted: String
        /// The class whose score is explained: the positive one, or the predicted one; absent for regression.
        package var className: String?
        /// The raw score that its reasons are counted from, and the one that they lead to.
        package var base: Double
        package var score: Double
        /// The strongest first.
        package var reasons: [Reason]
        /// What all other columns add together.
        package var others: Double

        /// Why a row is shown.
        package enum Kind: String, Codable, Sendable, CaseIterable {
            /// Its prediction is low, in the middle, or high, or the middle one of its class.
            case typical
            /// It is predicted wrongly, and no row of the sample loses more.
            case wrong
        }

        package init(
            kind: Kind, key: [ErrorsDocument.Cell], truth: String, predicted: String, className: String?, base: Double,
            score: Double, reasons: [Reason], others: Double
        ) {
            self.kind = kind
            self.key = key
            self.truth = truth
            self.predicted = predicted
            self.className = className
            self.base = base
            self.score = score
            self.reasons = reasons
            self.others = others
        }

        private enum CodingKeys: String, CodingKey {
            case kind, key, truth, predicted, base, score, reasons, others
            case className = "class"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(kind, forKey: .kind)
            try fields.encode(key, forKey: .key)
            try fields.encode(truth, forKey: .truth)
            try fields.encode(predicted, forKey: .predicted)
            try fields.encode(className, forKey: .className)
            try fields.encode(base, forKey: .base)
            try fields.encode(score, forKey: .score)
            try fields.encode(reasons, forKey: .reasons)
            try fields.encode(others, forKey: .others)
        }
    }

    /// A column with what it adds to the score of a row.
    package struct Reason: Codable, Sendable, Equatable {
        package var column: String
        /// What the row holds: `carrier = EV`, `departure at 19:00`; masked where the column is.
        package var words: String
        package var contribution: Double

        package init(column: String, words: String, contribution: Double) {
            self.column = column
            self.words = words
            self.contribution = contribution
        }
    }
}
