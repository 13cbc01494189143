import Evidence
import Warehouse

/// Expectations of each row over several columns.
enum SeveralColumns {
    static func pair(_ scope: CheckScope) throws -> any Check {
        let a = try scope.column("column_A")
        let b = try scope.column("column_B")
        if scope.expectation.type != .pairInSet, !a.isComparable(with: b) {
            throw scope.misfit(
                .wrongType,
                "column '\(a.column.name)' holds \(a.column.engineType) and '\(b.column.name)' "
                    + "\(b.column.engineType), which cannot be compared",
                advice: "bring both to one type in the dataset's SQL", column: a.column.name)
        }
        let unexpected: SQL
        switch scope.expectation.type {
        case .pairEqual: unexpected = "NOT coalesce(\(a.value) = \(b.value), FALSE)"
        case .pairInSet: unexpected = "NOT (\(try inPairs(scope, a, b)))"
        default:
            unexpected =
                scope.flag("or_equal")
                ? "NOT coalesce(\(a.value) >= \(b.value), FALSE)" : "NOT coalesce(\(a.value) > \(b.value), FALSE)"
        }
        let ignored: SQL? =
            switch scope.text("ignore_row_if") ?? "both_values_are_missing" {
            case "both_values_are_missing": "(\(a.isMissing) AND \(b.isMissing))"
            case "either_value_is_missing": "(\(a.isMissing) OR \(b.isMissing))"
            default: nil
            }
        return try check(scope, [a, b], ignored: ignored, unexpected)
    }

    private static func inPairs(_ scope: CheckScope, _ a: ColumnSQL, _ b: ColumnSQL) throws -> SQL {
        var pairs: [SQL] = []
        for case .array(let pair) in scope.values("value_pairs_set") where pair.count == 2 {
            var sides: [SQL] = []
            for (column, value) in [(a, pair[0]), (b, pair[1])] {
                if value == .null {
                    sides.append(column.isMissing)
                } else {
                    let literal = try scope.literal(value, for: column, argument: "value_pairs_set")
                    sides.append("coalesce(\(column.value) = \(literal), FALSE)")
                }
            }
            pairs.append("(\(SQL(sides, separatedBy: " AND ")))")
        }
        return pairs.isEmpty ? "FALSE" : SQL(pairs, separatedBy: " OR ")
    }

    static func record(_ scope: CheckScope) throws -> any Check {
        let columns = try scope.columns()
        guard columns.count >= 2 || scope.expectation.type == .compoundUnique else {
            throw scope.error(
                .impossibleValue, "\(scope.expectation.type.rawValue) needs at least two columns",
                advice: "name them under column_list")
        }
        let ignored = ignored(scope, columns)
        switch scope.expectation.type {
        case .multicolumnSum: return try sum(scope, columns, ignored)
        case .uniqueWithinRecord:
            var pairs: [SQL] = []
            for (index, first) in columns.enumerated() {
                for second in columns.dropFirst(index + 1) {
                    // Two that are missing are the same value.
                    pairs.append("coalesce(\(first.text) = \(second.text), \(first.isMissing) AND \(second.isMissing))")
                }
            }
            return try check(scope, columns, ignored: ignored, "(\(SQL(pairs, separatedBy: " OR ")))")
        default: return try Uniqueness.compound(scope, columns, ignored: ignored)
        }
    }

    private static func sum(_ scope: CheckScope, _ columns: [ColumnSQL], _ ignored: SQL?) throws -> any Check {
        for column in columns where !column.isNumber {
            throw scope.misfit(
                .wrongType, "column '\(column.column.name)' holds \(column.column.engineType) and has no sum",
                advice: "name columns of numbers", column: column.column.name)
        }
        let total = scope.number("sum_total") ?? 0
        let terms = SQL(columns.map(\.value), separatedBy: " + ")
        return try check(scope, columns, ignored: ignored, "NOT coalesce(\(terms) = \(Literal(total)), FALSE)")
    }

    private static func ignored(_ scope: CheckScope, _ columns: [ColumnSQL]) -> SQL? {
        let missing = columns.map(\.isMissing)
        switch scope.text("ignore_row_if") ?? "all_values_are_missing" {
        case "all_values_are_missing": return "(\(SQL(missing, separatedBy: " AND ")))"
        case "any_value_is_missing": return "(\(SQL(missing, separatedBy: " OR ")))"
        default: return nil
        }
    }

    private static func check(
        _ scope: CheckScope, _ columns: [ColumnSQL], ignored: SQL?, _ unexpected: SQL
    ) throws -> any Check {
        guard let ignored else {
            return try RowCheck(scope, shown: columns, judged: .allPresent, unexpected: unexpected)
        }
        return try RowCheck(
            scope, shown: columns, judged: .allBut(ignored), unexpected: "NOT \(ignored) AND \(unexpected)")
    }
}
