import Columns
import Warehouse

/// What is hidden from the dataset's SQL: all of some sources, or single columns of them, that was learnt after a cut.
struct Blinding: Sendable, Hashable {
    /// What becomes of a cell or row that is hidden.
    enum Pass: String, Sendable, CaseIterable {
        /// It is not there.
        case removed
        /// It holds another value of its type, so that rows that need some value stay.
        case scrambled
    }

    /// How much of a source is hidden.
    enum Extent: Sendable, Hashable {
        case all
        case column(String)
    }

    let pass: Pass
    /// By the source's name; the others are seen whole.
    let extents: [String: Extent]
    /// Whether what was learnt before the cut is hidden too.
    var hidesPast = false
}

/// A source of which only that is seen which was known at a cut.
struct BlindedSource {
    let source: AuditedSource
    /// Columns that stay under scrambling: those that name the prediction rows.
    let kept: Set<String>
    /// Columns that the SQL finds rows by, in small letters.
    let joined: Set<String>

    /// The table of the smallest and largest values, from which scrambled ones are made.
    var limits: Identifier { Identifier("associate limits of \(source.name)") }

    /// Cells up to which a source is kept a second time with its moments beside it, so that each is made only once.
    private static let cellsKept = 200_000_000

    /// The table of the source with the moments of its rules beside it; `nil` where there is none.
    var dated: Identifier? {
        guard !source.rules.isEmpty, !source.hasRowRule, source.rows * source.columns.count <= Self.cellsKept else {
            return nil
        }
        return Identifier("associate moments of \(source.name)")
    }

    /// Makes the table of moments.
    var datedQuery: SQL {
        let moments = source.rules.enumerated().map { "\($1.moment.timestamp) AS \(Self.known($0))" as SQL }
        return "SELECT *, \(moments) FROM \(source.relation)"
    }

    private static func known(_ rule: Int) -> Identifier { Identifier("associate known \(rule)") }

    /// The moment of a column's rule.
    private func moment(of column: String) -> SQL? {
        guard let index = source.ruleIndex(for: column) else { return nil }
        return dated == nil ? source.rules[index].moment.timestamp : "\(Self.known(index))"
    }

    private var relation: SQL {
        dated.map { "\($0) AS \(Identifier(source.name))" } ?? source.relation
    }

    /// Makes the table of limits.
    var limitsQuery: SQL {
        let facts = source.hideable.enumerated().flatMap { index, column -> [SQL] in
            guard column.isMirrored else { return [] }
            let name = Identifier(column.name)
            var facts: [SQL] = ["min(\(name)) AS \(low(index))", "max(\(name)) AS \(high(index))"]
            if isJoined(column) { facts.append("count(DISTINCT \(name)) = count(\(name)) AS \(own(index))") }
            return facts
        }
        return "SELECT \(facts + ["1 AS \(Identifier("associate one"))"]) FROM \(source.relation)"
    }

    /// The source as it was known at a cut.
    func query(at cut: SQL, pass: Blinding.Pass, extent: Blinding.Extent) -> SQL {
        if extent == .all, pass == .removed, let rule = source.rules.first(where: { $0.columns == nil }) {
            return "SELECT * FROM \(source.relation) WHERE \(rule.moment.timestamp) <= \(cut)"
        }
        let hideable = source.hideable
        let cells = source.columns.map { column -> SQL in
            let name = Identifier(column.name)
            guard hides(column, pass: pass, extent: extent), let moment = moment(of: column.name) else {
                return "\(name)"
            }
            let index = hideable.firstIndex { $0.name == column.name } ?? 0
            let hidden = pass == .removed ? "NULL" : scrambled(column, index: index, cut: cut)
            return "CASE WHEN \(moment) <= \(cut) THEN \(name) ELSE \(hidden) END AS \(name)"
        }
        let beside: SQL = pass == .scrambled ? " CROSS JOIN \(limits)" : ""
        return "SELECT \(cells) FROM \(relation)\(beside)"
    }

    private func hides(_ column: EngineColumn, pass: Blinding.Pass, extent: Blinding.Extent) -> Bool {
        if case .column(let only) = extent, only != column.name { return false }
        guard source.ruleIndex(for: column.name) != nil else { return false }
        guard pass == .scrambled, source.hasRowRule else { return true }
        // An honest query tells rows that are not known yet by their moments, and finds its own by their key.
        return !kept.contains(column.name.lowercased()) && !column.type.isMoment && !isJoined(column)
    }

    private func isJoined(_ column: EngineColumn) -> Bool { joined.contains(column.name.lowercased()) }

    /// Whether no two rows share the value.
    private func own(_ index: Int) -> Identifier { Identifier("associate own \(index)") }

    private func low(_ index: Int) -> Identifier { Identifier("associate low \(index)") }
    private func high(_ index: Int) -> Identifier { Identifier("associate high \(index)") }

    /// Another value of the column's type, from the column's own range; NULL stays NULL.
    private func scrambled(_ column: EngineColumn, index: Int, cut: SQL) -> SQL {
        let name = Identifier(column.name)
        let (low, high): (SQL, SQL) = ("\(low(index))", "\(high(index))")
        let other: SQL
        switch column.type {
        case .boolean: return "NOT \(name)"
        case .integer, .double:
            let sum: SQL = "\(SQL.cast(low, to: .double)) + \(SQL.cast(high, to: .double))"
            other = "\(sum) - \(SQL.cast("\(name)", to: .double)) + CASE WHEN \(low) = \(high) THEN 1 ELSE 0 END"
        case .text:
            let marked: SQL = "\(SQL.text(low)) || '~'"
            other = """
                CASE WHEN \(name) IS NULL THEN NULL WHEN \(low) = \(high) THEN \(marked) \
                WHEN \(name) = \(low) THEN \(SQL.text(high)) ELSE \(SQL.text(low)) END
                """
        case .date, .timestamp, .instant:
            // What was not known yet did not happen before the cut.
            let later = SQL.interval(microseconds: 90_000_000_000)
            other = "greatest(\(SQL.tryCast("\(name)", to: .timestamp)), \(cut)) + \(later)"
        case .unsupported: return "NULL"
        }
        // The name of a row that is not known yet must not become that of one that is.
        let kept: SQL = isJoined(column) && column.isMirrored ? "CASE WHEN \(own(index)) THEN \(name) ELSE " : ""
        let end: SQL = isJoined(column) && column.isMirrored ? " END" : ""
        return "\(kept)\(SQL.tryCast(other, toTypeOf: column))\(end)"
    }
}

extension EngineColumn {
    /// Whether a scrambled value is made from the smallest and the largest.
    fileprivate var isMirrored: Bool { [.integer, .double, .text].contains(type) }
}

extension ColumnType {
    /// Dates, timestamps and instants.
    var isMoment: Bool { [.date, .timestamp, .instant].contains(self) }
}
