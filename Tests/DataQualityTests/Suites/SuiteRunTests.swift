import Columns
import Evidence
import Foundation
import Testing
import Warehouse

@testable import DataQuality

/// A suite against a table: what fails and where, what cannot be checked, and that scans are shared.
struct SuiteRunTests {
    private static let names = ["a \"b\"", "dots.in.it", "emoji 🛫", String(repeating: "n", count: 200), "o'clock"]

    private func bench(key: [String] = []) throws -> SuiteBench {
        try SuiteBench(
            Table([
                ("id", .integer(Values((0..<100).map { Int64($0) }, filler: 0))),
                ("n", .integer(Values((0..<100).map { Int64($0 % 10) }, filler: 0))),
                ("t", .text(TextValues((0..<100).map { $0 % 7 == 0 ? nil : "t\($0 % 3)" }))),
                ("x", .double(Values((0..<100).map { $0 == 50 ? .nan : $0 == 51 ? nil : Double($0) }, filler: 0))),
            ]), key: key, others: ["more": Table([("n", .integer(Values([0, 1, 2, 3, 4, nil], filler: 0)))])])
    }

    @Test func failuresListUpToTwentyKeys() async throws {
        let document = try await bench(key: ["id"]).document([
            Expectation(.between, ["column": "n", "max_value": 5]),
            Expectation(.between, ["column": "id", "max_value": 97]),
        ])
        #expect(!document.success)
        #expect(document.findings.map(\.code) == [.expectationFailed, .expectationFailed])
        #expect(document.findings[0].keys.count == Limits.keysPerFinding)
        #expect(document.findings[0].keys.first == "6")
        #expect(document.findings[0].count == 40)
        #expect(document.findings[1].keys == ["98", "99"])
        #expect(document.results[1].result.partialUnexpectedList == [98, 99])
        #expect(document.results[1].result.partialUnexpectedIndexList == [["id": 98], ["id": 99]])
    }

    @Test func withoutAKeyRowsAreNumbered() async throws {
        let document = try await bench().document([Expectation(.between, ["column": "id", "max_value": 97])])
        #expect(document.findings[0].keys == ["row 99", "row 100"])
    }

    @Test func severityDecidesWhatAFailureWeighs() async throws {
        let document = try await bench().document([
            Expectation(.unique, ["column": "n"], severity: .warning),
            Expectation(.unique, ["column": "n"], severity: .note),
        ])
        #expect(document.success)
        #expect(document.findings.map(\.severity) == [.warning, .note])
        #expect(document.results.map(\.success) == [false, false])
    }

    @Test func notANumberIsMissing() async throws {
        let result = try await bench().result("expect_column_values_to_not_be_null", ["column": "x"]).result
        #expect(result.unexpectedCount == 2)
        let mean = try await bench().result("expect_column_mean_to_be_between", ["column": "x", "min_value": 0])
        let infinite = try SuiteBench(Table([("x", .double(Values([1, .infinity, .nan], filler: 0)))]))
        let none = try await infinite.result("expect_column_mean_to_be_between", ["column": "x", "min_value": 0])
        #expect(!none.success)
        #expect(none.result.observedValue == .null)
        let expected: Double = 4_849 / 98
        #expect(mean.result.observedValue == JSONValue.number(expected))
    }

    @Test func foreignKeysAreLookedForInTheOtherTable() async throws {
        let result = try await bench().result(
            "expect_foreign_keys_in_column_a_to_exist_in_column_b", ["column": "n", "other_table_name": "more"])
        #expect(result.result.unexpectedCount == 50)
        #expect(!result.success)
        let count = try await bench().result(
            "expect_table_row_count_to_equal_other_table", ["other_table_name": "more"])
        #expect(count.result.observedValue == ["self": 100, "other": 6])
    }

