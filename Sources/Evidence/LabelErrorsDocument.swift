/// `evaluation/label_errors.json`: how many labels look wrong to models that did not see them.
package struct LabelErrorsDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// The candidates whose mean probability is compared with the labels.
    package var candidates: [String]
    /// Rows that were looked at, each by a model that did not see it.
    package var rows: Int
    /// Rows of ``rows`` whose label is suspected to be wrong.
    package var suspected: Int
    /// Rows of ``suspected`` whose label is given far less than rows that bear it are.
    package var far: Int
    /// What the suspected labels say together; absent where there are none.
    package var reading: Reading?
    /// The classes, in class order.
    package var classes: [Class]
    /// Which label is suspected to be which, most rows first, equals in class order; pairs without rows are left out.
    package var pairs: [Pair]

    /// Whether suspected labels look wrong or only noisy.
    package enum Reading: String, Codable, Sendable, CaseIterable {
        /// Few, and most of them far from what rows that bear the label are.
        case wrong
        /// Many, or most of them only a little likelier to be another class.
        case noisy
    }

    /// The rows that bear one label.
    package struct Class: Codable, Sendable, Equatable {
        package var name: String
        package var rows: Int
        /// The mean probability of the class among its rows, from which on a row is taken for one of it; absent where no
        /// row bears the label.
        package var threshold: Double?
        /// Of the rows that bear the label, those suspected to be of another class.
        package var suspected: Int

        package init(name: String, rows: Int, threshold: Double?, suspected: Int) {
            self.name = name
            self.rows = rows
            self.threshold = threshold
            self.suspected = suspected
        }

        private enum CodingKeys: String, CodingKey { case name, rows, threshold, suspected }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(name, forKey: .name)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(threshold, forKey: .threshold)
            try fields.encode(suspected, forKey: .suspected)
        }
    }

    /// Suspected rows of one label that look like one other.
    package struct Pair: Codable, Sendable, Equatable {
        package var given: String
        package var suggested: String
        package var rows: Int

        package init(given: String, suggested: String, rows: Int) {
            self.given = given
            self.suggested = suggested
            self.rows = rows
        }
    }

    package init(
        candidates: [String], rows: Int, suspected: Int, far: Int, reading: Reading?, classes: [Class], pairs: [Pair]
    ) {
        self.candidates = candidates
        self.rows = rows
        self.suspected = suspected
        self.far = far
        self.reading = reading
        self.classes = classes
        self.pairs = pairs
    }
}
