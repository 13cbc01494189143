import Columns
import Evidence
import Foundation
import Scoring
import Testing
import Warehouse

@testable import Packaging

@Suite("The text of the statement")
struct StatementTests {
    /// A regression on one number by trees.
    private func document(_ trees: FlatTrees) -> ModelDocument {
        let number = NumberTreatment(median: 0, mean: 0, scale: 1, missingIndicator: false)
        return ModelDocument(
            task: .regression, classes: [], key: ["id"], excluded: [:], threshold: nil,
            plan: FeaturePlan(features: [Feature(name: "x", source: "x", kind: .number, treatment: .number(number))]),
            model: .trees(TreeModel(link: .identity, outputs: 1, trees: trees)), seen: [:])
    }

    /// A tree as deep as it has nodes.
    private func chain(_ nodes: Int) -> FlatTrees {
        FlatTrees(
            roots: [0],
            nodes: (0..<nodes).map { index in
                FlatTrees.Node(
                    threshold: Double(index), feature: 0, left: ~Int32(index),
                    right: index + 1 < nodes ? Int32(index + 1) : ~Int32(nodes), decision: .nanIsMissing)
            }, leafValues: (0...nodes).map { Double($0) / 3 })
    }

    /// How deep brackets and CASEs are nested.
    private func depth(_ text: String) -> Int {
        var (depth, deepest) = (0, 0)
        for word in text.replacing("(", with: " ( ").replacing(")", with: " ) ").split(whereSeparator: \.isWhitespace) {
            if word == "(" || word == "CASE" { depth += 1 }
            if word == ")" || word == "END" { depth -= 1 }
            deepest = max(deepest, depth)
        }
        return deepest
    }

    @Test("a tree as deep as it has leaves is not nested", arguments: Dialect.Name.allCases)
    func deepTree(name: Dialect.Name) throws {
        let text = try ScoringStatement(document(chain(900)), of: "rows").written(in: Dialect(named: name))
        #expect(depth(text) < 10)
    }

    @Test("a tree of many leaves is nested by the logarithm of their number")
    func bushyTree() throws {
        var trees = FlatTrees(roots: [0])
        // A full tree: the children of node n are 2n + 1 and 2n + 2.
        let nodes = 1_023
        trees.nodes = (0..<nodes).map { index in
            let children = [2 * index + 1, 2 * index + 2].map { $0 < nodes ? Int32($0) : ~Int32($0 - nodes) }
            return FlatTrees.Node(
                threshold: Double(index), feature: 0, left: children[0], right: children[1], decision: .nanIsMissing)
        }
        trees.leafValues = (0...nodes).map(Double.init)
        let text = try ScoringStatement(document(trees), of: "rows").written(in: .duckDB)
        #expect(depth(text) < 20)
    }

    @Test("there is a column for each tree, and at most fifty are added in one expression")
    func groups() throws {
        var trees = FlatTrees()
        for index in 0..<120 {
            trees.roots.append(~Int32(index))
            trees.leafValues.append(Double(index))
        }
        let text = try ScoringStatement(document(trees), of: "rows").written(in: .duckDB)
        for index in 1...120 { #expect(text.contains("AS \"tree_\(index)\"")) }
        let most = text.split(separator: "\n").map { $0.split(separator: " + ").count - 1 }.max()
        #expect(most == 50)
    }

    @Test("the key is handed on, and a column of an answer's name under another")
    func keptColumns() {
        let statement = ScoringStatement(document(chain(2)), of: "rows")
        #expect(statement.kept == [KeptColumn(source: "id", name: "id")])
        let named = ScoringStatement(document(chain(2)), of: "rows", keeping: ["Score", "tree_1"])
        #expect(named.kept.map(\.name) == ["feature_Score", "tree_1"])
    }

    @Test("columns of the rows that bear the names of stages are not mistaken for them")
    func namesOfStages() throws {
        let connection = try Engine.duckDB(threads: 1, temporaryDirectory: NSTemporaryDirectory()).connect()
        let values = Column.double(Values([1.5, -1], filler: 0))
        let names = ["x", "tree_1", "total_0", "input_0", "TOTALS"]
        try connection.ingest(Table(names.map { ($0, values) }), into: Identifier("inputs"))
        let statement = ScoringStatement(document(chain(2)), of: "\(Identifier("inputs"))", keeping: names)
        let answer = try connection.query(statement.sql())
        #expect(answer.names == names + ["prediction", "score"])
        #expect(answer["tree_1"] == values)
        #expect(answer["score"] == .double(Values([2.0 / 3, 0], filler: 0)))
    }

    @Test("a name or text of the model cannot end a comment, a name or a literal", arguments: Dialect.Name.allCases)
    func injection(name: Dialect.Name) throws {
        var document = document(chain(2))
        let evil = "x\n; DROP TABLE t; -- `\"'"
        document.plan.features[0].source = evil
        let text = try ScoringStatement(document, of: "rows").written(in: Dialect(named: name))
        for line in text.split(separator: "\n").prefix(3) { #expect(line.hasPrefix("-- ")) }
        let quoted = try SQL("\(Identifier(evil))").quotedText(in: Dialect(named: name))
        #expect(text.contains(quoted))
    }
}
