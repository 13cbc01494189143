import Columns
import Evidence
import Warehouse

/// Proposes a suite for data that has none: what holds of these rows, with room for the next ones.
package struct SuiteProposal: Sendable {
    private let relation: CheckedRelation
    private let time: String?
    private let excluded: Set<String>

    /// Columns of which something is proposed; of further ones only that they are there.
    private static let mostColumns = 250
    /// Rows under which nothing is proposed but the columns.
    private static let fewestRows = 50

    /// - Parameters:
    ///   - relation: the rows.
    ///   - time: the moment of prediction, whose bounds move on by themselves.
    ///   - excluded: columns of which nothing is to be expected.
    package init(_ relation: CheckedRelation, time: String? = nil, excluded: Set<String> = []) {
        self.relation = relation
        self.time = time
        self.excluded = excluded
    }

    /// The suite; every expectation says why and with what tolerance.
    ///
    /// - Throws: what `ask` throws.
    package func suite(named name: String, ask: @escaping Asking) async throws -> Suite {
        var finder = FactFinder(relation, purpose: "the proposal of checks", ask: ask)
        let count = try Fact(aggregate: "count(*)")
        let columns = relation.columns.filter { $0.type != .unsupported && !excluded.contains($0.name) }
            .prefix(Self.mostColumns).map(\.self)
        var questions: [ColumnFacts.Questions] = []
        let at = time.flatMap(relation.column).flatMap { [.date, .timestamp, .instant].contains($0.type) ? $0 : nil }
        for column in columns { questions.append(try ColumnFacts.Questions(column, relation.rows, time: at)) }
        while true {
            var wanted = [count]
            for question in questions { wanted += try question.needs(finder.facts) }
            guard !wanted.allSatisfy(finder.facts.isKnown) else { break }
            try await finder.findFirst(of: wanted)
        }
        let rows = finder.facts.count(count)
        var expectations = [self.columns, volume(rows)]
        if let key { expectations.append(key) }
        guard rows >= Self.fewestRows else { return Suite(name: name, expectations: expectations) }
        for question in questions {
            let facts = ColumnFacts(question, rows: rows, finder.facts)
            expectations +=
                ColumnProposal(
                    facts, isKey: relation.key.contains(facts.name), isIdentifier: isIdentifier(facts, rows: rows)
                ).expectations
        }
        let pairs = try pairs(columns)
        try await finder.find(pairs.flatMap { [$0.less, $0.more] })
        expectations += pairs.compactMap { $0.expectation(finder.facts, rows: rows) }
        return Suite(name: name, expectations: expectations)
    }

    private var columns: Expectation {
        Expectation(
            .tableColumnsSet,
            ["column_set": .array(relation.columns.map { .string($0.name) }), "exact_match": false],
            reason: "these columns were there; more may come")
    }

    private func volume(_ rows: Int) -> Expectation {
        Expectation(
            .tableRowCountBetween, ["min_value": .integer(Int64(max(1, rows / 10)))], severity: .warning,
            reason: "there were \(NumberText.count(rows)) rows; a tenth is taken for a source that was cut off")
    }

    private var key: Expectation? {
        guard !relation.key.isEmpty else { return nil }
        return Expectation(
            .compoundUnique, ["column_list": .array(relation.key.map { .string($0) })],
            reason: "the brief names it as key")
    }

    /// Whether a column of a table without a key names its rows: every value is another, and its name says so, or it
    /// is the first column.
    private func isIdentifier(_ facts: ColumnFacts, rows: Int) -> Bool {
        guard relation.key.isEmpty, facts.distinct == rows, [.integer, .text].contains(facts.sql.column.type) else {
            return false
        }
        let words = ColumnPair.words(facts.name)
        return facts.name == relation.columns.first?.name
            || words.last.map { ["id", "key", "uuid", "guid", "no", "nr"].contains($0) } ?? false
    }

    /// Pairs of like columns, in both orders; of numbers those whose names are those of two ends.
    private func pairs(_ columns: [EngineColumn]) throws -> [ColumnPair] {
        let moments = columns.filter { [.date, .timestamp, .instant].contains($0.type) }.prefix(8)
        var pairs: [ColumnPair] = []
        for first in moments {
            for second in moments where first.name != second.name && first.type == second.type {
                pairs.append(try ColumnPair(first, second))
            }
        }
        let numbers = columns.filter { ColumnSQL($0).isNumber }
        for upper in numbers {
            for lower in numbers where ColumnPair.areEnds(lower: lower.name, upper: upper.name) {
                pairs.append(try ColumnPair(upper, lower))
            }
        }
        return pairs
    }
}

/// Two columns of one type, and how often one is less than the other.
private struct ColumnPair {
    let first: String
    let second: String
    let less: Fact
    let more: Fact
    private let areMoments: Bool

    /// Words for the ends of a range.
    private static let ends = [
        ("min", "max"), ("minimum", "maximum"), ("lo", "hi"), ("low", "high"), ("lower", "upper"), ("start", "end"),
        ("first", "last"), ("from", "to"), ("begin", "end"),
    ]

    /// A name in its words.
    static func words(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Whether two names differ only in that one says the lower end and the other the upper.
    static func areEnds(lower: String, upper: String) -> Bool {
        let (a, b) = (words(lower), words(upper))
        guard a.count == b.count else { return false }
        let differing = zip(a, b).filter { $0 != $1 }
        guard differing.count == 1 else { return false }
        return ends.contains { $0.0 == differing[0].0 && $0.1 == differing[0].1 }
    }

    init(_ first: EngineColumn, _ second: EngineColumn) throws {
        let (a, b) = (ColumnSQL(first), ColumnSQL(second))
        (self.first, self.second) = (first.name, second.name)
        areMoments = !a.isNumber
        less = try Fact(countOf: "\(a.name) < \(b.name)")
        more = try Fact(countOf: "\(a.name) > \(b.name)")
    }

    /// That the first is never less, where it never was and mostly was more; of two ends once is enough.
    func expectation(_ facts: Facts, rows: Int) -> Expectation? {
        guard facts.count(less) == 0, facts.count(more) * (areMoments ? 2 : rows) > rows else { return nil }
        return Expectation(
            .pairGreater,
            [
                "column_A": .string(first), "column_B": .string(second), "or_equal": true,
                "ignore_row_if": "either_value_is_missing",
            ],
            reason: "'\(first)' was never \(areMoments ? "before" : "less than") '\(second)'")
    }
}
