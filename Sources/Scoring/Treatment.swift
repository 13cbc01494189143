/// What was fitted for one feature; each view of the plan (linear now, trees later) reads what it needs of it.
package enum Treatment: Sendable, Equatable {
    case number(NumberTreatment)
    case category(CategoryTreatment)
    case boolean(BooleanTreatment)
    case calendar(CalendarTreatment)

    /// Dense columns of the linear matrix that the feature fills.
    package var denseWidth: Int {
        switch self {
        case .number(let number): number.width
        case .category: 0
        case .boolean(let boolean): boolean.width
        case .calendar(let calendar): calendar.width
        }
    }

    /// Width of the feature's one-hot block; `nil` where it has none.
    package var blockWidth: Int? {
        guard case .category(let category) = self else { return nil }
        return category.width
    }

    /// Columns of the linear matrix that the feature fills, written out.
    package var width: Int { denseWidth + (blockWidth ?? 0) }
}

/// A number, imputed with the training median and standardised with the moments after imputation.
package struct NumberTreatment: Codable, Sendable, Equatable {
    /// Median of the finite training values: stands where a value is missing, NaN or infinite.
    package var median: Double
    /// Mean of the training values after imputation.
    package var mean: Double
    /// Population standard deviation after imputation; 0 where training saw one value, which is then not written out.
    package var scale: Double
    /// Whether a 0/1 column says that the value is missing: only where training rows had missing values.
    package var missingIndicator: Bool

    /// Standardised values stay within ± this bound, so that a dot product stays finite whatever the input.
    ///
    /// Training values cannot reach it: none of `n` values lies more than √n standard deviations from its mean.
    package static let bound = 1e100

    package init(median: Double, mean: Double, scale: Double, missingIndicator: Bool) {
        self.median = median
        self.mean = mean
        self.scale = scale
        self.missingIndicator = missingIndicator
    }

    /// Whether the value itself is a column.
    package var writesValue: Bool { scale > 0 }
    /// Dense columns.
    package var width: Int { (writesValue ? 1 : 0) + (missingIndicator ? 1 : 0) }

    /// The standardised value, for a finite `value`.
    @inline(__always)
    package func standardised(_ value: Double) -> Double {
        min(max((value - mean) / scale, -Self.bound), Self.bound)
    }

    private enum CodingKeys: String, CodingKey {
        case median, mean, scale
        case missingIndicator = "missing_indicator"
    }
}

/// A text, as one of the frequent training texts, other, or missing.
package struct CategoryTreatment: Codable, Sendable, Equatable {
    /// The texts that have a slot of their own, sorted by their UTF-8 bytes; compared as bytes, as engines do.
    package var levels: [String]
    /// Rows of training in which a text had to occur to have a slot.
    package var minimumCount: Int

    package init(levels: [String], minimumCount: Int) {
        self.levels = levels
        self.minimumCount = minimumCount
    }

    /// The slot of infrequent and unseen texts.
    package var other: Int { levels.count }
    /// The slot of missing texts.
    package var missing: Int { levels.count + 1 }
    /// Slots in all.
    package var width: Int { levels.count + 2 }

    /// The slot of a text.
    package func slot(of text: String) -> Int {
        var low = 0
        var high = levels.count
        while low < high {
            let middle = (low + high) / 2
            if levels[middle].utf8.lexicographicallyPrecedes(text.utf8) { low = middle + 1 } else { high = middle }
        }
        return low < levels.count && levels[low].utf8.elementsEqual(text.utf8) ? low : other
    }

    private enum CodingKeys: String, CodingKey {
        case levels
        case minimumCount = "minimum_count"
    }
}

/// A boolean as 0 or 1.
package struct BooleanTreatment: Codable, Sendable, Equatable {
    /// The more frequent training value: stands where a value is missing.
    package var fill: Bool
    /// Whether training saw both values; where not, the value is not written out.
    package var varies: Bool
    /// Whether a 0/1 column says that the value is missing.
    package var missingIndicator: Bool

    package init(fill: Bool, varies: Bool, missingIndicator: Bool) {
        self.fill = fill
        self.varies = varies
        self.missingIndicator = missingIndicator
    }

    /// Dense columns.
    package var width: Int { (varies ? 1 : 0) + (missingIndicator ? 1 : 0) }

    private enum CodingKeys: String, CodingKey {
        case fill, varies
        case missingIndicator = "missing_indicator"
    }
}

/// A moment as the calendar parts that vary in training, each as points on a circle, and the time since another.
package struct CalendarTreatment: Codable, Sendable, Equatable {
    /// The parts that varied in training, in the order of ``CalendarPart``.
    package var parts: [Cycle]
    /// Whether a 0/1 column says that the moment is missing.
    package var missingIndicator: Bool
    /// Seconds since the moment of prediction, where that is another column and the difference varied in training.
    package var elapsed: ElapsedTreatment?

    /// A part and the number of sine and cosine pairs that stand for it; a missing moment is the circle's centre.
    package struct Cycle: Codable, Sendable, Hashable {
        package var part: CalendarPart
        /// Pairs: pair `k` turns `k` times in a period; 1 to ``CalendarPart/maximumHarmonics``.
        package var harmonics: Int

        package init(part: CalendarPart, harmonics: Int) {
            self.part = part
            self.harmonics = harmonics
        }
    }

    package init(parts: [Cycle], missingIndicator: Bool, elapsed: ElapsedTreatment?) {
        self.parts = parts
        self.missingIndicator = missingIndicator
        self.elapsed = elapsed
    }

    /// Dense columns.
    package var width: Int {
        parts.reduce(0) { $0 + 2 * $1.harmonics } + (missingIndicator ? 1 : 0) + (elapsed?.number.width ?? 0)
    }

    private enum CodingKeys: String, CodingKey {
        case parts, elapsed
        case missingIndicator = "missing_indicator"
    }
}

/// The seconds from one moment to another as a number.
package struct ElapsedTreatment: Codable, Sendable, Equatable {
    /// The column that time is counted from.
    package var since: String
    package var number: NumberTreatment

    package init(since: String, number: NumberTreatment) {
        self.since = since
        self.number = number
    }
}
