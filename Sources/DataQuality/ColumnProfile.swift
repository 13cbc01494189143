package import Columns
import Warehouse

/// Exact facts about one column, counted by the engine.
package struct ColumnProfile: Sendable, Equatable {
    package var name: String
    package var type: ColumnType
    package var nulls: Int
    /// Distinct values of text and booleans, and of integers that may number the rows or are called identifiers;
    /// `nil` where not counted.
    package var distinct: Int?
    /// Whether all values are the same (never so where there is no value).
    package var isConstant: Bool
    /// NaN and infinities of a double column.
    package var nonFinite: Int
    /// Largest minus smallest value of an integer column, where it fits 64 bits.
    package var integerRange: Int?
    /// Characters in all values of a text column.
    package var characters: Int
    /// Spaces in all values of a text column.
    package var spaces: Int
}

extension ColumnProfile {
    /// Columns profiled in one scan; more would make statements that engines take long to plan.
    private static let columnsPerScan = 1_000
    /// Columns whose distinct values are counted in one scan; the engine holds those of all of them at once.
    private static let columnsCountedPerScan = 25

    /// Profiles the columns that can be read, in their order.
    ///
    /// - Throws: `WarehouseError` where the engine fails.
    static func profiles(of request: CheckRequest, on connection: Connection) throws -> [ColumnProfile] {
        let readable = request.columns.filter { $0.type != .unsupported }
        var profiles = try stride(from: 0, to: readable.count, by: columnsPerScan).flatMap { start in
            let columns = Array(readable[start..<min(start + columnsPerScan, readable.count)])
            let facts = SQL(columns.enumerated().flatMap { sqlFacts($1, position: $0) }, separatedBy: ", ")
            let table = try connection.query("SELECT \(facts) FROM \(request.rows)")
            return columns.enumerated().map { position, column in
                profile(column, rows: request.rowCount, facts: FactRow(table: table, position: position))
            }
        }
        try countDistinct(of: request, in: &profiles, on: connection)
        return profiles
    }

    /// Whether the integers are all different and close together: numbers of the rows.
    func isRunningNumber(rows: Int) -> Bool {
        distinct == rows - nulls && mayNumber(rows: rows)
    }

    private func mayNumber(rows: Int) -> Bool {
        guard type == .integer, let integerRange else { return false }
        return integerRange + 1 >= rows - nulls && integerRange < 2 * (rows - nulls)
    }

    /// Counting distinct values is dear: of integers only those are counted whose range fits a running number.
    private static func countDistinct(
        of request: CheckRequest, in profiles: inout [ColumnProfile], on connection: Connection
    ) throws {
        let counted = profiles.indices.filter { position in
            switch profiles[position].type {
            case .text, .boolean: true
            default:
                profiles[position].mayNumber(rows: request.rowCount)
                    || profiles[position].type == .integer && NameWords(profiles[position].name).isIdentifier
            }
        }
        for start in stride(from: 0, to: counted.count, by: columnsCountedPerScan) {
            let own = counted[start..<min(start + columnsCountedPerScan, counted.count)]
            let facts = own.map { position -> SQL in
                "count(DISTINCT \(Identifier(profiles[position].name))) AS \(Identifier("distinct_\(position)"))"
            }
            let table = try connection.query("SELECT \(SQL(facts)) FROM \(request.rows)")
            for position in own { profiles[position].distinct = FactRow(table: table, position: position)["distinct"] }
        }
    }

    private static func sqlFacts(_ column: EngineColumn, position: Int) -> [SQL] {
        let name = Identifier(column.name)
        func alias(_ fact: String) -> Identifier { Identifier("\(fact)_\(position)") }
        var facts: [SQL] = ["count(\(name)) AS \(alias("present"))"]
        facts.append("CAST(coalesce(min(\(name)) = max(\(name)), false) AS BIGINT) AS \(alias("constant"))")
        switch column.type {
        case .text:
            facts.append("CAST(coalesce(sum(length(\(name))), 0) AS BIGINT) AS \(alias("characters"))")
            facts.append(
                "CAST(coalesce(sum(length(\(name)) - length(replace(\(name), ' ', ''))), 0) AS BIGINT) AS \(alias("spaces"))"
            )
        case .double:
            facts.append("count(*) FILTER (WHERE NOT isfinite(\(name))) AS \(alias("nonfinite"))")
        case .integer:
            facts.append(
                "TRY_CAST(CAST(max(\(name)) AS HUGEINT) - CAST(min(\(name)) AS HUGEINT) AS BIGINT) AS \(alias("range"))"
            )
        case .boolean, .date, .timestamp, .instant, .unsupported: break
        }
        return facts
    }

    private static func profile(_ column: EngineColumn, rows: Int, facts: FactRow) -> ColumnProfile {
        ColumnProfile(
            name: column.name, type: column.type, nulls: rows - (facts["present"] ?? 0), distinct: facts["distinct"],
            isConstant: facts["constant"] == 1, nonFinite: facts["nonfinite"] ?? 0, integerRange: facts["range"],
            characters: facts["characters"] ?? 0, spaces: facts["spaces"] ?? 0)
    }
}

/// The facts of one column in the single row of a scan.
private struct FactRow {
    let table: Table
    let position: Int

    subscript(fact: String) -> Int? {
        guard case .integer(let values) = table["\(fact)_\(position)"], values.count > 0 else { return nil }
        return values[0].map(Int.init)
    }
}
