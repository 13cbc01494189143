import Evidence
import Testing

@testable import DataQuality

/// Conditions on rows, in the words of pandas and of Great Expectations.
struct RowConditionTests {
    @Test(arguments: [
        ("a > 5", RowCondition.comparison(column: "a", .greater, 5)),
        ("col(\"a b\") == \"x\"", .comparison(column: "a b", .equal, "x")),
        ("`a.b` <= -1.5e-3", .comparison(column: "a.b", .lessOrEqual, -0.0015)),
        ("a == 'it\\'s'", .comparison(column: "a", .equal, "it's")),
        ("a != True", .comparison(column: "a", .notEqual, true)),
        ("a in [1, 2]", .membership(column: "a", of: [1, 2], negated: false)),
        ("a not in ('x')", .membership(column: "a", of: ["x"], negated: true)),
        ("col(\"a\").notNull()", .nullity(column: "a", isNull: false)),
        ("a.isin([1, 2])", .membership(column: "a", of: [1, 2], negated: false)),
        ("20 < a", .comparison(column: "a", .greater, 20)), ("a > b", .columns("a", .greater, "b")),
        ("col(\"a b\") != `b.c`", .columns("a b", .notEqual, "b.c")),
        (
            "20 <= a < b",
            .all([.comparison(column: "a", .greaterOrEqual, 20), .columns("a", .less, "b")])
        ),
        ("a % 2 == 1", .remainder(column: "a", by: 2, .equal, 1)),
        ("1 != a % 2", .remainder(column: "a", by: 2, .notEqual, 1)),
        ("a.isnull()", .nullity(column: "a", isNull: true)), ("a is not null", .nullity(column: "a", isNull: false)),
        (
            "a > 1 and b < 2 or not (c == 3)",
            .any([
                .all([.comparison(column: "a", .greater, 1), .comparison(column: "b", .less, 2)]),
                .not(.comparison(column: "c", .equal, 3)),
            ])
        ),
        ("(a > 1) & (b > 2)", .all([.comparison(column: "a", .greater, 1), .comparison(column: "b", .greater, 2)])),
    ])
    func conditionsAreRead(_ text: String, _ condition: RowCondition) throws {
        let read = try RowCondition(.string(text))
        #expect(read == condition)
        #expect(try RowCondition(.string(read.text)) == condition)
    }

    @Test(arguments: [
        "", "a", "a >", "> 5", "a > 5 b", "a > (", "a in 1", "a.x()", "'a' > 1", "a % 0 == 1", "a % b == 1", "a % 2",
        "a > \"x", "a ; DROP TABLE t",
        String(repeating: "(", count: 100) + "a > 1" + String(repeating: ")", count: 100),
    ])
    func whatIsNoConditionIsRefused(_ text: String) {
        #expect(throws: RowCondition.Problem.self) { try RowCondition(.string(text)) }
    }

    @Test func objectsAreRead() throws {
        let object: JSONValue = [
            "type": "and",
            "conditions": [
                ["type": "comparison", "column": ["name": "a"], "operator": "IN", "parameter": [1, 2]],
                ["type": "nullity", "column": ["name": "b"], "is_null": false],
            ],
        ]
        let condition = try RowCondition(object)
        #expect(
            condition
                == .all([.membership(column: "a", of: [1, 2], negated: false), .nullity(column: "b", isNull: false)]))
        #expect(condition.json == object)
    }
}
