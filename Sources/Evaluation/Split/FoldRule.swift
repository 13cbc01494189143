/// How rows are dealt into folds that are held out in their turn.
package struct FoldRule: Sendable, Equatable {
    /// What decides where a row goes.
    package enum By: Sendable, Equatable {
        /// The rank of the row hash, within each class for classification.
        case random
        /// A column whose equal values stay in one fold.
        case group(column: String)
        /// A column of times: only rows older than a fold teach about it, but for those within the gap before it.
        case time(column: String, gapMicroseconds: Int64)
    }

    package let by: By
    /// At least 2.
    package let folds: Int
    /// Times that the rows are dealt anew; 1 by time.
    package let repeats: Int

    package init(by: By, folds: Int, repeats: Int) {
        self.by = by
        self.folds = folds
        self.repeats = repeats
    }

    /// `time`, `random` or `group`.
    package var word: String {
        switch by {
        case .time: "time"
        case .random: "random"
        case .group: "group"
        }
    }
}

/// Rows that are held out together, and the rows that teach about them.
package struct Fold: Sendable, Equatable {
    /// Which dealing of the rows it belongs to, from 0.
    package let repetition: Int
    /// Rows that fit, ascending.
    package let train: [Int]
    /// Rows that choose settings, ascending; they are never those held out.
    package let validation: [Int]
    /// Rows that judge, ascending.
    package let held: [Int]
}

/// Rows dealt into folds, and the parts of the model that is kept in the end.
package struct FoldAssignment: Sendable, Equatable {
    /// The folds of the first repetition, then those of the next.
    package let folds: [Fold]
    /// All rows divided into those that fit the final model and those that choose its settings; its test part is empty.
    package let final: SplitAssignment
    /// Rows that are held out once in each repetition, ascending.
    package let held: [Int]
}
