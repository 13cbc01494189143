import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

/// The reader of LightGBM's text form on texts that nobody should trust.
@Suite struct LightGBMTextTests {
    private static func text(_ name: String) throws -> String {
        try #require(TreeFixture.all.first { $0.name == name }).text
    }

    @Test("a corrupt model is refused with a named error", arguments: Corruption.all)
    func corrupt(corruption: Corruption) throws {
        let text = try Self.text(corruption.model)
        let changed = corruption.change(text)
        #expect(changed != text)
        let error = #expect(throws: ScoringError.self) { try LightGBMText.read(Data(changed.utf8)) }
        #expect(error?.findings.first?.code == .modelUnreadable)
        #expect(error?.exitStatus == .inputWrong)
    }

    @Test("a model cut off anywhere is refused")
    func cut() throws {
        let bytes = Array(try Self.text("stumps").utf8)
        let end = try #require(try Self.text("stumps").range(of: "end of parameters"))
        let last = try Self.text("stumps")[..<end.lowerBound].utf8.count
        for length in stride(from: 0, through: last, by: 7) {
            #expect(throws: ScoringError.self) { try LightGBMText.read(Data(bytes[..<length])) }
        }
    }

    @Test("random changes are refused, or leave the shape and rows that can be scored", arguments: 0..<40)
    func mutated(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let fixture = TreeFixture.all[seed % TreeFixture.all.count]
        let bytes = Array(fixture.text.utf8)
        let (whole, columns) = try LightGBMText.readWithColumns(Data(bytes))
        let matrix = fixture.matrix(columns)
        for _ in 0..<25 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<changed.count, using: &generator)
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 2: changed[place] = try #require(Array("0123456789-.e= \n".utf8).randomElement(using: &generator))
                case 3: changed.removeSubrange(place..<min(place + 5, changed.count))
                default: changed.insert(contentsOf: changed[place..<min(place + 9, changed.count)], at: place)
                }
            }
            guard let model = try? LightGBMText.read(Data(changed)) else { continue }
            // A digit of a number may change unseen; what the trees are may not.
            #expect(model.link == whole.link && model.outputs == whole.outputs)
            #expect(model.trees.roots == whole.trees.roots)
            #expect(model.trees.nodes.map(\.left) == whole.trees.nodes.map(\.left))
            #expect(model.trees.nodes.map(\.right) == whole.trees.nodes.map(\.right))
            #expect(Model.trees(model).predict(matrix, task: fixture.task).rowCount == matrix.rowCount)
        }
    }

    @Test("the number of threads and what Python adds are no part of the model")
    func accepted() throws {
        let text = try Self.text("binary")
        let other = text.replacing("[num_threads: 1]", with: "[num_threads: 8]")
            .replacing("\npandas_categorical:null\n", with: "")
        #expect(other != text)
        #expect(try LightGBMText.read(Data(other.utf8)) == LightGBMText.read(Data(text.utf8)))
    }

    @Test("of averaged trees the mean counts, and constraints change no score")
    func averaged() throws {
        let text = try Self.text("binary")
        let (sum, columns) = try LightGBMText.readWithColumns(Data(text.utf8))
        let signs = columns.map { _ in "0" }.joined(separator: " ")
        let mean = try LightGBMText.read(
            Data(
                text.replacing(
                    "\ntree_sizes", with: "\naverage_output\nmonotone_constraints=\(signs)\ntree_sizes"
                ).utf8))
        #expect(mean.trees.leafValues == sum.trees.leafValues.map { $0 / Double(sum.rounds) })
        #expect(mean.trees.nodes == sum.trees.nodes)
        #expect(mean.gains == sum.gains)
    }

    @Test("a threshold without bound sends every number left")
    func unbounded() throws {
        let text = try Self.text("stumps")
        let start = try #require(text.range(of: "\nthreshold=")).upperBound
        let end = try #require(text[start...].firstIndex(of: "\n"))
        let old = text.distance(from: start, to: end)
        let size = try #require(text.range(of: "\ntree_sizes=")).upperBound
        let sizeEnd = try #require(text[size...].firstIndex(of: " "))
        let length = try #require(Int(text[size..<sizeEnd])) - old + 3
        let changed = text.replacingCharacters(in: start..<end, with: "inf")
            .replacingOccurrences(of: "tree_sizes=\(text[size..<sizeEnd]) ", with: "tree_sizes=\(length) ")
        let model = try LightGBMText.read(Data(changed.utf8))
        #expect(model.trees.nodes[0].threshold == .greatestFiniteMagnitude)
    }

    @Test("a text may have the most bytes, and not one more")
    func limit() throws {
        // Python's line at the end is as long as it likes.
        var data = Data(try Self.text("stumps").utf8).dropLast()
        data.append(Data(repeating: UInt8(ascii: " "), count: Limits.modelBytes - data.count))
        #expect(throws: Never.self) { try LightGBMText.read(data) }
        data.append(UInt8(ascii: " "))
        #expect(throws: ScoringError.self) { try LightGBMText.read(data) }
    }
}

