import Columns
import Evidence
import TestSupport
import Testing

@testable import Scoring

/// A column dealt anew: the shortcut against predicting the table with that column dealt anew.
@Suite struct PermutedPredictionsTests {
    private static let rows = 700
    private static let sources = ["temp", "carrier", "late", "at", "since"]

    private static let table: Table = {
        var chance = Dice(state: 3)
        func optional<Value>(_ value: Value, _ chance: inout Dice) -> Value? {
            chance.below(10) == 0 ? nil : value
        }
        var (temps, carriers, lates, ats, sinces): ([Double?], [String?], [Bool?], [Int64?], [Int64?]) =
            ([], [], [], [], [])
        for _ in 0..<rows {
            temps.append(optional(Double(chance.below(100)) / 25, &chance))
            carriers.append(optional(["AA", "UA", "ZZ"][chance.below(3)], &chance))
            lates.append(optional(chance.below(2) == 0, &chance))
            ats.append(optional(Int64(chance.below(1_000_000)) * 1_000_000, &chance))
            sinces.append(optional(Int64(chance.below(1_000_000)) * 1_000_000, &chance))
        }
        return Table([
            ("at", .timestamp(Values(ats, filler: 0), .timestamp)), ("carrier", .text(TextValues(carriers))),
            ("late", .boolean(Values(lates, filler: false))),
            ("since", .timestamp(Values(sinces, filler: 0), .timestamp)), ("temp", .double(Values(temps, filler: 0))),
        ])
    }()

    private static let orders: [[Int]] = [
        (0..<rows).map { ($0 * 3 + 11) % rows }, (0..<rows).reversed(), Array(0..<rows),
    ]

    /// Trees of depth three that ask for every column, categories among them.
    private func trees(outputs: Int, task: LearningTask) -> Model {
        var chance = Dice(state: 8)
        var trees = FlatTrees(setOffsets: [0, 1], setWords: [0b010])
        let bounds: [Double] = [2, 0, 0.5, 12, 50_000]
        for tree in 0..<outputs * 6 {
            let (root, leaf) = (Int32(trees.nodes.count), Int32(trees.leafValues.count))
            trees.roots.append(root)
            for node in 0..<7 {
                let column = tree == 0 && node < 5 ? node : chance.below(5)
                let isCategory = column == 1
                let children =
                    node < 3
                    ? (root + Int32(2 * node + 1), root + Int32(2 * node + 2))
                    : (~(leaf + Int32(2 * (node - 3))), ~(leaf + Int32(2 * (node - 3) + 1)))
                trees.nodes.append(
                    .init(
                        threshold: isCategory ? 0 : bounds[column], feature: Int32(column), left: children.0,
                        right: children.1,
                        decision: isCategory
                            ? .category : node.isMultiple(of: 2) ? [.nanIsMissing, .missingLeft] : .nanIsMissing))
            }
            trees.leafValues += (0..<8).map { _ in Double(chance.below(1_000)) / 500 - 1 }
        }
        return .trees(TreeModel(link: Link.expected(task: task, classes: outputs).link, outputs: outputs, trees: trees))
    }

    /// With splines and products, of columns of one source and of two.
    private func bent(outputs: Int, task: LearningTask) -> Model {
        TermExample.document(task).model
    }

    private func linear(outputs: Int, task: LearningTask) -> Model {
        .linear(
            LinearModel(
                link: Link.expected(task: task, classes: outputs).link,
                weights: (0..<outputs).map { Example.weights(0.2 / Double($0 + 1)) },
                intercepts: (0..<outputs).map { 0.1 - Double($0) }))
    }

    @Test(arguments: [LearningTask.binary, .multiclass, .regression], ["linear", "bent", "trees"])
    func `it predicts what the whole table predicts with that column dealt anew`(
        task: LearningTask, kind: String
    ) throws {
        let outputs = task == .multiclass ? 3 : 1
        let isLinear = kind != "trees"
        let model =
            switch kind {
            case "linear": linear(outputs: outputs, task: task)
            case "bent": bent(outputs: outputs, task: task)
            default: trees(outputs: outputs, task: task)
            }
        let found = try model.predictPermuted(
            Example.plan, table: Self.table, sources: Self.sources, orders: Self.orders, task: task, threads: 2)
        let whole = model.predict(try BoundPlan(Example.plan, to: Self.table), task: task)
        #expect(near(found.whole, whole, isLinear: isLinear))
        for (source, predictions) in zip(Self.sources, found.permuted) {
            for (order, permuted) in zip(Self.orders, try #require(predictions, "\(source) is read")) {
                let table = Table(
                    zip(Self.table.names, Self.table.columns).map { ($0, $0 == source ? $1.selecting(order) : $1) })
                let expected = model.predict(try BoundPlan(Example.plan, to: table), task: task)
                #expect(near(permuted, expected, isLinear: isLinear), "\(source)")
                #expect(order == Array(0..<Self.rows) || permuted != whole, "\(source) changes something")
            }
        }
    }

    /// A linear score here is a sum of up to 100,000 from which a part is taken and put back, each with a rounding of
    /// 1e-16 of it; trees sum small numbers.
    private func near(_ found: Predictions, _ expected: Predictions, isLinear: Bool) -> Bool {
        let tolerance = isLinear ? 1e-10 : 1e-12
        return found.width == expected.width && found.values.count == expected.values.count
            && zip(found.values, expected.values).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
    }

    @Test(arguments: [true, false]) func `threads change no bit`(isLinear: Bool) throws {
        let model = isLinear ? linear(outputs: 1, task: .binary) : trees(outputs: 1, task: .binary)
        let found = try [1, 3].map { threads in
            try model.predictPermuted(
                Example.plan, table: Self.table, sources: Self.sources, orders: Self.orders, task: .binary,
                threads: threads)
        }
        #expect(found[0].whole == found[1].whole && found[0].permuted == found[1].permuted)
    }

    @Test func `what the model does not read has no predictions of its own`() throws {
        let prior = try Model.prior(PriorModel(values: [0.7, 0.3])).predictPermuted(
            Example.plan, table: Self.table, sources: Self.sources, orders: Self.orders, task: .binary, threads: 1)
        #expect(prior.permuted == Self.sources.map { _ in nil })
        var weights = Example.weights()
        for column in 0..<2 { weights[column] = 0 }
        let linear = try Model.linear(LinearModel(link: .identity, weights: [weights], intercepts: [0]))
            .predictPermuted(
                Example.plan, table: Self.table, sources: Self.sources, orders: Self.orders, task: .regression,
                threads: 1)
        #expect(linear.permuted.map { $0 == nil } == [true, false, false, false, false])
    }

    @Test func `a plan's columns are named once, in the order of its features`() {
        #expect(Example.plan.sourceColumns == Self.sources)
    }
}

/// Numbers that are the same everywhere (SplitMix64).
private struct Dice {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) >> 33) % bound
    }
}
