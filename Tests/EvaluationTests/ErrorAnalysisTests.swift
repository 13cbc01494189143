import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

struct ErrorAnalysisTests {
    private static let rows = 6_000

    /// Scores of 0.5 where `weak` holds, and sure ones that are right elsewhere.
    private func document(
        _ table: Table, key: [String] = [], masked: Set<String> = [], seed: UInt64 = 1, threads: Int = 2,
        units: ResamplingUnits? = nil, weak: (Int) -> Bool
    ) -> ErrorsDocument {
        var chance = Chance(seed)
        let labels = (0..<Self.rows).map { _ in chance.unit() < 0.5 ? 1.0 : 0 }
        let scores = labels.indices.map { weak($0) ? 0.5 : labels[$0] == 1 ? 0.9 : 0.1 }
        return ErrorAnalysis(
            DecidedRows(
                Predictions(scores), target: .binary(labels), threshold: nil,
                resampling: .init(units: units ?? .rows(Self.rows), seed: 7, threads: threads))
        ).document(columns: table.names, key: key, masked: masked, table: table, rows: Array(0..<Self.rows))
    }

    private var table: Table {
        var chance = Chance(9)
        return Table([
            ("id", .integers(Array(0..<Self.rows))),
            ("kind", .text(TextValues((0..<Self.rows).map { "k\($0 % 7)" }))),
            (
                "size",
                .double(Values((0..<Self.rows).map { _ in chance.unit() }, validity: Validity(allValid: Self.rows)))
            ),
        ])
    }

    @Test func `a rule names the rows that carry the loss, and rules part all rows`() throws {
        let table = table
        guard case .double(let sizes)? = table["size"] else { return }
        let document = document(table) { $0 % 7 == 3 && sizes.values[$0] < 0.5 }
        let first = try #require(document.modes.first)
        #expect(first.predicates.map(\.column).sorted() == ["kind", "size"])
        #expect(first.predicates.contains { $0.words == "kind = k3" })
        #expect(first.lossShare > 2 * first.rowShare)
        let lower = try #require(first.lower)
        #expect(lower > 0)
        #expect(abs(document.modes.reduce(0) { $0 + $1.rowShare } - 1) < 1e-9)
        #expect(abs(document.modes.reduce(0) { $0 + $1.lossShare } - 1) < 1e-9)
        #expect(document.modes.reduce(0) { $0 + $1.rows } == document.judging.rows)
        #expect(zip(document.modes, document.modes.dropFirst()).allSatisfy { $0.meanLoss >= $1.meanLoss })
    }

    @Test func `where losses follow no column there is one rule, of no predicates`() {
        let noise = document(table) { ($0 &* 2_654_435_761) >> 7 % 11 == 0 }
        #expect(noise.modes.map(\.words) == ["all rows"])
        #expect(noise.modes.first?.lossShare == 1 && noise.modes.first?.difference == nil)
    }

    @Test func `threads change nothing`() {
        let table = table
        #expect(document(table, threads: 1) { $0 % 7 == 2 } == document(table, threads: 3) { $0 % 7 == 2 })
    }

    @Test func `examples have keys and values, personal ones masked`() throws {
        let document = document(table, key: ["id"], masked: ["kind"]) { $0 % 7 == 3 }
        let first = try #require(document.examples.first)
        #expect(document.examples.count == 10)
        #expect(first.key.map(\.column) == ["id"])
        #expect(first.values.map(\.column) == ["kind", "size"])
        #expect(first.values[0].value == ErrorsDocument.mask)
        #expect(abs(first.loss - log(2)) < 1e-12)
        // A masked column makes no rule either: its values would stand in it.
        #expect(document.modes.allSatisfy { mode in mode.predicates.allSatisfy { $0.column != "kind" } })
    }

    @Test func `pairs of classes have their shares`() throws {
        let labels = (0..<300).map { Double($0 % 3) }
        // Class 0 is taken for 1 in one of two rows, class 1 for 2 in one of four.
        let predicted = (0..<300).map { row in
            row % 6 == 0 ? 1 : row % 12 == 1 ? 2 : row % 3
        }
        let document = ErrorAnalysis(
            DecidedRows(
                Predictions(
                    width: 3, values: predicted.flatMap { one in (0..<3).map { $0 == one ? 0.8 : 0.1 } }),
                target: Target(task: .multiclass, classes: ["a", "b", "c"], values: labels), threshold: nil,
                resampling: .init(units: .rows(300), seed: 7, threads: 1))
        ).document(columns: [], key: [], masked: [], table: Table([], rowCount: 300), rows: Array(0..<300))
        #expect(document.confusions.map(\.truth) == ["a", "b"])
        #expect(document.confusions.map(\.predicted) == ["b", "c"])
        #expect(document.confusions.map(\.rows) == [50, 25])
        #expect(document.confusions.map(\.classShare) == [0.5, 0.25])
        #expect(abs(document.confusions.reduce(0) { $0 + $1.errorShare } - 1) < 1e-12)
        #expect(document.modes.isEmpty && document.residuals.isEmpty)
        #expect(try JSONSchema(named: "errors").problems(withJSON: CanonicalJSON.encode(document)) == [])
    }

