/// Decision trees in flat arrays, with LightGBM's rules of which side a value goes to.
///
/// Nodes of all trees stand one after the other, and so do leaves. A reference is a node where it is at least 0, else
/// the leaf `~reference`. ``firstFault(columns:)`` says whether the parts hold together; only then may rows be scored.
package struct FlatTrees: Sendable, Equatable {
    /// Where each tree begins.
    package var roots: [Int32]
    package var nodes: [Node]
    package var leafValues: [Double]
    /// Sets of categories: bits of set `s` are the words `setOffsets[s] ..< setOffsets[s + 1]`.
    package var setOffsets: [Int32]
    /// Category `c` is in a set where bit `c % 32` of its word `c / 32` is 1.
    package var setWords: [UInt32]
    /// Training rows of each leaf; empty where they are not known.
    ///
    /// No score needs them. They say what a tree expects of a row of which a column is not known.
    package var leafCounts: [Int]

    /// A question to one column.
    package struct Node: Sendable, Equatable {
        /// A number goes left where it is at most this; for a category, the index of the set that goes left.
        package var threshold: Double
        package var feature: Int32
        package var left: Int32
        package var right: Int32
        package var decision: Decision

        package init(threshold: Double, feature: Int32, left: Int32, right: Int32, decision: Decision) {
            self.threshold = threshold
            self.feature = feature
            self.left = left
            self.right = right
            self.decision = decision
        }
    }

    /// How a node decides, as LightGBM's text form writes it.
    package struct Decision: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The column is a category.
        package static let category = Decision(rawValue: 1)
        /// What is missing goes left, else right.
        package static let missingLeft = Decision(rawValue: 2)
        /// Zero and NaN are missing.
        package static let zeroIsMissing = Decision(rawValue: 4)
        /// NaN is missing.
        ///
        /// Where neither is said, NaN is taken as 0.
        package static let nanIsMissing = Decision(rawValue: 8)

        /// The combinations that there are.
        var isPossible: Bool { rawValue < 12 && (!contains(.category) || !contains(.zeroIsMissing)) }
    }

    package init(
        roots: [Int32] = [], nodes: [Node] = [], leafValues: [Double] = [], setOffsets: [Int32] = [0],
        setWords: [UInt32] = [], leafCounts: [Int] = []
    ) {
        self.roots = roots
        self.nodes = nodes
        self.leafValues = leafValues
        self.setOffsets = setOffsets
        self.setWords = setWords
        self.leafCounts = leafCounts
    }

    /// Divides what all leaves give.
    mutating func shrink(by divisor: Int) { for leaf in leafValues.indices { leafValues[leaf] /= Double(divisor) } }

    /// Sets of categories.
    package var setCount: Int { setOffsets.count - 1 }
}
