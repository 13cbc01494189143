import Evidence
import Foundation
import Warehouse

/// Expectations of the table as a whole.
enum TableChecks {
    static func check(_ scope: CheckScope) throws -> any Check {
        let names = scope.relation.columns.map(\.name)
        switch scope.expectation.type {
        case .tableColumnCountBetween, .tableColumnCountEqual:
            let bounds = try bounds(scope)
            return KnownCheck(
                success: bounds.contain(Double(names.count)), observed: .integer(Int64(names.count)))
        case .tableColumnsOrdered:
            return KnownCheck(success: names == scope.texts("column_list"), observed: list(names))
        case .tableColumnsSet:
            let expected = Set(scope.texts("column_set"))
            let isExact = scope.flag("exact_match", default: true)
            return KnownCheck(
                success: isExact ? expected == Set(names) : expected.isSubset(of: names), observed: list(names.sorted())
            )
        case .columnExists:
            let place = names.firstIndex(of: scope.text("column") ?? "")
            return KnownCheck(
                success: place != nil && scope.integer("column_index").map { $0 == place } ?? true, observed: nil)
        case .unexpectedRows: return try UnexpectedRowsCheck(scope)
        default: return try RowCountCheck(scope)
        }
    }

    private static func list(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }

    static func bounds(_ scope: CheckScope) throws -> Bounds {
        if let value = scope.expectation.arguments["value"] { return Bounds(exactly: value) }
        let bounds = Bounds(scope)
        guard !bounds.isEmpty else { throw ColumnValues.missingBounds(scope) }
        return bounds
    }
}

/// How many rows there are, beside bounds or another table.
struct RowCountCheck: Check {
    private let rows: Fact
    private let bounds: Bounds?
    private let other: Fact?

    init(_ scope: CheckScope) throws {
        rows = try Fact(aggregate: "count(*)", where: scope.condition)
        guard scope.expectation.type == .tableRowCountEqualOther else {
            bounds = try TableChecks.bounds(scope)
            other = nil
            return
        }
        bounds = nil
        other = try Fact(query: "SELECT count(*) AS n FROM \(try scope.other("other_table_name").rows)")
    }

    func needs(_ facts: Facts) -> [Fact] { [rows] + (other.map { [$0] } ?? []) }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let count = facts.count(rows)
        guard let other else {
            return CheckOutcome(
                success: bounds?.contain(Double(count)) ?? true, observed: .integer(Int64(count)))
        }
        let others = facts.count(other)
        return CheckOutcome(
            success: count == others, observed: ["self": .integer(Int64(count)), "other": .integer(Int64(others))])
    }
}

/// A query of a person's own gives no row.
struct UnexpectedRowsCheck: Check {
    private let count: Fact
    let unexpectedRows: UnexpectedRows?

    init(_ scope: CheckScope) throws {
        let text = scope.text("unexpected_rows_query") ?? ""
        // The relation is put where the query says so.
        let parts = text.split(separator: "{batch}", omittingEmptySubsequences: false).map { SQL(dataset: String($0)) }
        func query(over relation: SQL) -> SQL { "(\(SQL(parts, separatedBy: relation))) AS unexpected" }
        let plain = query(over: "(SELECT * FROM \(scope.rows))")
        count = try Fact(query: "SELECT count(*) AS n FROM \(plain)")
        let row = Examples.row
        let condition = scope.condition ?? "TRUE"
        let numbered: SQL = """
            (SELECT * FROM (SELECT *, row_number() OVER () AS \(row) FROM \(scope.relation.rows)) AS numbered
            WHERE \(condition))
            """
        unexpectedRows = UnexpectedRows(rows: plain, condition: "TRUE", values: [], numbered: query(over: numbered))
    }

    func needs(_ facts: Facts) -> [Fact] { [count] }

    func outcome(_ facts: Facts) -> CheckOutcome {
        let count = facts.count(count)
        var result = ExpectationResult.Result()
        result.unexpectedCount = count
        result.observedValue = .integer(Int64(count))
        return CheckOutcome(success: count == 0, result: result)
    }
}
