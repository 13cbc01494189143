import Evidence
import Foundation
import TestSupport
import Testing

/// `associate check`: a table or a brief against a suite, with the exit statuses that pipelines rely on.
struct CheckTests {
    private let place: Workspace

    init() throws {
        place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        try place.write("brief.yaml", SampleData.customersBrief)
    }

    private func check(_ arguments: String...) throws -> Binary.Result {
        try Binary.run(["check"] + arguments, in: place.path)
    }

    @Test func aTableAsExpectedEndsWithStatus0AndPrintsTheDocument() throws {
        try place.write(
            "suite.yaml",
            """
            version: 1
            expectations:
              - expect_column_values_to_be_unique: id
              - expect_column_values_to_be_in_set: {column: region, value_set: [north, south, east, west]}
              - expect_column_mean_to_be_between: {column: visits, min_value: 5, max_value: 25}
            """)
        let result = try check("customers.csv", "--suite", "suite.yaml", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let document = try result.json()
        #expect(document["success"] == true)
        #expect(try JSONSchema(named: "checks").problems(withJSON: Data(result.output.utf8)) == [])
    }

    @Test func aFailedExpectationEndsWithStatus3AndItsRows() throws {
        try place.write(
            "suite.yaml", "expectations:\n  - expect_column_values_to_be_between: {column: id, max_value: 298}\n")
        let result = try check("customers.csv", "--suite", "suite.yaml")
        #expect(result.status == 3)
        #expect(result.output.contains("suite.yaml:2:5: error: expect_column_values_to_be_between failed for 'id'"))
        #expect(result.output.contains("row 299, row 300"))
        #expect(result.output.contains("[expectation-failed]"))
        #expect(result.output.contains("  More    associate explain expectation-failed"))
        let json = try check("customers.csv", "--suite", "suite.yaml", "--json")
        #expect(json.status == 3)
        #expect(try JSONSchema(named: "checks").problems(withJSON: Data(json.output.utf8)) == [])
    }

    @Test func aTableWithALabelIsCheckedAsARunWould() throws {
        let table = try check("customers.csv", "--label", "churned", "--json")
        #expect(table.status == 0, "\(table.errors)")
        let document = try table.json()
        #expect(document["leakage"]?["verdict"] != nil)
        let run = try Binary.run(["run", "customers.csv", "--label", "churned", "--audit", "--json"], in: place.path)
        #expect(
            try Set(document["findings"]?.elements.compactMap { $0["code"]?.text } ?? [])
                .isSubset(of: run.json()["findings"]?.elements.compactMap { $0["code"]?.text } ?? []))
        let missing = try check("customers.csv", "--label", "chured")
        #expect(missing.status == 2)
        #expect(missing.errors.contains("did you mean 'churned'?"), "\(missing.errors)")
        #expect(try check("brief.yaml", "--label", "churned").status == 2)
    }

    /// What each says of a brief and its data before anything is fitted.
    @Test(arguments: [nil, "Examples/penguins/brief.yaml", "Examples/temperature/brief.yaml"])
    func initAndCheckAndAnAuditedRunSayTheSame(example: String?) throws {
        var said: [[String]] = []
        func add(_ arguments: [String], in folder: String) throws {
            let result = try Binary.run(arguments + ["--json"], in: folder)
            try #require(result.status == 0, "\(result.errors)")
            let findings = try result.json()["findings"]?.elements.filter { $0["severity"] == "warning" } ?? []
            said.append(findings.map { "\($0["code"]?.text ?? "") \($0["column"]?.text ?? "")" }.sorted())
        }
        let brief: String
        if let example {
            brief = Binary.root.appendingPathComponent(example).path
        } else {
            var lines = try String(contentsOfFile: place.path + "/customers.csv", encoding: .utf8)
                .split(separator: "\n").map(String.init)
            // A warning for each to say: rows that repeat others but for a blank.
            lines += lines.dropFirst().prefix(12).enumerated().map { row, line in
                "\(9_000 + row),"
                    + line.split(separator: ",", omittingEmptySubsequences: false).dropFirst().joined(separator: ",")
            }
            try place.write("more.csv", lines.joined(separator: "\n") + "\n")
            try add(["init", "more.csv", "--label", "churned", "--out", "proposed.yaml"], in: place.path)
            brief = "proposed.yaml"
        }
        try add(["check", brief], in: place.path)
        try add(["run", brief, "--audit", "--store", place.path + "/runs"], in: place.path)
        #expect(said.allSatisfy { $0 == said.last }, "\(said)")
        #expect(example != nil || said.last?.isEmpty == false)
    }

    @Test func aWarningEndsWithStatus0() throws {
        try place.write(
            "suite.yaml",
            "expectations:\n  - expect_column_values_to_be_between: {column: id, max_value: 298}\n    severity: warning\n"
        )
        #expect(try check("customers.csv", "--suite", "suite.yaml").status == 0)
    }

