import Columns
import Evidence
import Warehouse

/// Columns by which the rows of one table find rows of another.
package struct TableLink: Sendable, Equatable {
    /// Two columns that hold the same things.
    package struct Pair: Sendable, Equatable {
        package var own: String
        package var other: String

        package init(own: String, other: String) {
            self.own = own
            self.other = other
        }
    }

    package var from: String
    package var to: String
    package var on: [Pair]
    /// Share of the rows of `from` that find one.
    package var containment: Double
    /// Share of the rows of `to` that are found.
    package var back: Double
    package var isUniqueFrom: Bool
    package var isUniqueTo: Bool

    /// `1:1`, `n:1`, `1:n` or `n:m`.
    package var cardinality: String {
        switch (isUniqueFrom, isUniqueTo) {
        case (true, true): "1:1"
        case (false, true): "n:1"
        case (true, false): "1:n"
        case (false, false): "n:m"
        }
    }

    /// The columns as a person reads them, such as `customer_id = id`.
    package var words: String {
        on.map { $0.own == $0.other ? $0.own : "\($0.own) = \($0.other)" }.joined(separator: ", ")
    }
}

/// Finds the columns by which two tables belong together: by their names, and by what they hold.
package struct LinkFinder {
    private let own: SurveyedTable
    private let other: SurveyedTable
    private let ask: Asking

    /// Pairs of columns whose values are compared.
    private static let mostPairs = 60
    /// Share of the rows, in one direction, that find one of the other table: for columns of one name, and for columns
    /// that are alike in their values alone.
    private static let enough = 0.5
    private static let nearlyAll = 0.9
    /// Values without which columns that are alike in their values are so by chance.
    private static let fewest = 5

    package init(from own: SurveyedTable, to other: SurveyedTable, ask: @escaping Asking) {
        self.own = own
        self.other = other
        self.ask = ask
    }

    /// Links of one pair of columns each, those of columns that name things first.
    ///
    /// - Throws: what `ask` throws.
    package func links() async throws -> [TableLink] {
        var links: [TableLink] = []
        let pairs = candidates.prefix(Self.mostPairs)
        guard !pairs.isEmpty else { return [] }
        var plan = QueryPlan(purpose: "comparing '\(own.name)' with '\(other.name)'")
        for (index, pair) in pairs.enumerated() { try plan.ask("\(index)", overlap([pair.pair]), mayFail: true) }
        let answers = try await ask(plan)
        for (index, pair) in pairs.enumerated() {
            guard let table = try? answers.table("\(index)") else { continue }
            let link = link([pair.pair], AnswerRow(table))
            let isAlike =
                pair.isByName
                ? max(link.containment, link.back) >= Self.enough
                : link.containment >= Self.nearlyAll && link.isUniqueTo
            if isAlike { links.append(link) }
        }
        // What is called alike is the link; what merely holds the same values is only looked at where nothing is.
        let byName = links.filter { link in pairs.contains { $0.isByName && [$0.pair] == link.on } }
        return byName.isEmpty ? links : byName
    }

    /// The link by several columns at once.
    ///
    /// - Throws: what `ask` throws.
    package func link(on pairs: [TableLink.Pair]) async throws -> TableLink {
        var plan = QueryPlan(purpose: "comparing '\(own.name)' with '\(other.name)'")
        try plan.ask("overlap", overlap(pairs))
        return link(pairs, AnswerRow(try await ask(plan).table("overlap")))
    }

    // MARK: Candidates

    private struct Candidate {
        let pair: TableLink.Pair
        let isByName: Bool
    }

    private var candidates: [Candidate] {
        let all = own.columns.flatMap { first in
            other.columns.compactMap { second -> (Candidate, Int)? in
                guard Self.kind(first) != nil, Self.kind(first) == Self.kind(second), !first.isConstant else {
                    return nil
                }
                let pair = TableLink.Pair(own: first.name, other: second.name)
                let (one, two) = (NameWords(first.name), NameWords(second.name))
                guard !one.isCalendar, !two.isCalendar else { return nil }
                if one == two { return (Candidate(pair: pair, isByName: true), one.isIdentifier ? 3 : 2) }
                if refers(one, to: other, by: two) || refers(two, to: own, by: one) {
                    return (Candidate(pair: pair, isByName: true), 3)
                }
                let isName = second.type == .text && other.isUnique(second) && second.distinct >= Self.fewest
                return isName && first.type == .text && first.distinct >= 2
                    ? (Candidate(pair: pair, isByName: false), 1) : nil
            }
        }
        return all.sorted { $0.1 > $1.1 }.map(\.0)
    }

    /// Whether `customer_id` refers to the table `customers` by its column `id`.
    private func refers(_ reference: NameWords, to table: SurveyedTable, by column: NameWords) -> Bool {
        let thing = NameWords(table.name).singular
        guard !thing.isEmpty, column.words == ["id"] || column.words == ["key"] || column.isIdentifier else {
            return false
        }
        guard let last = column.words.last else { return false }
        if reference.words.count == 1 { return reference.joined == thing + last }
        // The names of things are often cut short, such as in `cust_id`.
        let named = reference.words.dropLast().joined(separator: "_")
        return reference.words.last == last
            && (named == thing || named == table.name || (named.count > 2 && thing.hasPrefix(named)))
    }

    /// What kinds of columns can be compared: names of things, never measurements or moments.
    private static func kind(_ column: SurveyedColumn) -> String? {
        guard column.form == nil, column.present > 0 else { return nil }
        switch column.type {
        case .text: return column.spaces < 1 ? "text" : nil
        case .integer: return "number"
        case .double: return column.isWhole && NameWords(column.name).isIdentifier ? "number" : nil
        default: return nil
        }
    }

    // MARK: Overlap

    private func overlap(_ pairs: [TableLink.Pair]) -> SQL {
        func counts(_ table: SurveyedTable, _ columns: [String], as name: Identifier) -> SQL {
            let cells = columns.enumerated().map { "\(Identifier($1)) AS \(Identifier("v\($0)"))" as SQL }
            let present = columns.map { "\(Identifier($0)) IS NOT NULL" as SQL }
            return """
                \(name) AS (SELECT \(cells), count(*) AS n FROM \(table.relation) \
                WHERE \(SQL(present, separatedBy: " AND ")) GROUP BY ALL)
                """
        }
        let values = pairs.indices.map { Identifier("v\($0)") }
        let (a, b) = (Identifier("own values"), Identifier("other values"))
        return """
            WITH \(counts(own, pairs.map(\.own), as: a)), \(counts(other, pairs.map(\.other), as: b)) \
            SELECT CAST(coalesce(sum(x.n) FILTER (WHERE y.n IS NOT NULL), 0) AS BIGINT) AS found, \
            CAST(coalesce(sum(y.n) FILTER (WHERE x.n IS NOT NULL), 0) AS BIGINT) AS back, \
            CAST(coalesce(max(x.n), 0) AS BIGINT) AS most, CAST(coalesce(max(y.n), 0) AS BIGINT) AS other_most \
            FROM \(a) AS x FULL JOIN \(b) AS y USING (\(values))
            """
    }

    private func link(_ pairs: [TableLink.Pair], _ facts: AnswerRow) -> TableLink {
        func share(_ fact: String, of rows: Int) -> Double { rows > 0 ? Double(facts[fact] ?? 0) / Double(rows) : 0 }
        return TableLink(
            from: own.name, to: other.name, on: pairs, containment: share("found", of: own.rows),
            back: share("back", of: other.rows), isUniqueFrom: (facts["most"] ?? 2) <= 1,
            isUniqueTo: (facts["other_most"] ?? 2) <= 1)
    }
}