    @Test func `errors that follow a column are found, and others are not`() throws {
        var chance = Chance(5)
        let shift = (0..<Self.rows).map { _ in Int(chance.unit() * 5) }
        let noise = (0..<Self.rows).map { _ in chance.unit() }
        let predictions = (0..<Self.rows).map { Double($0 % 10) }
        let labels = predictions.indices.map {
            predictions[$0] + (shift[$0] == 2 ? 1.0 : 0) + 4 * (chance.unit() - 0.5)
        }
        let table = Table([
            ("shift", .text(TextValues(shift.map { "s\($0)" }))),
            ("noise", .double(Values(noise, validity: Validity(allValid: Self.rows)))),
        ])
        let document = ErrorAnalysis(
            DecidedRows(
                Predictions(predictions), target: Target(task: .regression, classes: [], values: labels),
                threshold: nil, resampling: .init(units: .rows(Self.rows), seed: 7, threads: 2))
        ).document(columns: table.names, key: [], masked: [], table: table, rows: Array(0..<Self.rows))
        #expect(document.residuals.map(\.column) == ["shift"])
        let residual = try #require(document.residuals.first)
        #expect(residual.level.words == "shift = s2")
        #expect(residual.lower < 0.8 && 0.8 < residual.upper)
        // The variance of a shift of 1 in a fifth of the rows beside that of the noise.
        #expect(abs(residual.explained - 0.16 / (0.16 + 16.0 / 12)) < 0.03)
        #expect(try JSONSchema(named: "errors").problems(withJSON: CanonicalJSON.encode(document)) == [])
    }

    @Test func `few rows have no rules`() {
        let document = ErrorAnalysis(
            DecidedRows(
                Predictions([0.1, 0.9]), target: .binary([0, 0]), threshold: nil,
                resampling: .init(units: .rows(2), seed: 7, threads: 1))
        ).document(
            columns: ["c"], key: [], masked: [], table: Table([("c", .text(TextValues(["a", "b"])))]), rows: [0, 1])
        #expect(document.modes.isEmpty && document.residuals.isEmpty)
        #expect(document.judging.meanLoss == nil)
        #expect(document.examples.map(\.mode) == [nil, nil])
    }

    @Test func `what is denied is said so`() {
        var predicate = SlicePredicate(column: "c", kind: .equals, value: "x")
        predicate.isNegated = true
        #expect(predicate.words == "c ≠ x")
        predicate.kind = .missing
        #expect(predicate.words == "c is not missing")
        var range = SlicePredicate(column: "n", kind: .between, lower: "1")
        range.isNegated = true
        #expect(range.words == "n below 1, or missing")
    }

    @Test func `moments are said as people read them`() {
        let day = SlicePredicate(column: "at", kind: .between, lower: "2013-12-02", upper: "2013-12-24T14:05:00")
        #expect(day.words == "at from 2013-12-02 to before 2013-12-24 14:05")
        #expect(day.label == "2013-12-02 to before 2013-12-24 14:05")
        #expect(SlicePredicate(column: "at", kind: .between, lower: "2013-12-02").label == "2013-12-02 and later")
        #expect(SlicePredicate(column: "n", kind: .between, upper: "2013").words == "n below 2013")
    }

    @Test(arguments: [
        // What is asked of one column is said once, however it was asked.
        ([(0..<3, true), (0..<2, true)], "n below 2"),
        ([(0..<3, false), (2..<4, false)], "n is missing"),
        ([(0..<3, false), (2..<4, true)], "n = 3"),
        ([(0..<1, false), (0..<3, true)], "n from 1 to below 3"),
        ([(2..<4, false)], "n below 2, or missing"),
        ([(0..<2, false)], "n from 2 on, or missing"),
        ([(0..<2, false), (3..<4, false)], "n from 2 on, or missing and n below 3, or missing"),
        ([(4..<5, false)], "n is not missing"),
    ]) func `a rule says what it leaves of a column`(_ asked: [(Range<Int>, Bool)], _ words: String) {
        let column = SliceColumn(
            "n", .integer(Values([0, 1, 2, 3, nil], filler: 0)), rows: Array(0..<5))
        let rule: FailureTree.Rule = asked.map { (.init(column: 0, levels: $0.0), $0.1) }
        let found = FailureTree.predicates(rule, of: [column]).map(\.words).joined(separator: " and ")
        #expect(found == words)
    }

    @Test func `a rule over texts names the one that is left, or those that are not`() {
        let column = SliceColumn("c", .text(TextValues(["a", "b", "c"])), rows: [0, 1, 2])
        let neither: FailureTree.Rule = [
            (.init(column: 0, levels: 0..<1), false), (.init(column: 0, levels: 1..<2), true),
        ]
        #expect(FailureTree.predicates(neither, of: [column]).map(\.words) == ["c = b"])
        let two: FailureTree.Rule = [(.init(column: 0, levels: 0..<1), false)]
        #expect(FailureTree.predicates(two, of: [column]).map(\.words) == ["c ≠ a"])
    }
}