    @Test(arguments: [
        ("expect_column_values_to_be_unique: idd", "column-not-found", "did you mean 'id'?"),
        ("expect_column_values_to_match_regex: {column: region, regex: '('}", "impossible-value", "RE2"),
        ("expect_column_values_to_be_unikue: id", "unknown-expectation", "expect_column_values_to_be_unique"),
    ])
    func aWrongSuiteEndsWithStatus2(_ line: String, _ code: String, _ hint: String) throws {
        try place.write("suite.yaml", "expectations:\n  - \(line)\n")
        let result = try check("customers.csv", "--suite", "suite.yaml")
        #expect(result.status == 2)
        #expect(result.firstError.hasPrefix("suite.yaml:2:5: error: "))
        #expect(result.errors.contains(hint))
        #expect(result.errors.contains("associate explain \(code)"))
    }

    @Test func aProposalIsWrittenAndHolds() throws {
        let proposed = try check("customers.csv", "--propose", "suite.yaml")
        #expect(proposed.status == 0, "\(proposed.errors)")
        let checked = try check("customers.csv", "--suite", "suite.yaml", "--json")
        #expect(checked.status == 0, "\(checked.output)")
        guard case .array(let results)? = try checked.json()["results"] else {
            Issue.record("no results")
            return
        }
        #expect(results.count > 10)
        #expect(try check("customers.csv", "--propose", "suite.yaml").status == 2, "nothing is written over")
    }

    @Test func aBriefIsCheckedWithItsOwnSuiteAndLeavesNothing() throws {
        try place.write(
            "checks.yaml", "expectations:\n  - expect_column_values_to_be_between: {column: visits, max_value: 5}\n")
        try place.write("brief.yaml", SampleData.customersBrief + "\nchecks: checks.yaml\n")
        let before = Workspace.files(under: place.path)
        let result = try check("brief.yaml", "--json")
        #expect(result.status == 3)
        guard case .array(let findings)? = try result.json()["findings"] else {
            Issue.record("no findings")
            return
        }
        #expect(findings.contains { $0["code"] == "expectation-failed" })
        #expect(Workspace.files(under: place.path) == before)
    }

    @Test func aRunStopsWhereTheSuiteFails() throws {
        try place.write(
            "checks.yaml", "expectations:\n  - expect_column_values_to_be_between: {column: visits, max_value: 5}\n")
        try place.write("brief.yaml", SampleData.customersBrief + "\nchecks: checks.yaml\n")
        let result = try Binary.run(["run", "brief.yaml"], in: place.path)
        #expect(result.status == 3)
        #expect(result.firstError.hasPrefix("checks.yaml:2:5: error: expect_column_values_to_be_between failed"))
    }

    @Test func sourcesAndOtherTablesAreChecked() throws {
        try place.write("regions.csv", "region,manager\nnorth,a\nsouth,b\neast,c\n")
        try place.write(
            "checks.yaml",
            """
            expectations:
              - expect_foreign_keys_in_column_a_to_exist_in_column_b: {column: region, other_table_name: regions}
                severity: warning
            sources:
              regions:
                - expect_column_values_to_be_unique: region
            """)
        try place.write(
            "brief.yaml",
            """
            name: customers
            data:
              sources: {customers: customers.csv, regions: regions.csv}
              dataset: SELECT * FROM customers
              key: [id]
              label: churned
            checks: checks.yaml
            """)
        let result = try check("brief.yaml", "--json")
        #expect(result.status == 0, "\(result.errors)\(result.output)")
        guard case .array(let results)? = try result.json()["results"] else {
            Issue.record("no results")
            return
        }
        #expect(results.suffix(2).map { $0["success"] } == [false, true])
    }

    @Test func staleDataStops() throws {
        try place.write(
            "brief.yaml",
            """
            name: customers
            data:
              sources: {customers: customers.csv}
              key: [id]
              time: joined
              label: churned
              fresh_within: 2 days
            """)
        let result = try check("brief.yaml")
        #expect(result.status == 3)
        #expect(result.output.contains("brief.yaml:7:17: error: the newest 'joined' is 2024-"))
    }

    @Test func theLastRunIsRememberedByItsName() throws {
        #expect(try Binary.run(["run", "brief.yaml"], in: place.path).status == 0)
        let lines = SampleData.customers(rows: 300).split(separator: "\n").enumerated().map { index, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard index > 0, let amount = Double(cells[3]) else {
                return index == 0 ? String(line) : cells.joined(separator: ",")
            }
            return (cells[..<3] + ["\(amount * 1_000)"] + cells[4...]).joined(separator: ",")
        }
        try place.write("customers.csv", lines.joined(separator: "\n") + "\n")
        let result = try check("brief.yaml", "--json")
        guard case .array(let findings)? = try result.json()["findings"] else {
            Issue.record("no findings")
            return
        }
        #expect(findings.contains { $0["code"] == "unit-changed" && $0["column"] == "amount" })
    }
}
