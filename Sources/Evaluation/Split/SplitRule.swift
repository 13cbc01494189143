/// How rows are divided into train, validation and test.
package enum SplitRule: Sendable, Equatable {
    /// By a column of times: the newest rows are the test part, those before them the validation part.
    ///
    /// Rows within `gapMicroseconds` before a border are in no part.
    case time(column: String, validation: Bound, test: Bound, gapMicroseconds: Int64)
    /// By the rank of the row hash, within each class for classification. Shares are in 0..<1 and above 0.
    case random(validation: Double, test: Double)
    /// By a column whose equal values stay in one part. Shares are of the rows, in 0..<1 and above 0.
    case group(column: String, validation: Double, test: Double)

    /// Where a part of a time split begins.
    package enum Bound: Sendable, Equatable {
        /// A share of the rows that have a time, above 0 and below 1.
        case share(Double)
        /// Microseconds since the epoch in UTC: the first moment of the part.
        case date(Int64)
    }

    /// `time`, `random` or `group`.
    package var word: String {
        switch self {
        case .time: "time"
        case .random: "random"
        case .group: "group"
        }
    }
}
