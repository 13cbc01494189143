import Evidence
import TestSupport
import Testing

struct JSONSchemaTests {
    private static let schema: JSONValue = [
        "type": "object", "required": ["name"], "additionalProperties": false,
        "properties": [
            "name": ["type": "string", "pattern": "^[a-z]+$", "minLength": 2, "maxLength": 4],
            "count": ["type": ["integer", "null"], "minimum": 1, "exclusiveMaximum": 10],
            "kind": ["enum": ["a", 1, .null]], "version": ["const": 1],
            "list": ["type": "array", "minItems": 1, "maxItems": 2, "items": ["$ref": "#/$defs/small"]],
            "either": ["anyOf": [["type": "boolean"], ["$ref": "#/$defs/small"]]],
            "map": [
                "type": "object", "propertyNames": ["enum": ["x", "y"]], "minProperties": 1,
                "additionalProperties": ["type": "number"],
            ],
        ],
        "$defs": ["small": ["type": "number", "maximum": 5, "exclusiveMinimum": 0]],
    ]

    @Test(
        arguments: [
            ["name": "ab"], ["name": "ab", "count": .null], ["name": "ab", "count": 9], ["name": "ab", "kind": 1.0],
            ["name": "ab", "kind": .null], ["name": "ab", "version": 1], ["name": "ab", "list": [1, 5]],
            ["name": "ab", "either": true], ["name": "ab", "either": 2.5], ["name": "ab", "map": ["x": 1, "y": 2.5]],
            ["name": "ab", "count": 2.0],
        ] as [JSONValue])
    func `a value that fits has no problems`(value: JSONValue) throws {
        #expect(try JSONSchema(Self.schema).problems(with: value) == [])
    }

    @Test(
        arguments: [
            (["name": 1], "/name: not of type string"), ([], ": not of type object"), ([:], ": 'name' is missing"),
            (["name": "ab", "more": 1], "/more: nothing is allowed here"), (["name": "a"], "/name: too short"),
            (["name": "abcde"], "/name: too long"), (["name": "AB"], "/name: does not match ^[a-z]+$"),
            (["name": "ab", "count": 0], "/count: 0.0 is beyond the minimum"),
            (["name": "ab", "count": 10], "/count: 10.0 is beyond the exclusiveMaximum"),
            (["name": "ab", "count": 1.5], "/count: of none of 2 types"),
            (["name": "ab", "kind": "b"], "/kind: not one of the 3 words"),
            (["name": "ab", "version": 2], "/version: not the constant"),
            (["name": "ab", "list": []], "/list: too few elements"),
            (["name": "ab", "list": [1, 2, 3]], "/list: too many elements"),
            (["name": "ab", "list": [6]], "/list/0: 6.0 is beyond the maximum"),
            (["name": "ab", "list": [0]], "/list/0: 0.0 is beyond the exclusiveMinimum"),
            (["name": "ab", "either": "x"], "/either: fits none of 2 forms"),
            (["name": "ab", "map": ["z": 1]], "/map/z (its name): not one of the 2 words"),
            (["name": "ab", "map": [:]], "/map: too few members"),
            (["name": "ab", "map": ["x": "1"]], "/map/x: not of type number"),
        ] as [(JSONValue, String)])
    func `a value that does not fit is told where`(value: JSONValue, problem: String) throws {
        #expect(try JSONSchema(Self.schema).problems(with: value).contains(problem))
    }

    @Test(
        arguments: [
            ["type": "object", "patternProperties": [:]], ["properties": ["a": ["oneOf": []]]],
            ["$ref": "#/$defs/gone"],
            ["items": ["$ref": "other.json"]], ["pattern": "["], "text",
        ] as [JSONValue])
    func `a schema beyond the subset is refused`(schema: JSONValue) {
        #expect(throws: (any Error).self) { try JSONSchema(schema) }
    }
}
