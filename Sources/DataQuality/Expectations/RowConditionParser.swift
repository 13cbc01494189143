import Evidence

/// Reads conditions on rows.
///
/// They are `col("a") > 5`, `a > 5 and b == "x"`, `0 < a <= b`, `a % 2 == 1`, `a in [1, 2]`, `a.isin([1, 2])`,
/// `col("a").notNull()` and the like, with `and`, `or`, `not` (also `&`, `|`, `~`) and brackets. Names that are no words
/// stand in backticks.
struct RowConditionParser {
    private enum Token: Equatable {
        case word(String)
        case name(String)
        case text(String)
        case number(JSONValue)
        case sign(String)
    }

    private var tokens: [Token]
    private var position = 0
    private var depth = 0

    /// Brackets within brackets.
    private static let deepest = 32

    static func parse(_ text: String) throws(RowCondition.Problem) -> RowCondition {
        var parser = RowConditionParser(tokens: try tokens(of: text))
        let condition = try parser.disjunction()
        guard parser.position == parser.tokens.count else { throw parser.unexpected }
        return condition
    }

    // MARK: Grammar

    private mutating func disjunction() throws(RowCondition.Problem) -> RowCondition {
        var parts = [try conjunction()]
        while take("or", "|", "||") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(RowCondition.Problem) -> RowCondition {
        var parts = [try negation()]
        while take("and", "&", "&&") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(RowCondition.Problem) -> RowCondition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw RowCondition.Problem(message: "it nests too deep") }
        if take("not", "~", "!") { return .not(try negation()) }
        if take("(") {
            let inner = try disjunction()
            try need(")")
            return inner
        }
        return try comparison()
    }

