/// What a profile says of one column.
package struct ProfiledColumn: Codable, Sendable, Equatable {
    /// What a column holds.
    package enum Kind: String, Codable, Sendable {
        case number
        case moment
        case text
        case boolean
        case unsupported
    }

    package var name: String
    package var kind: Kind
    /// The engine's own name of the type.
    package var type: String
    /// Rows without a value.
    package var nulls: Int
    package var distinct: Distinct?
    package var number: Number?
    package var moment: Moment?
    package var text: Text?
    /// The most frequent values; none where nearly every row has its own.
    package var top: [TopValue]
    /// Whether the counts of the most frequent values are of the sample rather than of all rows.
    package var topIsSampled: Bool

    package init(name: String, kind: Kind, type: String, nulls: Int) {
        self.name = name
        self.kind = kind
        self.type = type
        self.nulls = nulls
        top = []
        topIsSampled = false
    }

    /// How many different values there are.
    package struct Distinct: Codable, Sendable, Equatable {
        package var count: Int
        /// Whether they were counted, not estimated from the values whose hash falls into a part.
        package var isExact: Bool

        package init(count: Int, isExact: Bool) {
            self.count = count
            self.isExact = isExact
        }

        private enum CodingKeys: String, CodingKey {
            case count
            case isExact = "is_exact"
        }
    }

    /// A value with the number of rows that have it.
    package struct TopValue: Codable, Sendable, Equatable {
        package var value: String
        package var count: Int

        package init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// A column of numbers; NaN and infinities stand apart.
    package struct Number: Codable, Sendable, Equatable {
        package var minimum: Double
        package var maximum: Double
        package var mean: Double
        /// With one degree of freedom less; `nil` of fewer than two values.
        package var deviation: Double?
        package var zeros: Int
        package var negatives: Int
        package var nan: Int
        package var infinite: Int
        package var quantiles: Quantiles
        package var histogram: Histogram
        package var outliers: Outliers

        package init(
            minimum: Double, maximum: Double, mean: Double, deviation: Double?, zeros: Int, negatives: Int, nan: Int,
            infinite: Int, quantiles: Quantiles, histogram: Histogram, outliers: Outliers
        ) {
            self.minimum = minimum
            self.maximum = maximum
            self.mean = mean
            self.deviation = deviation
            self.zeros = zeros
            self.negatives = negatives
            self.nan = nan
            self.infinite = infinite
            self.quantiles = quantiles
            self.histogram = histogram
            self.outliers = outliers
        }
    }

    /// Quantiles with linear interpolation, as NumPy's and pandas' own.
    package struct Quantiles: Codable, Sendable, Equatable {
        package static let shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

        package var values: [Double]
        /// Whether they are of the sample rather than of all rows.
        package var isSampled: Bool

        package init(values: [Double], isSampled: Bool) {
            self.values = values
            self.isSampled = isSampled
        }

        package var lowerQuartile: Double { values[2] }
        package var median: Double { values[3] }
        package var upperQuartile: Double { values[4] }

        private enum CodingKeys: String, CodingKey {
            case values
            case isSampled = "is_sampled"
        }
    }

    /// Counts in bins of equal width; the last bin holds its upper end.
    package struct Histogram: Codable, Sendable, Equatable {
        package var lower: Double
        package var upper: Double
        package var counts: [Int]

        package init(lower: Double, upper: Double, counts: [Int]) {
            self.lower = lower
            self.upper = upper
            self.counts = counts
        }
    }

    /// Values beyond Tukey's fences: one and a half times the distance of the quartiles away from them.
    package struct Outliers: Codable, Sendable, Equatable {
        package var lowerFence: Double
        package var upperFence: Double
        package var below: Int
        package var above: Int

        package init(lowerFence: Double, upperFence: Double, below: Int, above: Int) {
            self.lowerFence = lowerFence
            self.upperFence = upperFence
            self.below = below
            self.above = above
        }

        private enum CodingKeys: String, CodingKey {
            case below, above
            case lowerFence = "lower_fence"
            case upperFence = "upper_fence"
        }
    }

    /// A column of dates or timestamps.
    package struct Moment: Codable, Sendable, Equatable {
        /// ISO 8601.
        package var first: String
        package var last: String
        /// Over microseconds since 1970.
        package var histogram: Histogram

        package init(first: String, last: String, histogram: Histogram) {
            self.first = first
            self.last = last
            self.histogram = histogram
        }
    }

    /// A column of texts, in characters.
    package struct Text: Codable, Sendable, Equatable {
        package var shortest: Int
        package var longest: Int
        /// Values of blanks only, or of no character.
        package var blank: Int

        package init(shortest: Int, longest: Int, blank: Int) {
            self.shortest = shortest
            self.longest = longest
            self.blank = blank
        }
    }

    private enum CodingKeys: String, CodingKey {
        case name, kind, type, nulls, distinct, number, moment, text, top
        case topIsSampled = "top_is_sampled"
    }
}

extension ProfiledColumn {
    /// Whether each value is nearly always another: an identifier, a free text, a measurement.
    package func isMostlyDistinct(rows: Int) -> Bool {
        guard let distinct else { return false }
        return 2 * distinct.count > rows - nulls
    }
}