    @Test func aQueryOfOnesOwnMustGiveNoRow() async throws {
        let result = try await bench().result(
            "unexpected_rows_expectation",
            ["unexpected_rows_query": "SELECT n, count(*) c FROM {batch} GROUP BY n HAVING count(*) <> 10;"])
        #expect(result.success)
        let failed = try await bench().result(
            "unexpected_rows_expectation", ["unexpected_rows_query": "SELECT * FROM {batch} WHERE n = 3"])
        #expect(failed.result.unexpectedCount == 10)
    }

    @Test func typesHaveTheNamesOfEnginesAndLanguages() async throws {
        for (column, type, fits) in [
            ("n", "int64", true), ("n", "BIGINT", true), ("n", "int", true), ("n", "str", false), ("n", "int32", false),
            ("x", "float", true), ("t", "object", true), ("t", "VARCHAR", true), ("x", "INTEGER", false),
        ] {
            let result = try await bench().result(
                "expect_column_values_to_be_of_type", ["column": .string(column), "type_": .string(type)])
            #expect(result.success == fits, "\(column) \(type)")
        }
    }

    @Test func likePatternsAreTheEngines() async throws {
        let result = try await bench().result(
            "expect_column_values_to_match_like_pattern", ["column": "t", "like_pattern": "t_"])
        #expect(result.success)
        let not = try await bench().result(
            "expect_column_values_to_not_match_like_pattern_list", ["column": "t", "like_pattern_list": ["%1", "%2"]])
        let wrong = (0..<100).filter { $0 % 7 != 0 && $0 % 3 != 0 }.count
        #expect(not.result.unexpectedCount == wrong)
    }

