import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import Scoring

/// Trees by hand, and what keeps arrays from being trees.
@Suite struct FlatTreesTests {
    private static let columns = [TreeColumn(name: "x"), TreeColumn(name: "c", levels: 40)]

    /// x ≤ 1 → (c in {1, 33} → 10, else 20), else 30.
    private static let sound = FlatTrees(
        roots: [0],
        nodes: [
            .init(threshold: 1, feature: 0, left: 1, right: ~2, decision: [.nanIsMissing]),
            .init(threshold: 0, feature: 1, left: ~0, right: ~1, decision: [.category]),
        ], leafValues: [10, 20, 30], setOffsets: [0, 2], setWords: [2, 2])

    @Test("a tree by hand decides as it says")
    func decides() {
        let model = TreeModel(link: .identity, outputs: 1, trees: Self.sound)
        #expect(model.firstFault(task: .regression, classes: 0, columns: Self.columns) == nil)
        let rows: [Double] = [1, 1, 1, 33, 1, 2, 1, 64, 1, .nan, 1.5, 1, .nan, 1]
        let matrix = TreeMatrix(rowCount: 7, columns: Self.columns, values: rows)
        #expect(
            Model.trees(model).predict(matrix, task: .regression).values == [10, 10, 20, 20, 20, 30, 30])
    }

    @Test("arrays that are no trees have a fault", arguments: 0..<12)
    func faults(number: Int) {
        var trees = Self.sound
        switch number {
        case 0: trees.nodes[1].left = 0
        case 1: trees.nodes[1].left = 7
        case 2: trees.nodes[1].left = ~7
        case 3: trees.nodes[1].left = ~1
        case 4: trees.nodes[0].feature = 2
        case 5: trees.nodes[0].feature = -1
        case 6: trees.nodes[0].threshold = .nan
        case 7: trees.nodes[1].threshold = 1
        case 8: trees.nodes[0].decision = [.category]
        case 9: trees.leafValues[0] = .infinity
        case 10: trees.setOffsets = [0, 3]
        default: trees.roots = [0, 0]
        }
        #expect(trees.firstFault(columns: Self.columns) != nil)
    }

    @Test("a model may have the most nodes, and not one more")
    func limit() {
        func chain(_ count: Int) -> FlatTrees {
            FlatTrees(
                roots: [0],
                nodes: (0..<count).map {
                    .init(
                        threshold: 0, feature: 0, left: $0 + 1 < count ? Int32($0 + 1) : ~Int32(count),
                        right: ~Int32($0), decision: [])
                }, leafValues: [Double](repeating: 0, count: count + 1))
        }
        #expect(chain(Limits.treeNodes).firstFault(columns: Self.columns) == nil)
        #expect(chain(Limits.treeNodes + 1).firstFault(columns: Self.columns) != nil)
    }

    @Test("the children of a node stand where the walk looks for them")
    func layout() {
        #expect(MemoryLayout<FlatTrees.Node>.offset(of: \.left) == FlatTrees.Node.childrenOffset)
        #expect(MemoryLayout<FlatTrees.Node>.offset(of: \.right) == FlatTrees.Node.childrenOffset + 4)
    }

    @Test("rows beside each other, blocks of them and single rows get the same bits", arguments: TreeFixture.all)
    func anyNumberOfRows(_ fixture: TreeFixture) throws {
        let (model, columns) = try LightGBMText.readWithColumns(Data(fixture.text.utf8))
        let values = fixture.matrix(columns).values
        let (width, outputs) = (columns.count, model.outputs)
        func predicted(_ rows: Int, from start: Int) -> [Double] {
            var result = [Double](repeating: .nan, count: rows * outputs)
            values.withUnsafeBufferPointer { values in
                result.withUnsafeMutableBufferPointer {
                    model.predict(
                        UnsafeBufferPointer(rebasing: values[start * width..<(start + rows) * width]), rowCount: rows,
                        width: width, into: $0)
                }
            }
            return result
        }
        let all = predicted(fixture.rows, from: 0)
        for rows in [1, 7, 8, 9, 127, 130] where rows <= fixture.rows {
            let start = fixture.rows - rows
            #expect(predicted(rows, from: start) == Array(all[(start * outputs)...]))
        }
    }

    @Test("gains are summed by column, and by feature and source of a plan")
    func gains() throws {
        let fixture = try #require(TreeFixture.all.first { $0.name == "stumps" })
        let (model, columns) = try LightGBMText.readWithColumns(Data(fixture.text.utf8))
        func words(_ key: String) -> [Substring] {
            fixture.text.split(separator: "\n").filter { $0.hasPrefix("\(key)=") }.map {
                $0.dropFirst(key.count + 1)
            }
        }
        var expected = [Double](repeating: 0, count: columns.count)
        for (column, gain) in zip(words("split_feature"), words("split_gain")) {
            expected[try #require(Int(column))] += try #require(Double(gain))
        }
        #expect(expected.contains { $0 > 0 })
        #expect(model.gains == expected)
        #expect(try CanonicalJSON.decode(TreeModel.self, from: CanonicalJSON.encode(model)) == model)

        let plan = Example.plan
        let whole = TreeModel(
            link: .identity, outputs: 1, trees: FlatTrees(roots: [~0], leafValues: [1]),
            gains: plan.treeColumns.indices.map { Double($0 + 1) })
        let byFeature = whole.gainImportance(of: plan)
        #expect(byFeature.count == plan.features.count)
        #expect(byFeature.reduce(0, +) == whole.gains.reduce(0, +))
        let bySource = whole.gainImportanceBySource(of: plan)
        #expect(Set(bySource.map(\.source)) == Set(plan.features.map(\.source)))
        #expect(bySource.reduce(0) { $0 + $1.gain } == whole.gains.reduce(0, +))
        #expect(Self.model.gainImportance(of: plan) == [])
    }

    private static let model = TreeModel(link: .identity, outputs: 1, trees: sound)
}
