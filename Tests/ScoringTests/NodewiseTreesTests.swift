import Evidence
import TestSupport
import Testing

@testable import Scoring

/// The form of trees for many rows gives the bits of the walk from node to node.
@Suite struct NodewiseTreesTests {
    private static let decisions: [FlatTrees.Decision] = [
        [], .missingLeft, .nanIsMissing, [.nanIsMissing, .missingLeft],
    ]
    /// Few values, so that many rows lie on thresholds.
    private static let values = [-2.5, -1, -0.0, 0, 1e-300, 1, 1.5, 3, .nan]

    /// Trees of some leaves whose splits fall where chance puts them.
    private static func trees(
        _ count: Int, leaves: Int, width: Int, using random: inout some RandomNumberGenerator
    ) -> FlatTrees {
        var trees = FlatTrees()
        for _ in 0..<count {
            var open = [(leaves: leaves, parent: -1, isLeft: false)]
            let first = Int32(trees.nodes.count)
            while let part = open.popLast() {
                let reference: Int32
                if part.leaves == 1 {
                    reference = ~Int32(trees.leafValues.count)
                    trees.leafValues.append(Double.random(in: -1...1, using: &random))
                } else {
                    reference = Int32(trees.nodes.count)
                    trees.nodes.append(
                        .init(
                            threshold: values.dropLast().randomElement(using: &random) ?? 0,
                            feature: Int32.random(in: 0..<Int32(width), using: &random), left: 0, right: 0,
                            decision: decisions.randomElement(using: &random) ?? []))
                    let left = Int.random(in: 1..<part.leaves, using: &random)
                    open.append((left, Int(reference), true))
                    open.append((part.leaves - left, Int(reference), false))
                }
                guard part.parent >= 0 else { continue }
                if part.isLeft {
                    trees.nodes[part.parent].left = reference
                } else {
                    trees.nodes[part.parent].right = reference
                }
            }
            trees.roots.append(leaves == 1 ? ~Int32(trees.leafValues.count - 1) : first)
        }
        return trees
    }

    private static func scores(
        _ rows: [Double], width: Int, outputs: Int,
        _ write: (UnsafeBufferPointer<Double>, Int, UnsafeMutableBufferPointer<Double>) -> Void
    ) -> [UInt64] {
        let count = rows.count / width
        return [Double](unsafeUninitializedCapacity: count * outputs) { scores, initialised in
            rows.withUnsafeBufferPointer { write($0, count, scores) }
            initialised = count * outputs
        }.map(\.bitPattern)
    }

    @Test(arguments: [1, 2, 31, 63, 64], [1, 3])
    func `scores are those of the walk, to the bit`(leaves: Int, outputs: Int) throws {
        var random = SeededGenerator(seed: UInt64(leaves * 10 + outputs))
        let width = 5
        let trees = Self.trees(12, leaves: leaves, width: width, using: &random)
        #expect(
            trees.firstFault(columns: (0..<width).map { TreeColumn(name: "x\($0)") }) == nil)
        let nodewise = try #require(NodewiseTrees(trees))
        // Not a multiple of the rows that are asked together.
        let rows = (0..<width * 333).map { _ in Self.values.randomElement(using: &random) ?? 0 }
        let walked = Self.scores(rows, width: width, outputs: outputs) {
            trees.writeScores(values: $0, rowCount: $1, width: width, outputs: outputs, into: $2)
        }
        let asked = Self.scores(rows, width: width, outputs: outputs) {
            nodewise.writeScores(values: $0, rowCount: $1, width: width, outputs: outputs, into: $2)
        }
        #expect(asked == walked)
        #expect(Set(walked).count > 1 || leaves == 1)
    }

    @Test func `what it has no form for is left to the walk`() {
        var random = SeededGenerator(seed: 7)
        let many = Self.trees(1, leaves: 65, width: 2, using: &random)
        #expect(NodewiseTrees(many) == nil)
        for decision in [FlatTrees.Decision.category, [.zeroIsMissing]] {
            var trees = Self.trees(3, leaves: 8, width: 2, using: &random)
            trees.nodes[9].decision = decision
            #expect(NodewiseTrees(trees) == nil)
        }
    }

    @Test func `many rows together get the predictions that each gets alone`() throws {
        var random = SeededGenerator(seed: 9)
        let trees = Self.trees(30, leaves: 31, width: 4, using: &random)
        let model = Model.trees(TreeModel(link: .logistic, outputs: 1, trees: trees))
        let columns = (0..<4).map { TreeColumn(name: "x\($0)") }
        let count = NodewiseTrees.worthwhileRows + 100
        let rows = (0..<count * 4).map { _ in Self.values.randomElement(using: &random) ?? 0 }
        let together = model.predict(
            TreeMatrix(rowCount: count, columns: columns, values: rows), task: .binary, threads: 2)
        for row in stride(from: 0, to: count, by: 37) {
            let one = TreeMatrix(rowCount: 1, columns: columns, values: Array(rows[row * 4..<row * 4 + 4]))
            #expect(model.predict(one, task: .binary).values == [together.values[row]])
        }
    }

    @Test func `what is done to scores is done in the form for many rows too`() throws {
        var random = SeededGenerator(seed: 11)
        var model = TreeModel(
            link: .logistic, outputs: 1, trees: Self.trees(5, leaves: 8, width: 2, using: &random))
        let rows = (0..<300).map { _ in Self.values.randomElement(using: &random) ?? 0 }
        let plain = Self.scores(rows, width: 2, outputs: 1) { model.predict($0, rowCount: $1, width: 2, into: $2) }
        model.recalibration = .sigmoid(slope: 2, intercept: -1)
        let one = Self.scores(rows, width: 2, outputs: 1) { model.predict($0, rowCount: $1, width: 2, into: $2) }
        let nodewise = try #require(NodewiseTrees(model.trees))
        let many = Self.scores(rows, width: 2, outputs: 1) {
            model.predict($0, rowCount: $1, width: 2, nodewise, into: $2)
        }
        #expect(one == many)
        #expect(one != plain)
    }
}
