package import Columns
package import ONNXRuntime
package import Scoring

extension ONNXModel {
    /// Rows that ONNX Runtime is given at a time.
    private static let blockRows = 8_192

    /// What ONNX Runtime's answers to a table's rows differ from the ones made in process.
    ///
    /// - Parameters:
    ///   - table: Holds the columns that the model reads.
    ///   - expected: The model whose answers are expected; this one where `nil`.
    ///   - library: The library that is asked.
    ///   - threads: At most this many at a time.
    /// - Returns: The agreement; the same at any number of threads.
    /// - Throws: ``RuntimeError`` where the library refuses the file or a row; `ScoringError` for columns that do not fit.
    package func parity(
        on table: Table, against expected: ModelDocument? = nil, in library: RuntimeLibrary, threads: Int = 1
    ) throws -> Parity {
        let wanted = expected ?? document
        let bound = try BoundPlan(wanted.plan, to: table)
        let expected = wanted.model.predict(bound, task: wanted.task, threads: threads)
        let session = try RuntimeSession(data, in: library)
        let blocks = Parallel.blocks(of: table.rowCount, size: Self.blockRows)
        let answers = Parallel.map(count: blocks.count, threads: threads) { index in
            Result { () throws(RuntimeError) in
                try session.run(
                    inputs.values(of: table, rows: blocks[index]), scores: outputs.scores, labels: outputs.label)
            }
        }
        var scores: [Double] = []
        var labels: [String] = []
        for answer in answers {
            let (blockScores, blockLabels) = try answer.get()
            scores += blockScores
            labels += blockLabels ?? []
        }
        return Parity(
            of: Predictions(width: expected.width, values: scores), against: expected,
            classIndices: outputs.label == nil ? nil : places(of: labels), threshold: document.threshold ?? 0.5,
            costs: document.costs)
    }

    /// The places of labels among the classes; -1 for what is none of them.
    private func places(of labels: [String]) -> [Int] {
        let places = Dictionary(document.classes.enumerated().map { (TextKey($1), $0) }) { first, _ in first }
        return labels.map { places[TextKey($0)] ?? -1 }
    }
}
