import Columns
import Evidence
import Warehouse

/// Columns that name each row of a table.
package struct KeyFinder: Sendable {
    private let table: SurveyedTable
    private let label: String?

    /// Combinations of columns that are tried.
    private static let mostTried = 40
    /// Rows past which fewer are tried.
    private static let manyRows = 2_000_000
    /// Columns whose combinations are tried.
    private static let mostColumns = 8

    package init(_ table: SurveyedTable, label: String? = nil) {
        self.table = table
        self.label = label
    }

    /// The fewest columns that name each row, of which the likeliest; empty where none do.
    ///
    /// - Throws: what `ask` throws.
    package func key(ask: @escaping Asking) async throws -> [String] {
        let singles = table.columns.filter { mayName($0) && 100 * $0.distinct >= 90 * table.rows }
        for name in singles.sorted(by: { rank($0) > rank($1) }).map(\.name) {
            if try await isUnique([name], ask) { return [name] }
        }
        for names in combinations().prefix(table.rows > Self.manyRows ? Self.mostTried / 8 : Self.mostTried) {
            if try await isUnique(names, ask) { return names }
        }
        return []
    }

    /// Whether no two rows have one combination of values.
    func isUnique(_ names: [String], _ ask: @escaping Asking) async throws -> Bool {
        let columns = names.map { Identifier($0) }
        var plan = QueryPlan(purpose: "looking for a key of '\(table.name)'")
        try plan.ask(
            "distinct", "SELECT count(*) AS n FROM (SELECT DISTINCT \(columns) FROM \(table.relation)) AS k")
        return AnswerRow(try await ask(plan).table("distinct"))["n"] == table.rows
    }

    /// Names are texts without blanks and whole numbers that every row has; a number must be called a name, or number
    /// the rows, since amounts can be all different too.
    private func mayName(_ column: SurveyedColumn) -> Bool {
        guard column.present == table.rows, column.name != label else { return false }
        switch column.type {
        case .text: return column.form == nil && column.spaces < 0.5
        case .integer: return NameWords(column.name).isIdentifier || isRunning(column)
        default: return false
        }
    }

    private func isRunning(_ column: SurveyedColumn) -> Bool {
        guard let least = column.least, let greatest = column.greatest else { return false }
        return greatest - least + 1 <= 1.01 * Double(table.rows)
    }

    private func rank(_ column: SurveyedColumn) -> Int {
        let words = NameWords(column.name)
        var rank = words.isIdentifier ? 10 : 0
        if words.words == ["id"] || words.words.dropLast().joined(separator: "_") == NameWords(table.name).singular {
            rank += 5
        }
        return rank - (table.columns.firstIndex { $0.name == column.name } ?? 0) / 4
    }

    /// Pairs and triples of columns that could name a row together, the likelier ones first.
    private func combinations() -> [[String]] {
        let parts = table.columns.filter { column in
            guard column.present == table.rows, column.name != label, !column.isConstant else { return false }
            if column.isMoment { return true }
            let isName = NameWords(column.name).isIdentifier
            return (column.type == .text && column.form == nil && column.spaces < 0.5)
                || (column.type == .integer && isName)
        }
        guard parts.contains(where: { $0.isMoment || NameWords($0.name).isIdentifier }) else { return [] }
        let sorted = parts.sorted { $0.distinct > $1.distinct }.prefix(Self.mostColumns)
        var combinations: [[SurveyedColumn]] = []
        for (one, first) in sorted.enumerated() {
            for (other, second) in sorted.enumerated().dropFirst(one + 1) {
                combinations.append([first, second])
                for third in sorted.dropFirst(other + 1) { combinations.append([first, second, third]) }
            }
        }
        let fitting = combinations.filter { columns in
            columns.reduce(1.0) { $0 * Double($1.distinct) } >= Double(table.rows)
                && columns.contains { $0.isMoment || NameWords($0.name).isIdentifier }
        }
        let order = Dictionary(uniqueKeysWithValues: table.columns.enumerated().map { ($1.name, $0) })
        return fitting.sorted { $0.count < $1.count }.map { columns in
            columns.map(\.name).sorted { (order[$0] ?? 0) < (order[$1] ?? 0) }
        }
    }
}
