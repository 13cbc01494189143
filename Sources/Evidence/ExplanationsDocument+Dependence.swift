extension ExplanationsDocument {
    /// How the scores follow the values of a column.
    package struct Dependence: Codable, Sendable, Equatable {
        package var column: String
        /// What of the column the levels are.
        package var part: Part
        /// The class whose score is followed, the one that the column adds most to; absent for regression.
        package var className: String?
        /// In the order of the values, missing ones last; texts by their rows, most first.
        package var levels: [Level]

        /// What of a column is followed: its values, or the part of a moment that adds most.
        package enum Part: String, Codable, Sendable, CaseIterable {
            /// Bins of numbers or moments.
            case range
            /// Texts, booleans or few numbers.
            case value
            case month
            case dayOfMonth = "day_of_month"
            case dayOfWeek = "day_of_week"
            case hour
            /// Bins of the hours since another moment.
            case elapsed
        }

        package init(column: String, part: Part, className: String?, levels: [Level]) {
            self.column = column
            self.part = part
            self.className = className
            self.levels = levels
        }

        private enum CodingKeys: String, CodingKey {
            case column, part, levels
            case className = "class"
        }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(column, forKey: .column)
            try fields.encode(part, forKey: .part)
            try fields.encode(className, forKey: .className)
            try fields.encode(levels, forKey: .levels)
        }
    }

    /// A value, or a bin of values.
    package struct Level: Codable, Sendable, Equatable {
        package var label: String
        /// The least, the mean and the largest number of a bin; absent for what is no number.
        package var position: Position?
        package var rows: Int
        /// The mean attribution of the column on the level's rows; absent for a model from outside.
        package var attribution: Mean?
        /// The mean prediction of all rows, were each given a value of the level: the partial dependence.
        package var prediction: Mean

        package init(
            label: String, position: Position? = nil, rows: Int, attribution: Mean?, prediction: Mean
        ) {
            self.label = label
            self.position = position
            self.rows = rows
            self.attribution = attribution
            self.prediction = prediction
        }

        private enum CodingKeys: String, CodingKey { case label, position, rows, attribution, prediction }

        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(label, forKey: .label)
            try fields.encode(position, forKey: .position)
            try fields.encode(rows, forKey: .rows)
            try fields.encode(attribution, forKey: .attribution)
            try fields.encode(prediction, forKey: .prediction)
        }
    }

    /// Where the numbers of a bin lie.
    package struct Position: Codable, Sendable, Equatable {
        package var least: Double
        package var mean: Double
        package var largest: Double

        package init(least: Double, mean: Double, largest: Double) {
            self.least = least
            self.mean = mean
            self.largest = largest
        }
    }
}
