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
                ColumnProposal(facts, isKey: relation.key.contains(facts.name))
                .expectations
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

    /// Pairs of like columns, in both orders.
    private func pairs(_ columns: [EngineColumn]) throws -> [ColumnPair] {
        let moments = columns.filter { [.date, .timestamp, .instant].contains($0.type) }.prefix(8)
        var pairs: [ColumnPair] = []
        for first in moments {
            for second in moments where first.name != second.name && first.type == second.type {
                pairs.append(try ColumnPair(first, second))
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

    init(_ first: EngineColumn, _ second: EngineColumn) throws {
        let (a, b) = (ColumnSQL(first), ColumnSQL(second))
        (self.first, self.second) = (first.name, second.name)
        less = try Fact(countOf: "\(a.name) < \(b.name)")
        more = try Fact(countOf: "\(a.name) > \(b.name)")
    }

    /// That the first is never less, where it never was and mostly was more.
    func expectation(_ facts: Facts, rows: Int) -> Expectation? {
        guard facts.count(less) == 0, facts.count(more) * 2 > rows else { return nil }
        return Expectation(
            .pairGreater,
            [
                "column_A": .string(first), "column_B": .string(second), "or_equal": true,
                "ignore_row_if": "either_value_is_missing",
            ],
            reason: "'\(first)' was never before '\(second)'")
    }
}
