import Columns
import Evidence
import Scoring
import Testing

@testable import Pipeline

/// The label as numbers, and numbers as the label's own type.
struct LabelReaderTests {
    private func target(_ column: Column, task: LearningTask, classes: [String]) throws -> [Double] {
        try LabelReader(task: task, classes: classes).target(of: Table([("y", column)]), label: "y", weight: nil).values
    }

    @Test func `a boolean becomes the index of its class, whichever is positive`() throws {
        let column = Column.boolean(Values([true, false, true], filler: false))
        #expect(try target(column, task: .binary, classes: ["false", "true"]) == [1, 0, 1])
        #expect(try target(column, task: .binary, classes: ["true", "false"]) == [0, 1, 0])
    }

    @Test func `integers and texts become the index of their class`() throws {
        let integers = Column.integer(Values([2, 0, 1, -1], filler: 0))
        #expect(try target(integers, task: .multiclass, classes: ["-1", "0", "1", "2"]) == [3, 1, 2, 0])
        let texts = Column.text(TextValues(["b", "a", "b"]))
        #expect(try target(texts, task: .binary, classes: ["a", "b"]) == [1, 0, 1])
    }

    @Test func `a regression keeps its numbers`() throws {
        #expect(
            try target(.integer(Values([7, -2], filler: 0)), task: .regression, classes: []) == [7, -2])
        #expect(
            try target(.double(Values([0.5, 1e9], filler: 0)), task: .regression, classes: []) == [0.5, 1e9])
    }

    @Test func `classes come back in the label's own type`() {
        let reader = LabelReader(task: .binary, classes: ["0", "1"])
        let integers = reader.column(ofClasses: [1, 0], like: .integer(Values([5], filler: 0)))
        #expect(integers == .integer(Values([1, 0], filler: 0)))
        let booleans = LabelReader(task: .binary, classes: ["false", "true"])
            .column(ofClasses: [1, 0], like: .boolean(Values([true], filler: false)))
        #expect(booleans == .boolean(Values([true, false], filler: false)))
    }

    @Test(arguments: [[1, -1], [1, nil], [1, .nan], [1, .infinity]] as [[Double?]])
    func `a weight that is none is an error with its count`(weights: [Double?]) throws {
        let table = Table([
            ("y", .boolean(Values([true, false], filler: false))), ("w", .double(Values(weights, filler: 0))),
        ])
        let error = #expect(throws: ChecksStopped.self) {
            try LabelReader(task: .binary, classes: ["false", "true"]).target(of: table, label: "y", weight: "w")
        }
        #expect(error?.findings.first?.count == 1)
        #expect(error?.exitStatus == .checksStopped)
    }
}
