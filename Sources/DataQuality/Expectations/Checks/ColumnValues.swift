import Evidence
import Warehouse

/// Expectations of each value of a column.
enum ColumnValues {
    static func check(_ scope: CheckScope) throws -> any Check {
        let column = try scope.column()
        switch scope.expectation.type {
        case .notNull: return try RowCheck(scope, presenceOf: column)
        case .null: return try RowCheck(scope, shown: [column], judged: .all, unexpected: column.isPresent)
        case .inSet: return try judged(scope, column, membership(scope, column, negated: true))
        case .notInSet: return try judged(scope, column, membership(scope, column, negated: false))
        case .between: return try between(scope, column)
        case .lengthsBetween, .lengthsEqual: return try judged(scope, column, lengths(scope, column))
        case .ofType, .inTypeList: return ofType(scope, column)
        default: return try judged(scope, column, Patterns.unexpected(scope, column))
        }
    }

    /// A check of the values that are not missing.
    private static func judged(_ scope: CheckScope, _ column: ColumnSQL, _ unexpected: SQL) throws -> RowCheck {
        try RowCheck(scope, shown: [column], judged: .present(column), unexpected: column.present(unexpected))
    }

    private static func membership(_ scope: CheckScope, _ column: ColumnSQL, negated: Bool) throws -> SQL {
        let values = scope.values("value_set").filter { $0 != .null }
        var literals: [SQL] = []
        for value in values {
            // A number among texts, or the other way round, is in no such column.
            if let literal = column.literal(value) { literals.append(literal) }
        }
        if literals.isEmpty, let first = values.first {
            _ = try scope.literal(first, for: column, argument: "value_set")
        }
        guard !literals.isEmpty else { return negated ? column.isPresent : "FALSE" }
        return negated ? "\(column.name) NOT IN (\(literals))" : "\(column.name) IN (\(literals))"
    }

    private static func between(_ scope: CheckScope, _ column: ColumnSQL) throws -> RowCheck {
        let bounds = Bounds(scope)
        guard !bounds.isEmpty else { throw missingBounds(scope) }
        var conditions: [SQL] = []
        if let low = bounds.minimum {
            let literal = try scope.literal(low, for: column, argument: "min_value")
            conditions.append(
                bounds.strictMinimum ? "\(column.name) <= \(literal)" : "\(column.name) < \(literal)")
        }
        if let high = bounds.maximum {
            let literal = try scope.literal(high, for: column, argument: "max_value")
            conditions.append(
                bounds.strictMaximum ? "\(column.name) >= \(literal)" : "\(column.name) > \(literal)")
        }
        let unexpected = SQL(conditions, separatedBy: " OR ")
        var shortcut: RowCheck.Shortcut?
        if column.isNumber {
            shortcut = RowCheck.Shortcut(
                minimum: try Fact(leastOf: column.name, where: scope.condition),
                maximum: try Fact(greatestOf: column.name, where: scope.condition), bounds: bounds)
        }
        return try RowCheck(
            scope, shown: [column], judged: .present(column), unexpected: column.present("(\(unexpected))"),
            shortcut: shortcut)
    }

    static func missingBounds(_ scope: CheckScope) -> SuiteError {
        scope.error(
            .missingKey, "\(scope.expectation.type.rawValue) needs 'min_value' or 'max_value'",
            advice: "give it one of them, or both")
    }

    private static func lengths(_ scope: CheckScope, _ column: ColumnSQL) throws -> SQL {
        let length = SQL.characterCount(column.text)
        if let value = scope.integer("value") { return "\(length) <> \(value)" }
        let bounds = Bounds(scope)
        guard !bounds.isEmpty else { throw missingBounds(scope) }
        var conditions: [SQL] = []
        if let low = Bounds.number(bounds.minimum) {
            conditions.append(bounds.strictMinimum ? "\(length) <= \(Literal(low))" : "\(length) < \(Literal(low))")
        }
        if let high = Bounds.number(bounds.maximum) {
            conditions.append(bounds.strictMaximum ? "\(length) >= \(Literal(high))" : "\(length) > \(Literal(high))")
        }
        return "(\(SQL(conditions, separatedBy: " OR ")))"
    }

    private static func ofType(_ scope: CheckScope, _ column: ColumnSQL) -> KnownCheck {
        let names = scope.text("type_").map { [$0] } ?? scope.texts("type_list")
        let fits = names.contains { TypeNames.name($0, fits: column.column) }
        return KnownCheck(success: fits, observed: .string(column.column.engineType))
    }
}
