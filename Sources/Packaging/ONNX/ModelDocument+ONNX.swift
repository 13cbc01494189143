import Evidence
package import Foundation
import Scoring

extension ModelDocument {
    /// The model as an ONNX file that holds the whole pipeline: raw columns in, predictions and labels out.
    ///
    /// Scores agree with ``Model/predict(_:rows:task:threads:)`` to ``Parity/tolerance``.
    ///
    /// - Parameters:
    ///   - columns: Those that the model reads, with their types (`columns(in:rows:)`).
    ///   - labelType: The type of the label's column, for those who want its classes back as they were.
    package func onnx(_ columns: [ModelColumn], labels labelType: LabelType = .text) throws -> Data {
        var graph = Graph()
        let inputs = InputColumns(columns, in: &graph)
        let predictions = predictions(inputs, in: &graph)
        let outputs = writeOutputs(predictions, to: &graph)
        let facts = GraphFacts(self, inputs: inputs.names, outputs: outputs, labels: labelType)
        let file = GraphFile(graph: graph, facts: [("associate", try CanonicalJSON.line(facts))])
        return Data(file.wireBytes)
    }

    /// Probabilities or values, one column an output.
    private func predictions(_ inputs: InputColumns, in graph: inout Graph) -> Value<Double> {
        switch model {
        case .prior(let prior):
            let answer = task == .binary ? [prior.values[1]] : prior.values
            return graph.repeating(answer, alongside: inputs.first)
        case .linear(let linear):
            let view = graph.linearView(of: plan, inputs)
            let scores = graph.scores(
                of: linear, view, blockWidths: plan.blockWidths, alongside: inputs.first)
            return graph.predictions(scores, through: linear.link)
        case .trees(let trees):
            let view = graph.treeView(of: plan, inputs)
            let scores = graph.scores(of: trees, view, alongside: inputs.first)
            return graph.predictions(scores, through: trees.link)
        }
    }

    /// The label, where there are classes, and the predictions; answers the names of these two.
    private func writeOutputs(_ predictions: Value<Double>, to graph: inout Graph) -> GraphFacts.Outputs {
        let width = model.outputWidth(task: task)
        let decided = decision(on: predictions, in: &graph)
        let label = decided.map { decided in
            let names = graph.constant(classes, shape: [classes.count])
            return graph.output(graph.gather(names, at: decided), as: "label", width: nil, note: "the decided class")
        }
        let name = width > 1 ? "probabilities" : "score"
        let note =
            switch task {
            case .binary: "probability of the last class"
            case .multiclass: "probability of each class, in their order"
            case .regression: "the value"
            }
        return GraphFacts.Outputs(
            label: label, scores: graph.output(predictions, as: name, width: width, note: note))
    }

    /// The place of the decided class among the classes; `nil` where there are none.
    private func decision(on predictions: Value<Double>, in graph: inout Graph) -> Value<Int64>? {
        switch task {
        case .binary:
            let isPositive = graph.isAtLeast(predictions, graph.constant(threshold ?? 0.5))
            return graph.list(graph.integer(isPositive))
        case .multiclass: return graph.placeOfGreatest(predictions)
        case .regression: return nil
        }
    }
}
