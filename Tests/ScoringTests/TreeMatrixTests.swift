import Columns
import Evidence
import Scoring
import TestSupport
import Testing

@Suite struct TreeMatrixTests {
    @Test("every kind of feature is written as it is, and what is missing is NaN")
    func values() throws {
        let matrix = try Example.plan.treeMatrix(of: Example.table)
        #expect(matrix.columns.map(\.name) == ["temp", "carrier", "late", "at.hour", "at since since"])
        #expect(matrix.columns.map(\.levels) == [nil, 3, nil, nil, nil])
        let texts = matrix.values.map { $0.isNaN ? "missing" : "\($0)" }
        #expect(texts[0..<5] == ["1.5", "1.0", "0.0", "6.0", "10.0"])
        // An infinity is missing, a text that training did not see is other.
        #expect(texts[5..<10] == ["missing", "2.0", "1.0", "23.0", "-1e-06"])
        #expect(texts[10..<15] == ["missing", "missing", "missing", "missing", "missing"])
    }

    @Test("months and days of the month count from 1")
    func parts() throws {
        let plan = FeaturePlan(features: [
            Feature(
                name: "at", source: "at", kind: .timestamp,
                treatment: .calendar(
                    CalendarTreatment(
                        parts: [.init(part: .month, harmonics: 1), .init(part: .dayOfWeek, harmonics: 1)],
                        missingIndicator: false, elapsed: nil)))
        ])
        let table = Table([("at", .timestamp(Values([0], filler: 0), .timestamp))])
        // The epoch was a Thursday.
        #expect(try plan.treeMatrix(of: table).values == [1, 3])
    }

    @Test("a moment of which only the absence counts is 1 where it is missing")
    func absence() throws {
        let plan = FeaturePlan(features: [
            Feature(
                name: "at", source: "at", kind: .date,
                treatment: .calendar(CalendarTreatment(parts: [], missingIndicator: true, elapsed: nil)))
        ])
        let table = Table([("at", .timestamp(Values([0, nil], filler: 0), .date))])
        let matrix = try plan.treeMatrix(of: table)
        #expect(matrix.columns.map(\.name) == ["at is missing"])
        #expect(matrix.values == [0, 1])
    }

    @Test("numbers next to zero are zero, as LightGBM reads them")
    func flushed() {
        #expect(TreeMatrix.flushed(1e-36) == 0 && TreeMatrix.flushed(-1e-36) == 0)
        #expect(TreeMatrix.flushed(TreeMatrix.zeroBound) == 0)
        #expect(TreeMatrix.flushed(TreeMatrix.zeroBound.nextUp) != 0)
        #expect(TreeMatrix.flushed(.nan).isNaN)
    }

    @Test("any rows in any order, at any number of threads, are those of the whole")
    func anyRows() throws {
        var generator = SeededGenerator(seed: 5)
        let table = Table(
            zip(Example.table.names, Example.table.columns).map { name, column in
                (name, SeededTables.column(column.type, rows: 5_000, using: &generator))
            })
        let whole = try Example.plan.treeMatrix(of: table)
        let rows = Array(stride(from: 4_999, to: 0, by: -3))
        let part = try Example.plan.treeMatrix(of: table, rows: rows, threads: 3)
        let expected = rows.flatMap { whole.values[$0 * 5..<$0 * 5 + 5] }
        #expect(zip(part.values, expected).allSatisfy { $0.bitPattern == $1.bitPattern })
    }

    @Test("a document with trees predicts a table, and is read back whole", arguments: LearningTask.allCases)
    func document(task: LearningTask) throws {
        let document = Example.treeDocument(task)
        #expect(throws: Never.self) { try document.validate() }
        let bytes = try CanonicalJSON.encode(document)
        #expect(try ModelDocument(reading: bytes) == document)
        #expect(try JSONSchema(named: "associate").problems(withJSON: bytes) == [])
        let through = document.model.predict(try document.plan.treeMatrix(of: Example.table), task: task)
        #expect(try document.predict(Example.table) == through)
        #expect(try document.predict(Example.table, threads: 2) == through)
    }

    @Test("a document whose trees ask a column that the plan does not have is refused")
    func wrongPlan() throws {
        var document = Example.treeDocument(.binary)
        document.plan.features.removeLast()
        #expect(throws: ScoringError.self) { try document.validate() }
    }
}

extension Example {
    /// A document with one small tree for each output: the carrier's set, then the seconds since.
    static func treeDocument(_ task: LearningTask) -> ModelDocument {
        var document = document(task)
        let outputs = task == .multiclass ? 3 : 1
        var trees = FlatTrees(setOffsets: [0, 1], setWords: [0b101])
        for output in 0..<outputs {
            let (node, leaf) = (Int32(trees.nodes.count), Int32(trees.leafValues.count))
            trees.roots.append(node)
            trees.nodes.append(
                .init(threshold: 0, feature: 1, left: node + 1, right: ~leaf, decision: [.category]))
            trees.nodes.append(
                .init(
                    threshold: 1.5, feature: 4, left: ~(leaf + 1), right: ~(leaf + 2),
                    decision: [.nanIsMissing, .missingLeft]))
            trees.leafValues += [0.1, -0.3, 1.25].map { $0 * Double(output + 1) }
        }
        document.model = .trees(
            TreeModel(
                link: task == .binary ? .logistic : task == .multiclass ? .softmax : .identity, outputs: outputs,
                trees: trees))
        return document
    }
}