    @Test(
        arguments: [
            (
                "expect_column_values_to_not_be_null", ["column": "idd"], FindingCode.columnNotFound,
                "did you mean 'id'?"
            ),
            ("expect_column_values_to_match_regex", ["column": "t", "regex": "("], .impossibleValue, nil),
            (
                "expect_column_values_to_match_strftime_format", ["column": "t", "strftime_format": "%Q"],
                .impossibleValue, nil
            ),
            (
                "unexpected_rows_expectation", ["unexpected_rows_query": "SELECT nosuch FROM {batch}"],
                .impossibleValue, nil
            ),
            ("expect_column_values_to_be_between", ["column": "n", "min_value": "a"], .wrongType, nil),
            ("expect_column_values_to_be_between", ["column": "n"], .missingKey, nil),
            ("expect_column_mean_to_be_between", ["column": "t", "min_value": 1], .wrongType, nil),
            (
                "expect_column_values_to_be_unique", ["column": "n", "row_condition": "m > 1"], .columnNotFound,
                "did you mean 'n'?"
            ),
            (
                "expect_foreign_keys_in_column_a_to_exist_in_column_b", ["column": "n", "other_table_name": "mor"],
                .impossibleValue, "did you mean 'more'?"
            ),
        ] as [(String, [String: JSONValue], FindingCode, String?)])
    func whatDoesNotFitIsRefused(
        _ type: String, _ arguments: [String: JSONValue], _ code: FindingCode, _ advice: String?
    ) async throws {
        let findings = await (try bench()).refusal(type, arguments)
        #expect(findings.map(\.code) == [code])
        if let advice { #expect(findings.first?.advice == advice) }
    }

    @Test func oneBadPatternDoesNotHideTheNextMistake() async throws {
        let expectations = [
            Expectation(.matchRegex, ["column": "t", "regex": "("]), Expectation(.notNull, ["column": "t"]),
            Expectation(.matchRegex, ["column": "t", "regex": "["]),
        ]
        do {
            _ = try await bench().document(expectations)
            Issue.record("it was checked")
        } catch let error as SuiteError {
            #expect(error.findings.map(\.code) == [.impossibleValue, .impossibleValue])
        }
    }

    @Test(arguments: names) func namesMayHoldAnything(_ name: String) async throws {
        let values = TextValues(["a", "b", nil, "b"])
        let bench = try SuiteBench(Table([(name, .text(values))]))
        let column = JSONValue.string(name)
        for (type, arguments, unexpected) in [
            ("expect_column_values_to_not_be_null", [:], 1), ("expect_column_values_to_be_unique", [:], 2),
            ("expect_column_values_to_be_in_set", ["value_set": ["a", "it's"]], 2),
            ("expect_column_values_to_match_regex", ["regex": "^a$"], 2),
            ("expect_column_values_to_be_increasing", [:], 0),
        ] as [(String, [String: JSONValue], Int)] {
            let result = try await bench.result(type, arguments.merging(["column": column]) { own, _ in own })
            #expect(result.result.unexpectedCount == unexpected, "\(type)")
        }
    }

    @Test func scansAreShared() async throws {
        let connection = try Engine.duckDB(threads: 1, temporaryDirectory: NSTemporaryDirectory()).connect()
        try connection.execute("CREATE TABLE t AS SELECT range AS a, range * 2.5 AS b FROM range(1000)")
        let columns = try connection.describe("SELECT * FROM t")
        var questions: [Int] = []
        let expectations = ["a", "b"].flatMap { name -> [DataQuality.Expectation] in
            let column = JSONValue.string(name)
            return [
                Expectation(.notNull, ["column": column]),
                Expectation(.between, ["column": column, "min_value": 0, "max_value": 5_000]),
                Expectation(.meanBetween, ["column": column, "min_value": 0]),
            ]
        }
        let document = try await SuiteRun.document(expectations, against: CheckedRelation(rows: "t", columns: columns))
        {
            questions.append($0.steps.count)
            return try connection.answers(to: $0)
        }
        #expect(document.success)
        // Ranges, which statistics may know; then counts and sums, whose scale follows from the ranges, in one scan.
        #expect(questions == [1, 1])
    }

    @Test func manyColumnsAreDealtToSeveralScansWithTheSameAnswers() async throws {
        let engine = try Engine.duckDB(threads: 2, temporaryDirectory: NSTemporaryDirectory())
        let connection = try engine.connect()
        let names = (0..<30).map { "c\($0)" }
        let made: [SQL] = names.enumerated().map { "range * \(Literal(Double($0) / 7)) AS \(Identifier($1))" }
        try connection.execute("CREATE TABLE t AS SELECT \(made) FROM range(10000)")
        let columns = try connection.describe("SELECT * FROM t")
        let expectations = names.map { name in
            Expectation(.meanBetween, ["column": .string(name), "min_value": 0])
        }
        var documents: [ChecksDocument] = []
        for (isStored, scans, threads) in [(true, 4, 2), (true, 4, 1), (false, 1, 2)] {
            var questions: [Int] = []
            let relation = CheckedRelation(rows: "t", isStored: isStored, columns: columns)
            documents.append(
                try await SuiteRun.document(expectations, against: relation) {
                    questions.append($0.steps.count)
                    return try connection.answers(to: $0, threads: threads)
                })
            #expect(questions == [scans, scans])
        }
        #expect(documents[0].success)
        #expect(documents[0] == documents[1] && documents[0] == documents[2])
    }

    @Test func sumsDoNotDependOnTheOrderOfRows() async throws {
        let values = (0..<5_000).map { Double($0 % 977) * 0.1 + 1e-9 * Double($0) }
        var observed: [JSONValue?] = []
        for order in [
            values, values.reversed(),
            values.sorted { ($0 * 7).truncatingRemainder(dividingBy: 3) < ($1 * 7).truncatingRemainder(dividingBy: 3) },
        ] {
            let bench = try SuiteBench(Table([("x", .double(Values(order.map { $0 }, filler: 0)))]))
            for type in ["mean", "sum", "stdev"] {
                observed.append(
                    try await bench.result("expect_column_\(type)_to_be_between", ["column": "x", "min_value": 0])
                        .result
                        .observedValue)
            }
        }
        #expect(Array(observed[0..<3]) == Array(observed[3..<6]))
        #expect(Array(observed[0..<3]) == Array(observed[6..<9]))
    }
}