/// A change by hand that makes a model that cannot be.
struct Corruption: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let model: String
    let change: @Sendable (String) -> String

    init(_ name: String, of model: String = "stumps", _ change: @escaping @Sendable (String) -> String) {
        testDescription = name
        self.model = model
        self.change = change
    }

    /// Replaces what stands behind a key on its first line by a text of the same length where that is possible.
    private static func set(_ key: String, _ value: String) -> @Sendable (String) -> String {
        { text in
            guard let start = text.range(of: "\n\(key)=") else { return text }
            let end = text[start.upperBound...].firstIndex(of: "\n") ?? text.endIndex
            return text.replacingCharacters(in: start.upperBound..<end, with: value)
        }
    }

    static let all = [
        Corruption("empty") { _ in "" },
        Corruption("another version", set("version", "v9")),
        Corruption("an objective that is not known", set("objective", "lambdarank")),
        Corruption("a steeper sigmoid", set("objective", "binary sigmoid:2")),
        Corruption("trees averaged twice") {
            $0.replacing("tree_sizes", with: "average_output\naverage_output\ntree_sizes")
        },
        Corruption("constraints of other columns") {
            $0.replacing("tree_sizes", with: "monotone_constraints=1\ntree_sizes")
        },
        Corruption("a constraint that is no direction") {
            $0.replacing("tree_sizes", with: "monotone_constraints=2 2 2 2 2 2\ntree_sizes")
        },
        Corruption("a million leaves", set("num_leaves", "1000000")),
        Corruption("leaves beyond all integers", set("num_leaves", "99999999999999999999")),
        Corruption("a node that is its own child", set("left_child", "0 ")),
        Corruption("a child that is not there", set("right_child", "-9")),
        Corruption("the same leaf on both sides", set("right_child", "-1")),
        Corruption("a threshold that is no number") { $0.replacing("\nthreshold=", with: "\nthreshold=nan") },
        Corruption("a leaf without bounds") { $0.replacing("\nleaf_value=", with: "\nleaf_value=1e999 ") },
        Corruption("a column that is not there", set("split_feature", "9")),
        Corruption("a negative column", set("split_feature", "-1")),
        Corruption("fewer columns than names", set("max_feature_idx", "2")),
        Corruption("a decision that there is not", set("decision_type", "64")),
        Corruption("linear leaves", set("is_linear", "1")),
        Corruption("rows that do not add up", set("internal_count", "901")),
        Corruption("a set that is not there", of: "binary") {
            $0.replacing("cat_boundaries=0 ", with: "cat_boundaries=9 ")
        },
        Corruption("sets without end", of: "binary", set("cat_threshold", "1")),
        Corruption("more sets than boundaries", of: "binary", set("num_cat", "7")),
        Corruption("a tree that is not there") { $0.replacing("tree_sizes=", with: "tree_sizes=345 ") },
        Corruption("a tree twice", set("tree_sizes", "345")),
        Corruption("no tree", set("tree_sizes", "")),
        Corruption("text behind the end") { $0 + "Tree=0\n" },
    ]
}
