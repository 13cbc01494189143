import Evidence
package import Scoring

/// A model as one source file of Swift that needs no package: a struct that takes raw values and scores them.
///
/// The numbers are those in process to the bit: the same operations in the same order.
package struct SwiftSource: Sendable {
    private let document: ModelDocument
    private let typeName: String
    let fields: SwiftFields

    /// - Parameters:
    ///   - document: the model, which has no fault.
    ///   - typeName: the name of the struct.
    package init(_ document: ModelDocument, typeName: String = "Model") {
        self.document = document
        self.typeName = typeName
        fields = SwiftFields(document)
    }

    /// The file.
    package var text: String {
        """
        // A \(document.model.words) (\(document.task.rawValue)), written by Associate \(Version.current).
        // It needs nothing but this file: Model().score(Model.Row(…)) gives the answer for one row of raw values.

        \(SwiftRuntime.imports)

        /// Scores rows of raw values.
        public struct \(typeName): Sendable {
        \(fields.row.indented)

        \(answer.indented)

            public init() {}

            /// The answer for a row.
            public func score(_ row: Row) -> Answer {
        \(body.indented.indented)
            }
        }

        \(SwiftRuntime.numbers)
        \(usesMoments ? SwiftRuntime.calendar : "")
        \(tables)
        """.trimmedBlankLines
    }

    /// The struct of the answer, and the constants that it is decided by.
    private var answer: String {
        let classes = document.classes.map(\.swiftLiteral).joined(separator: ", ")
        switch document.task {
        case .regression:
            return """
                /// What is predicted of a row.
                public struct Answer: Sendable, Equatable {
                    public var prediction: Double
                    /// The same number.
                    public var score: Double
                }
                """
        case .binary:
            return """
                /// What is predicted of a row.
                public struct Answer: Sendable, Equatable {
                    /// The second class where the score is at least the threshold, else the first.
                    public var prediction: String
                    /// The probability of the second class.
                    public var score: Double
                }

                public static let classes = [\(classes)]
                public static let threshold = \(document.threshold ?? 0.5)
                """
        case .multiclass:
            return """
                /// What is predicted of a row.
                public struct Answer: Sendable, Equatable {
                    /// \(document.costs == nil ? "The most probable class" : "The class of the lowest expected cost"), \
                of equal ones the first.
                    public var prediction: String
                    /// The probability of each class, in their order.
                    public var probabilities: [Double]
                }

                public static let classes = [\(classes)]
                """ + costs
        }
    }

    private var costs: String {
        guard let costs = document.costs else { return "" }
        return "\n/// What decisions cost, by true and decided class.\npublic static let costs: [[Double]] = \(costs)"
    }

    /// The statements that score a row.
    private var body: String {
        let scores =
            switch document.model {
            case .prior(let prior):
                "let answers: [Double] = \((document.task == .binary ? [prior.values[1]] : prior.values).description)"
            case .linear(let linear): linear.swiftBody(document.plan, fields)
            case .trees(let trees): trees.swiftBody(document.plan, fields)
            }
        return scores + "\n" + decision
    }

    private static let gains = """
        let merits = answers.indices.map { decided in
            answers.indices.reduce(0.0) { $0 - answers[$1] * Self.costs[$1][decided] }
        }
        """

    private var decision: String {
        switch document.task {
        case .regression: "return Answer(prediction: answers[0], score: answers[0])"
        case .binary:
            """
            let prediction = Self.classes[answers[0] >= Self.threshold ? 1 : 0]
            return Answer(prediction: prediction, score: answers[0])
            """
        case .multiclass:
            """
            \(document.costs == nil ? "let merits = answers" : Self.gains)
            var best = 0
            for index in merits.indices where merits[index] > merits[best] { best = index }
            return Answer(prediction: Self.classes[best], probabilities: answers)
            """
        }
    }

    /// Whether a feature is a moment.
    private var usesMoments: Bool {
        document.plan.features.contains { if case .calendar = $0.treatment { true } else { false } }
    }

    /// The numbers of the model, as text that is read once.
    private var tables: String {
        let levels = document.plan.swiftLevels
        return switch document.model {
        case .prior: ""
        case .linear(let linear): levels + linear.swiftTables
        case .trees(let trees): levels + trees.swiftTables
        }
    }
}
