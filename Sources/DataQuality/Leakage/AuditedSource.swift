import Columns
package import Warehouse

/// A source as the audit works with it: its columns, and when its rows or cells became known.
package struct AuditedSource: Sendable {
    /// When some cells of a source, or its rows as a whole, became known.
    package struct Rule: Sendable {
        /// The columns whose cells it is about; `nil`: whole rows.
        package var columns: [String]?
        package var moment: KnownMoment
        /// Where the brief says it.
        package var place: WrittenPlace

        package init(columns: [String]? = nil, moment: KnownMoment, place: WrittenPlace = WrittenPlace()) {
            self.columns = columns
            self.moment = moment
            self.place = place
        }
    }

    package var name: String
    package var columns: [EngineColumn]
    package var rows: Int
    /// Empty where the brief does not say when its rows became known.
    package var rules: [Rule]
    /// Where the brief names the source.
    package var place: WrittenPlace

    package init(
        name: String, columns: [EngineColumn], rows: Int, rules: [Rule] = [], place: WrittenPlace = WrittenPlace()
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.rules = rules.map { rule in
            // A name that is written as it is, whatever stands in it, is the column's before it is SQL.
            guard case .expression(let text) = rule.moment, let column = columns.first(where: { $0.name == text })
            else { return rule }
            return Rule(columns: rule.columns, moment: .column(column.name), place: rule.place)
        }
        self.place = place
    }

    /// The source's own table, also where a name of the same spelling stands before it.
    var table: Identifier { Identifier(opened: name) }

    /// The source after FROM, under its own name.
    var relation: SQL { "\(table) AS \(Identifier(name))" }

    /// Whether a rule is about whole rows.
    var hasRowRule: Bool { rules.contains { $0.columns == nil } }

    /// Columns of which something may be hidden, in their order.
    var hideable: [EngineColumn] {
        if hasRowRule { return columns }
        let named = Set(rules.flatMap { $0.columns ?? [] }.map { $0.lowercased() })
        return columns.filter { named.contains($0.name.lowercased()) }
    }

    /// The rule that a column's cells fall under.
    func ruleIndex(for column: String) -> Int? {
        rules.firstIndex { $0.columns?.contains { $0.lowercased() == column.lowercased() } ?? true }
    }
}

/// The moment at which something became known, over the columns of its source.
package enum KnownMoment: Sendable, Equatable {
    case column(String)
    /// SQL that a person wrote.
    case expression(String)
    case after(column: String, microseconds: Int64)

    /// The moment as a value of some type.
    var value: SQL {
        switch self {
        case .column(let name), .after(let name, _): "\(Identifier(name))"
        // On lines of its own, since it may end in a comment.
        case .expression(let text): "(\n\(SQL(dataset: text)))"
        }
    }

    /// The moment in UTC without a zone; NULL where it is none.
    var timestamp: SQL {
        let moment = SQL.tryCast(value, to: .timestamp)
        guard case .after(_, let delay) = self, delay > 0 else { return moment }
        return "(\(moment) + \(SQL.interval(microseconds: delay)))"
    }
}
