import Columns
import Evidence
import Foundation
import Scoring
import Testing

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
}
