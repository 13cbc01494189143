/// A model that was trained elsewhere, to be judged beside the candidates: `{onnx: models/churn.onnx}`.
package struct ForeignCandidate: Sendable, Equatable {
    /// The name among the candidates.
    package var name: String
    /// The file as written, relative to the brief's folder.
    package var path: String
    /// Columns by the input that they go into, in the order of the brief; found by their names where it is empty.
    package var inputs: [Input]
    /// The output that holds the scores; found by its shape where it is `nil`.
    package var output: String?
    /// Classes in the order of the output; sorted where it is empty.
    package var classes: [String]
    package var scores: Scores

    /// The columns that go into an input of the graph.
    package struct Input: Sendable, Equatable {
        package var name: String
        package var columns: [String]

        package init(name: String, columns: [String]) {
            self.name = name
            self.columns = columns
        }
    }

    /// What the numbers of the output are.
    package enum Scores: String, Sendable, CaseIterable {
        case probability
        case logit
    }

    package init(
        name: String, path: String, inputs: [Input] = [], output: String? = nil, classes: [String] = [],
        scores: Scores = .probability
    ) {
        self.name = name
        self.path = path
        self.inputs = inputs
        self.output = output
        self.classes = classes
        self.scores = scores
    }
}
