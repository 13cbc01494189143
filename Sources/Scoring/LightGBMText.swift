import Evidence
package import Foundation

/// LightGBM's text form of a model, read without LightGBM and without trust: LightGBM's own reader ends the process
/// on some malformed texts.
///
/// What is read: version v4; binary (`sigmoid:1`), multiclass and regression objectives; gradient-boosted trees and
/// random forests without linear leaves. Of a forest the mean counts (`average_output`): its leaves are divided by the
/// number of trees as they are read, so that a model is a sum everywhere. What the form says twice must agree: sizes of trees, counts of lists, rows of a node and of
/// its children, how often a feature splits.
package enum LightGBMText {
    /// Reads a model.
    ///
    /// - Throws: ``ScoringError`` (`model-unreadable`) where the text is too long, cut off, of another version or
    ///   kind, or does not hold together. What is read without an error can score any row of its columns.
    package static func read(_ data: Data) throws(ScoringError) -> TreeModel {
        try readWithColumns(data).model
    }

    /// Reads a model and its columns.
    package static func readWithColumns(_ data: Data) throws(ScoringError) -> (model: TreeModel, columns: [TreeColumn])
    {
        guard data.count <= Limits.modelBytes else {
            throw .unreadableText("\(data.count) bytes are more than a model may have (\(Limits.modelBytes))")
        }
        var lines = TextLines([UInt8](data))
        let header = try LightGBMHeader(&lines)
        var builder = LightGBMTrees(columnCount: header.columns.count)
        for (index, size) in header.treeSizes.enumerated() {
            let start = lines.position
            let tree = try LightGBMTree(&lines, index: index)
            guard lines.position - start == size else {
                throw .unreadableText("tree \(index) has another size than the header says", line: lines.number)
            }
            try builder.append(tree, index: index)
        }
        try lines.expect("end of trees")
        try lines.expect("")
        try checkImportances(&lines, header, builder.splits)
        try checkEnd(&lines)
        var trees = builder.trees
        if header.isAverage { trees.shrink(by: header.treeSizes.count / header.outputs) }
        let model = TreeModel(link: header.link, outputs: header.outputs, trees: trees, gains: builder.gains)
        let classes = header.link == .softmax ? header.outputs : header.link == .logistic ? 2 : 0
        let task: LearningTask =
            header.link == .softmax ? .multiclass : header.link == .logistic ? .binary : .regression
        let columns = try header.typedColumns(builder.trees)
        if let fault = model.firstFault(task: task, classes: classes, columns: columns) {
            throw .unreadableText(fault)
        }
        return (model, columns)
    }

    /// How often each feature splits is written behind the trees, the most frequent first.
    private static func checkImportances(
        _ lines: inout TextLines, _ header: LightGBMHeader, _ splits: [Int]
    ) throws(ScoringError) {
        try lines.expect("feature_importances:")
        var expected: [String: Int] = [:]
        for (column, count) in zip(header.columns, splits) where count > 0 { expected[column, default: 0] += count }
        while let line = lines.next(), !line.isEmpty {
            guard let field = line.field, let count = TextNumber.integer(field.value),
                expected.removeValue(forKey: field.key) == count
            else { throw .unreadableText("an importance that is not that of the trees", line: lines.number) }
        }
        guard expected.isEmpty else {
            throw .unreadableText("an importance is missing", line: lines.number)
        }
    }

    /// Parameters, which scoring does not need, and nothing behind them but what the Python package adds.
    private static func checkEnd(_ lines: inout TextLines) throws(ScoringError) {
        try lines.expect("parameters:")
        while let line = lines.next(), line.text != "end of parameters" {
            guard line.isEmpty || (line.text.hasPrefix("[") && line.text.hasSuffix("]") && line.text.contains(": "))
            else { throw .unreadableText("a parameter that cannot be read", line: lines.number) }
        }
        guard lines.last == "end of parameters" else { throw .unreadableText("the text ends early") }
        while let line = lines.next() {
            guard line.isEmpty || line.text.hasPrefix("pandas_categorical:") else {
                throw .unreadableText("text behind the end", line: lines.number)
            }
        }
    }
}

extension ScoringError {
    /// A text form does not hold together.
    static func unreadableText(_ message: String, line: Int? = nil) -> ScoringError {
        ScoringError([
            Finding(
                .error, .modelUnreadable, message,
                advice: "Use the model/model.txt that the run wrote, unchanged; run the brief again if it is lost",
                file: "model.txt", line: line)
        ])
    }
}
