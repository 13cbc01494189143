import Evidence
package import Foundation
package import Scoring

/// A model as an ONNX file that holds the whole pipeline: raw columns in, predictions and labels out.
///
/// Scores agree with `Model.predict(_:rows:task:threads:)` to ``Parity/tolerance``.
package struct ONNXModel: Sendable {
    /// The file.
    package let data: Data
    let document: ModelDocument
    let inputs: InputColumns
    let outputs: GraphFacts.Outputs

    /// Writes a model.
    ///
    /// - Parameters:
    ///   - document: The model.
    ///   - columns: Those that the model reads, with their types (`ModelDocument.columns(in:rows:)`).
    ///   - labels: The type of the label's column, for those who want its classes back as they were.
    /// - Throws: `EncodingError` where a name has no form in JSON.
    package init(_ document: ModelDocument, columns: [ModelColumn], labels: LabelType = .text) throws {
        var graph = Graph()
        let inputs = InputColumns(columns, in: &graph)
        let predictions = graph.predictions(of: document, inputs)
        let outputs = graph.writeOutputs(predictions, of: document)
        let facts = GraphFacts(document, inputs: inputs.names, outputs: outputs, labels: labels)
        let file = GraphFile(graph: graph, facts: [("associate", try CanonicalJSON.line(facts))])
        data = Data(file.wireBytes)
        (self.document, self.inputs, self.outputs) = (document, inputs, outputs)
    }
}

extension Graph {
    /// Probabilities or values, one column an output.
    fileprivate mutating func predictions(of document: ModelDocument, _ inputs: InputColumns) -> Value<Double> {
        let plan = document.plan
        switch document.model {
        case .prior(let prior):
            let answer = document.task == .binary ? [prior.values[1]] : prior.values
            return repeating(answer, alongside: inputs.first)
        case .linear(let linear):
            let view = linearView(of: plan, inputs)
            let scores = scores(of: linear, view, blockWidths: plan.blockWidths, alongside: inputs.first)
            return predictions(scores, through: linear.link, linear.recalibration)
        case .trees(let trees):
            let scores = scores(of: trees, treeView(of: plan, inputs), alongside: inputs.first)
            return predictions(scores, through: trees.link, trees.recalibration)
        }
    }

    /// The label, where there are classes, and the predictions; answers the names of these two.
    fileprivate mutating func writeOutputs(
        _ predictions: Value<Double>, of document: ModelDocument
    ) -> GraphFacts.Outputs {
        let label = decision(on: predictions, of: document).map { decided in
            let names = constant(document.classes, shape: [document.classes.count])
            return output(gather(names, at: decided), as: "label", width: nil, note: "the decided class")
        }
        let width = document.model.outputWidth(task: document.task)
        let (name, note) =
            switch document.task {
            case .binary: ("score", "probability of the last class")
            case .multiclass: ("probabilities", "probability of each class, in their order")
            case .regression: ("score", "the value")
            }
        return GraphFacts.Outputs(label: label, scores: output(predictions, as: name, width: width, note: note))
    }

    /// The place of the decided class among the classes; `nil` where there are none.
    private mutating func decision(on predictions: Value<Double>, of document: ModelDocument) -> Value<Int64>? {
        switch document.task {
        case .binary:
            let isPositive = isAtLeast(predictions, constant(document.threshold ?? 0.5))
            return list(integer(isPositive))
        case .multiclass:
            guard let costs = document.costs else { return placeOfGreatest(predictions) }
            let gains = constant(costs.joined().map { -$0 }, shape: [costs.count, costs.count])
            return placeOfGreatest(products(predictions, gains))
        case .regression: return nil
        }
    }
}
