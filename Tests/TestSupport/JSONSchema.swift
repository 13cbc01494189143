package import Evidence
package import Foundation

/// A JSON Schema (2020-12) as far as the schemas of this repository use it.
///
/// A keyword that is not known here is an error and not passed over, so that a schema cannot say more than is
/// checked. `$ref` reaches `#` and `#/$defs/NAME` of the same file.
package struct JSONSchema {
    private let root: [String: JSONValue]

    /// Why a text is not a schema.
    package struct Unusable: Error, CustomStringConvertible {
        package let description: String
    }

    package init(_ schema: JSONValue) throws {
        guard case .object(let root) = schema else { throw Unusable(description: "a schema is an object") }
        self.root = root
        try check(schema, at: "#")
    }

    /// Reads a schema from a file.
    package init(contentsOf file: URL) throws {
        try self.init(CanonicalJSON.decode(JSONValue.self, from: Data(contentsOf: file)))
    }

    /// Reads `docs/schemas/<name>.schema.json` of this package.
    package init(named name: String) throws {
        try self.init(
            contentsOf: Fixture.packageRoot.appendingPathComponent("docs/schemas/\(name).schema.json"))
    }

    /// What is wrong with a value, each with its JSON pointer; empty where nothing is.
    package func problems(with value: JSONValue) -> [String] { problems(value, .object(root), at: "") }

    /// What is wrong with the JSON in some bytes.
    package func problems(withJSON data: Data) throws -> [String] {
        problems(with: try CanonicalJSON.decode(JSONValue.self, from: data))
    }

    private static let annotations: Set = ["$schema", "$id", "$comment", "title", "description", "examples", "default"]
    private static let keywords: Set = [
        "$defs", "$ref", "type", "enum", "const", "properties", "required", "additionalProperties", "propertyNames",
        "minProperties", "maxProperties", "items", "minItems", "maxItems", "anyOf", "allOf", "pattern", "minLength",
        "maxLength",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    ]

    /// Throws where a schema uses what is not known here.
    private func check(_ schema: JSONValue, at place: String) throws {
        if case .bool = schema { return }
        guard case .object(let fields) = schema else { throw Unusable(description: "\(place): not a schema") }
        for (keyword, value) in fields {
            let inner = "\(place)/\(keyword)"
            guard Self.keywords.contains(keyword) || Self.annotations.contains(keyword) else {
                throw Unusable(description: "\(inner): this keyword is not known")
            }
            switch (keyword, value) {
            case ("properties", .object(let schemas)), ("$defs", .object(let schemas)):
                for (name, schema) in schemas { try check(schema, at: "\(inner)/\(name)") }
            case ("anyOf", .array(let schemas)), ("allOf", .array(let schemas)):
                for (index, schema) in schemas.enumerated() { try check(schema, at: "\(inner)/\(index)") }
            case ("items", _), ("additionalProperties", _), ("propertyNames", _): try check(value, at: inner)
            case ("$ref", .string(let reference)):
                guard resolve(reference) != nil else { throw Unusable(description: "\(inner): leads nowhere") }
            case ("pattern", .string(let pattern)): _ = try Regex(pattern)
            default: break
            }
        }
    }

    private func resolve(_ reference: String) -> JSONValue? {
        if reference == "#" { return .object(root) }
        let prefix = "#/$defs/"
        guard reference.hasPrefix(prefix) else { return nil }
        return root["$defs"]?[String(reference.dropFirst(prefix.count))]
    }

    private func problems(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        guard case .object(let fields) = schema else {
            return schema == .bool(false) ? ["\(place): nothing is allowed here"] : []
        }
        return fields.sorted { $0.key < $1.key }.flatMap { keyword, rule in
            switch keyword {
            case "$ref", "anyOf", "allOf", "enum", "const", "type":
                general(keyword, rule, value, at: place)
            case "properties", "required", "additionalProperties", "propertyNames", "minProperties", "maxProperties":
                object(keyword, rule, fields, value, at: place)
            case "items", "minItems", "maxItems": array(keyword, rule, value, at: place)
            case "pattern", "minLength", "maxLength": string(keyword, rule, value, at: place)
            default: number(keyword, rule, value, at: place)
            }
        }
    }

    private func general(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, at place: String) -> [String] {
        switch (keyword, rule) {
        case ("$ref", .string(let reference)): return problems(value, resolve(reference) ?? .bool(false), at: place)
        case ("allOf", .array(let schemas)): return schemas.flatMap { problems(value, $0, at: place) }
        case ("anyOf", .array(let schemas)):
            let attempts = schemas.map { problems(value, $0, at: place) }
            guard !attempts.contains([]) else { return [] }
            return ["\(place): fits none of \(schemas.count) forms"] + attempts.joined()
        case ("enum", .array(let values)):
            return values.contains { equal($0, value) } ? [] : ["\(place): not one of the \(values.count) words"]
        case ("const", _): return equal(rule, value) ? [] : ["\(place): not the constant"]
        case ("type", .string(let type)): return isOf(type, value) ? [] : ["\(place): not of type \(type)"]
        case ("type", .array(let types)):
            let fits = types.contains { type in
                guard case .string(let name) = type else { return false }
                return isOf(name, value)
            }
            return fits ? [] : ["\(place): of none of \(types.count) types"]
        default: return ["\(place): the schema's \(keyword) has no meaning"]
        }
    }

    private func object(
        _ keyword: String, _ rule: JSONValue, _ schema: [String: JSONValue], _ value: JSONValue, at place: String
    ) -> [String] {
        guard case .object(let members) = value else { return [] }
        let names = members.keys.sorted()
        switch (keyword, rule) {
        case ("properties", .object(let schemas)):
            return names.flatMap { name in
                schemas[name].map { problems(members[name] ?? .null, $0, at: "\(place)/\(name)") } ?? []
            }
        case ("required", .array(let required)):
            return required.compactMap { name in
                guard case .string(let text) = name, members[text] == nil else { return nil }
                return "\(place): '\(text)' is missing"
            }
        case ("additionalProperties", _):
            var known: Set<String> = []
            if case .object(let schemas)? = schema["properties"] { known = Set(schemas.keys) }
            return names.filter { !known.contains($0) }.flatMap {
                problems(members[$0] ?? .null, rule, at: "\(place)/\($0)")
            }
        case ("propertyNames", _):
            return names.flatMap { problems(.string($0), rule, at: "\(place)/\($0) (its name)") }
        case ("minProperties", _):
            return bound(rule) { Double(members.count) >= $0 } ? [] : ["\(place): too few members"]
        case ("maxProperties", _):
            return bound(rule) { Double(members.count) <= $0 } ? [] : ["\(place): too many members"]
        default: return ["\(place): the schema's \(keyword) has no meaning"]
        }
    }

    private func array(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, at place: String) -> [String] {
        guard case .array(let elements) = value else { return [] }
        switch keyword {
        case "items": return elements.enumerated().flatMap { problems($1, rule, at: "\(place)/\($0)") }
        case "minItems":
            return bound(rule) { Double(elements.count) >= $0 } ? [] : ["\(place): too few elements"]
        default: return bound(rule) { Double(elements.count) <= $0 } ? [] : ["\(place): too many elements"]
        }
    }

    private func string(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, at place: String) -> [String] {
        guard case .string(let text) = value else { return [] }
        let length = Double(text.unicodeScalars.count)
        switch (keyword, rule) {
        case ("pattern", .string(let pattern)):
            guard let expression = try? Regex(pattern) else {
                return ["\(place): the pattern is not a regular expression"]
            }
            return text.contains(expression) ? [] : ["\(place): does not match \(pattern)"]
        case ("minLength", _): return bound(rule) { length >= $0 } ? [] : ["\(place): too short"]
        case ("maxLength", _): return bound(rule) { length <= $0 } ? [] : ["\(place): too long"]
        default: return ["\(place): the schema's \(keyword) has no meaning"]
        }
    }

    private func number(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, at place: String) -> [String] {
        guard let number = double(value) else { return [] }
        let holds =
            switch keyword {
            case "minimum": bound(rule) { number >= $0 }
            case "maximum": bound(rule) { number <= $0 }
            case "exclusiveMinimum": bound(rule) { number > $0 }
            case "exclusiveMaximum": bound(rule) { number < $0 }
            default: true
            }
        return holds ? [] : ["\(place): \(number) is beyond the \(keyword)"]
    }

    private func bound(_ rule: JSONValue, _ holds: (Double) -> Bool) -> Bool { double(rule).map(holds) ?? false }

    private func double(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    private func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object),
            ("number", .integer), ("number", .number), ("integer", .integer):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }

    /// Whether two values are the same JSON value; 1 and 1.0 are.
    private func equal(_ first: JSONValue, _ second: JSONValue) -> Bool {
        if let number = double(first), let other = double(second) { return number == other }
        return first == second
    }
}