    private mutating func comparison() throws(RowCondition.Problem) -> RowCondition {
        let first = try operand()
        if case .column(let column) = first, let method = try method(of: column) { return method }
        guard var sign = takeComparison() else { throw unexpected }
        var parts: [RowCondition] = []
        var left = first
        while true {
            let right = try operand()
            parts.append(try compare(left, sign, right))
            guard let next = takeComparison() else { break }
            (left, sign) = (right, next)
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    /// What is asked of a column without a sign: whether it is missing, or one of a list.
    private mutating func method(of column: String) throws(RowCondition.Problem) -> RowCondition? {
        if take(".") {
            guard case .word(let method)? = next else { throw unexpected }
            let isNull = ["isnull", "isna", "is_null"].contains(method.lowercased())
            let isNullity = isNull || ["notnull", "notna", "is_not_null"].contains(method.lowercased())
            guard isNullity || ["isin", "is_in"].contains(method.lowercased()) else { throw unexpected }
            position += 1
            try need("(")
            let condition: RowCondition =
                isNullity
                ? .nullity(column: column, isNull: isNull)
                : .membership(column: column, of: try list(), negated: false)
            try need(")")
            return condition
        }
        if take("is") {
            let negated = take("not")
            guard take("null", "none") else { throw unexpected }
            return .nullity(column: column, isNull: !negated)
        }
        let negated = take("not")
        if take("in") { return .membership(column: column, of: try list(), negated: negated) }
        guard !negated else { throw unexpected }
        return nil
    }

    /// One side of a comparison.
    private enum Operand {
        case column(String)
        case remainder(String, by: Int64)
        case value(JSONValue)
    }

    private mutating func operand() throws(RowCondition.Problem) -> Operand {
        switch next {
        case .text?, .number?: return .value(try value())
        case .word(let word)? where ["true", "false"].contains(word.lowercased()): return .value(try value())
        default: break
        }
        let column = try columnName()
        guard take("%") else { return .column(column) }
        guard case .number(.integer(let divisor))? = next, divisor > 0 else { throw unexpected }
        position += 1
        return .remainder(column, by: divisor)
    }

    private mutating func takeComparison() -> RowCondition.Comparison? {
        guard case .sign(let sign)? = next,
            let comparison = RowCondition.Comparison(rawValue: sign == "=" ? "==" : sign == "<>" ? "!=" : sign)
        else { return nil }
        position += 1
        return comparison
    }

    private func compare(
        _ left: Operand, _ sign: RowCondition.Comparison, _ right: Operand
    ) throws(RowCondition.Problem) -> RowCondition {
        switch (left, right) {
        case (.column(let column), .value(let value)): return .comparison(column: column, sign, value)
        case (.value(let value), .column(let column)): return .comparison(column: column, sign.turned, value)
        case (.column(let column), .column(let other)): return .columns(column, sign, other)
        case (.remainder(let column, let divisor), .value(let value)):
            return .remainder(column: column, by: divisor, sign, value)
        case (.value(let value), .remainder(let column, let divisor)):
            return .remainder(column: column, by: divisor, sign.turned, value)
        case (.value, .value): throw RowCondition.Problem(message: "two values are compared, and no column")
        case (.remainder, _), (_, .remainder):
            throw RowCondition.Problem(message: "a remainder is compared with a number only")
        }
    }

    private mutating func columnName() throws(RowCondition.Problem) -> String {
        switch next {
        case .name(let name)?:
            position += 1
            return name
        case .word("col")? where position + 1 < tokens.count && tokens[position + 1] == .sign("("):
            position += 2
            guard case .text(let name)? = next else { throw unexpected }
            position += 1
            try need(")")
            return name
        case .word(let name)?:
            position += 1
            return name
        default: throw unexpected
        }
    }

    private mutating func list() throws(RowCondition.Problem) -> [JSONValue] {
        guard take("[", "(") else { throw unexpected }
        var values: [JSONValue] = []
        while !take("]", ")") {
            if !values.isEmpty { try need(",") }
            values.append(try value())
        }
        return values
    }

    private mutating func value() throws(RowCondition.Problem) -> JSONValue {
        defer { position += 1 }
        switch next {
        case .text(let text)?: return .string(text)
        case .number(let number)?: return number
        case .word(let word)?:
            switch word.lowercased() {
            case "true": return true
            case "false": return false
            default: throw unexpected
            }
        default: throw unexpected
        }
    }

    // MARK: Tokens

    private var next: Token? { position < tokens.count ? tokens[position] : nil }

    private mutating func take(_ words: String...) -> Bool {
        switch next {
        case .word(let word)? where words.contains(word.lowercased()): break
        case .sign(let sign)? where words.contains(sign): break
        default: return false
        }
        position += 1
        return true
    }

    private mutating func need(_ sign: String) throws(RowCondition.Problem) {
        guard take(sign) else { throw unexpected }
    }

    private var unexpected: RowCondition.Problem {
        switch next {
        case .word(let text)?, .name(let text)?, .text(let text)?, .sign(let text)?:
            RowCondition.Problem(message: "'\(text)' stands where it cannot")
        case .number?: RowCondition.Problem(message: "a number stands where it cannot")
        case nil: RowCondition.Problem(message: "it ends too early")
        }
    }

    private static func tokens(of text: String) throws(RowCondition.Problem) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" || first == "'" || first == "`" {
                let inner = try quoted(&rest, by: first)
                tokens.append(first == "`" ? .name(inner) : .text(inner))
            } else if first.isNumber || (first == "-" && rest.dropFirst().first?.isNumber == true) {
                tokens.append(.number(try number(&rest)))
            } else if first.isLetter || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest[word.endIndex...]
                tokens.append(.word(String(word)))
            } else {
                let two = String(rest.prefix(2))
                let isTwo = ["==", "!=", "<=", ">=", "<>", "&&", "||"].contains(two)
                guard isTwo || "()[],.<>=&|~!%".contains(first) else {
                    throw RowCondition.Problem(message: "'\(first)' stands where it cannot")
                }
                tokens.append(.sign(isTwo ? two : String(first)))
                rest = rest.dropFirst(isTwo ? 2 : 1)
            }
        }
        return tokens
    }

    private static func quoted(_ rest: inout Substring, by mark: Character) throws(RowCondition.Problem) -> String {
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character == mark { return text }
            if character == "\\", let escaped = rest.popFirst() {
                text.append(escaped)
            } else {
                text.append(character)
            }
        }
        throw RowCondition.Problem(message: "a quotation mark is not closed")
    }

    private static func number(_ rest: inout Substring) throws(RowCondition.Problem) -> JSONValue {
        var digits = rest.prefix { $0.isNumber || "+-.eE".contains($0) }
        // A sign stands at the start or behind an exponent.
        if let cut = digits.indices.dropFirst().first(where: {
            "+-".contains(digits[$0]) && !"eE".contains(digits[digits.index(before: $0)])
        }) {
            digits = digits[..<cut]
        }
        rest = rest[digits.endIndex...]
        if let integer = Int64(digits) { return .integer(integer) }
        if let double = Double(digits), double.isFinite { return .number(double) }
        throw RowCondition.Problem(message: "'\(digits)' is no number")
    }
}
