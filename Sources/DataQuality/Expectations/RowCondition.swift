package import Evidence

/// Which rows an expectation is about.
package indirect enum RowCondition: Sendable, Equatable {
    case comparison(column: String, Comparison, JSONValue)
    /// A column beside another of the same row.
    case columns(String, Comparison, String)
    /// What is left of a column's whole numbers after division.
    case remainder(column: String, by: Int64, Comparison, JSONValue)
    case membership(column: String, of: [JSONValue], negated: Bool)
    case nullity(column: String, isNull: Bool)
    case all([RowCondition])
    case any([RowCondition])
    case not(RowCondition)

    /// How a column is compared with a value.
    package enum Comparison: String, Sendable, CaseIterable {
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"

        /// The comparison with its sides changed.
        var turned: Comparison {
            switch self {
            case .equal: .equal
            case .notEqual: .notEqual
            case .lessOrEqual: .greaterOrEqual
            case .greaterOrEqual: .lessOrEqual
            case .less: .greater
            case .greater: .less
            }
        }
    }

    /// Why a condition cannot be read.
    struct Problem: Error {
        let message: String
    }

    /// A condition as a suite holds it: a text, or Great Expectations' object.
    init(_ value: JSONValue) throws(Problem) {
        switch value {
        case .string(let text): self = try RowConditionParser.parse(text)
        case .object(let fields): self = try Self.read(fields)
        default: throw Problem(message: "it is neither a text nor an object")
        }
    }

    private static func read(_ fields: [String: JSONValue]) throws(Problem) -> RowCondition {
        guard case .string(let type)? = fields["type"] else { throw Problem(message: "its type is missing") }
        if type == "and" || type == "or" {
            guard case .array(let parts)? = fields["conditions"] else {
                throw Problem(message: "'\(type)' has no conditions")
            }
            var conditions: [RowCondition] = []
            for part in parts { conditions.append(try RowCondition(part)) }
            return type == "and" ? .all(conditions) : .any(conditions)
        }
        guard case .string(let column)? = fields["column"]?["name"] ?? fields["column"] else {
            throw Problem(message: "its column is missing")
        }
        if type == "nullity", case .bool(let isNull)? = fields["is_null"] {
            return .nullity(column: column, isNull: isNull)
        }
        guard type == "comparison", case .string(let word)? = fields["operator"], let value = fields["parameter"] else {
            throw Problem(message: "'\(type)' is no type of condition")
        }
        if word == "IN" || word == "NOT_IN" {
            guard case .array(let values) = value else { throw Problem(message: "'\(word)' needs a list") }
            return .membership(column: column, of: values, negated: word == "NOT_IN")
        }
        guard let comparison = Comparison(rawValue: word) else { throw Problem(message: "'\(word)' is no operator") }
        return .comparison(column: column, comparison, value)
    }

    /// The columns that it names.
    var columns: [String] {
        switch self {
        case .comparison(let column, _, _), .membership(let column, _, _), .nullity(let column, _): [column]
        case .remainder(let column, _, _, _): [column]
        case .columns(let column, _, let other): [column, other]
        case .all(let parts), .any(let parts): parts.flatMap(\.columns)
        case .not(let part): part.columns
        }
    }
}

extension RowCondition {
    /// The condition as a suite's text, which is read back as the same.
    package var text: String {
        switch self {
        case .comparison(let column, let comparison, let value):
            "\(Self.name(column)) \(comparison.rawValue) \(Self.literal(value))"
        case .columns(let column, let comparison, let other):
            "\(Self.name(column)) \(comparison.rawValue) \(Self.name(other))"
        case .remainder(let column, let divisor, let comparison, let value):
            "\(Self.name(column)) % \(divisor) \(comparison.rawValue) \(Self.literal(value))"
        case .membership(let column, let values, let negated):
            "\(Self.name(column)) \(negated ? "not in" : "in") [\(values.map(Self.literal).joined(separator: ", "))]"
        case .nullity(let column, let isNull): "\(Self.name(column)).\(isNull ? "isNull" : "notNull")()"
        case .all(let parts): parts.map { "(\($0.text))" }.joined(separator: " and ")
        case .any(let parts): parts.map { "(\($0.text))" }.joined(separator: " or ")
        case .not(let part): "not (\(part.text))"
        }
    }

    /// The condition as Great Expectations' object; what has none is its text.
    var json: JSONValue {
        switch self {
        case .comparison(let column, let comparison, let value):
            [
                "type": "comparison", "column": ["name": .string(column)], "operator": .string(comparison.rawValue),
                "parameter": value,
            ]
        case .membership(let column, let values, let negated):
            [
                "type": "comparison", "column": ["name": .string(column)], "operator": negated ? "NOT_IN" : "IN",
                "parameter": .array(values),
            ]
        case .nullity(let column, let isNull):
            ["type": "nullity", "column": ["name": .string(column)], "is_null": .bool(isNull)]
        case .all(let parts): ["type": "and", "conditions": .array(parts.map(\.json))]
        case .any(let parts): ["type": "or", "conditions": .array(parts.map(\.json))]
        case .not, .columns, .remainder: .string(text)
        }
    }

    private static func name(_ column: String) -> String { "col(\(quoted(column)))" }

    private static func literal(_ value: JSONValue) -> String {
        if case .string(let text) = value { return quoted(text) }
        return (try? CanonicalJSON.line(value)) ?? "null"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "\""
    }
}
