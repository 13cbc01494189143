package import ONNXRuntime
package import Scoring

/// How the columns of a table enter a graph from outside, and what of its answer the scores are.
package struct ForeignBinding: Codable, Sendable, Equatable {
    /// An input of the graph.
    package struct Input: Codable, Sendable, Equatable {
        package let name: String
        package let element: RuntimeElement
        /// The columns that go into it, side by side.
        package let columns: [String]
        /// Whether it has two dimensions; else one, and one column.
        package let isMatrix: Bool

        private enum CodingKeys: String, CodingKey {
            case name, element, columns
            case isMatrix = "is_matrix"
        }
    }

    /// What the numbers of the output are.
    package enum Scores: String, Codable, Sendable, CaseIterable {
        /// Probabilities, or values of a regression.
        case probability
        /// What the logistic function or softmax makes probabilities of.
        case logit
    }

    package let inputs: [Input]
    /// The output that holds the scores.
    package let output: String
    /// The output that holds the decided label, by which the order of the classes is checked.
    package let label: String?
    package let scores: Scores
    /// Classes in the order of the output's columns; empty for regression.
    package let classes: [String]

    /// The columns that the model reads, each once, in the order of its inputs.
    package var sourceColumns: [String] {
        var seen: Set<[UInt8]> = []
        return inputs.flatMap(\.columns).filter { seen.insert(Array($0.utf8)).inserted }
    }

    /// The kind of thing that a column is to the graph.
    package func kind(of column: String) -> FeatureKind {
        let element = inputs.first { $0.columns.contains(column) }?.element
        return switch element {
        case .text: .category
        case .boolean: .boolean
        default: .number
        }
    }

    /// The outputs to ask for.
    package var outputs: [String] { [output] + [label].compactMap(\.self) }
}

/// What a brief says of a model from outside; what is left out is found in the graph.
package struct ForeignWishes: Sendable, Equatable {
    /// Columns by the input that they go into.
    package var inputs: [(name: String, columns: [String])]
    package var output: String?
    package var scores: ForeignBinding.Scores
    /// Classes in the order of the output's columns.
    package var classes: [String]

    package init(
        inputs: [(name: String, columns: [String])] = [], output: String? = nil,
        scores: ForeignBinding.Scores = .probability, classes: [String] = []
    ) {
        self.inputs = inputs
        self.output = output
        self.scores = scores
        self.classes = classes
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.inputs.map(\.name) == other.inputs.map(\.name) && one.inputs.map(\.columns) == other.inputs.map(\.columns)
            && one.output == other.output && one.scores == other.scores && one.classes == other.classes
    }
}
