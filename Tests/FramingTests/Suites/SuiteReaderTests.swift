import DataQuality
import Evidence
import TestSupport
import Testing

@testable import Framing

/// Suites in our own YAML form: read strictly, with places, and written so that they are read back as they were.
struct SuiteReaderTests {
    private func findings(_ text: String) -> [Finding] {
        do throws(SuiteError) {
            _ = try SuiteReader.read(text: text, file: "suite.yaml")
            return []
        } catch {
            return error.findings
        }
    }

    @Test func aSuiteIsRead() throws {
        let suite = try SuiteReader.read(
            text: """
                version: 1
                name: orders
                expectations:
                  - expect_column_values_to_not_be_null: id
                  - column_values_to_be_between: {column: amount, min_value: 0, max_value: 1e6, mostly: 0.99}
                    severity: warning
                    reason: refunds have a table of their own
                  - ExpectColumnValuesToBeInSet: {column: state, value_set: [open, "1", 2], row_condition: 'amount > 5'}
                sources:
                  customers:
                    - expect_column_values_to_be_unique: id
                """, file: "suite.yaml")
        #expect(suite.name == "orders")
        #expect(suite.expectations.map(\.type) == [.notNull, .between, .inSet, .unique])
        #expect(suite.expectations.map(\.mostly) == [1, 0.99, 1, 1])
        #expect(suite.expectations.map(\.severity) == [.error, .warning, .error, .error])
        #expect(suite.expectations.map(\.source) == [nil, nil, nil, "customers"])
        #expect(suite.expectations[1].arguments["max_value"] == .number(1e6))
        #expect(suite.expectations[2].arguments["value_set"] == ["open", "1", 2])
        #expect(suite.expectations[2].rowCondition == .comparison(column: "amount", .greater, 5))
        #expect(suite.expectations[0].place?.line == 4)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let names = [
            "plain", "with \"quotes\"", "dots.in.it", "emoji 🛫", String(repeating: "ä", count: 300), "a: b", "#",
        ]
        let expectations = names.map { name in
            Expectation(
                .between, ["column": .string(name), "min_value": -0.5, "max_value": 3], mostly: 0.5,
                rowCondition: .all([.comparison(column: name, .equal, "x\"y"), .nullity(column: name, isNull: false)]),
                severity: .note, source: name == "plain" ? "raw data" : nil, reason: "because: of # this")
        }
        let text = SuiteWriter.text(for: Suite(name: "a suite", expectations: expectations), comment: "Read me.")
        var again = try SuiteReader.read(text: text, file: "suite.yaml")
        for index in again.expectations.indices { again.expectations[index].place = nil }
        // Those of sources stand last.
        #expect(again.expectations == Array(expectations.dropFirst()) + [expectations[0]])
    }

    @Test func anUnknownExpectationHasItsPlaceAndTheNearestName() throws {
        let finding = try #require(
            findings("version: 1\nexpectations:\n  - expect_column_values_to_be_betwen: {column: a}\n").first)
        #expect(finding.code == .unknownExpectation)
        #expect(finding.place == "suite.yaml:3:5")
        #expect(finding.advice == "did you mean 'expect_column_values_to_be_between'?")
    }

    @Test(arguments: [
        ("version: 2\nexpectations: []\n", FindingCode.notInThisVersion, "suite.yaml:1:10"),
        ("expectatoins: []\n", .unknownKey, "suite.yaml:1:1"),
        ("expectations: 5\n", .wrongType, "suite.yaml:1:15"),
        ("expectations:\n  - expect_column_values_to_be_in_set: {column: a}\n", .missingKey, "suite.yaml:2:5"),
        (
            "expectations:\n  - expect_column_values_to_be_unique: {column: a, strict: 1}\n", .unknownKey,
            "suite.yaml:2:60"
        ),
        (
            "expectations:\n  - expect_column_values_to_be_unique: {column: a, mostly: 2}\n", .wrongType,
            "suite.yaml:2:60"
        ),
        (
            "expectations:\n  - expect_column_values_to_be_unique: {column: a, row_condition: 'a >'}\n", .wrongType,
            "suite.yaml:2:67"
        ),
        ("expectations:\n  - expect_column_values_to_be_unique: a\n    severity: bad\n", .wrongType, "suite.yaml:3:15"),
        ("expectations: [", .yamlInvalid, "suite.yaml:2:1"), ("", .suiteUnreadable, "suite.yaml"),
    ])
    func whatIsWrongHasItsPlace(_ text: String, _ code: FindingCode, _ place: String) throws {
        let found = try #require(findings(text).first)
        #expect(found.code == code)
        #expect(found.place == place)
    }

    @Test func allThatIsWrongIsToldAtOnce() {
        let text = "expectations:\n" + (0..<30).map { "  - expect_nothing_\($0): a\n" }.joined()
        #expect(findings(text).count == Limits.findingsShown)
    }

    @Test func aFileThatIsNotThereHasTheNearestName() throws {
        let workspace = try Workspace()
        try workspace.write("suite.yaml", "expectations: []\n")
        do throws(SuiteError) {
            _ = try SuiteReader.read(contentsOf: workspace.path + "/siute.yaml")
            Issue.record("it was read")
        } catch {
            #expect(error.findings.map(\.code) == [.missingFile])
            #expect(error.findings.first?.advice == "did you mean 'suite.yaml'?")
        }
    }
}
