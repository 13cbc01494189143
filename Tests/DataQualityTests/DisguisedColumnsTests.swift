import Columns
import Evidence
import Foundation
import Testing
import Warehouse

@testable import DataQuality

/// Columns of text that hold numbers, dates or times are named with the expression that reads them.
struct DisguisedColumnsTests {
    private var bench: SurveyBench

    init() throws {
        bench = try SurveyBench()
        try bench.add(
            "sales",
            """
            SELECT CAST(1000 + i AS VARCHAR)[1:1] || '.' || lpad(CAST(i AS VARCHAR), 3, '0') || ',5' AS umsatz,
                CASE WHEN i % 50 = 0 THEN 'n/a' ELSE CAST(i AS VARCHAR) || '.25' END AS amount,
                strftime(DATE '2024-01-01' + CAST(i AS INTEGER), '%d.%m.%Y') AS sold,
                CAST(i % 24 AS VARCHAR) || ':30' AS at,
                CAST(10000 + i % 40 AS VARCHAR) AS postcode, lpad(CAST(i AS VARCHAR), 5, '0') AS padded,
                CASE WHEN i % 3 = 0 THEN 'unknown' ELSE CAST(1900 + i % 60 AS VARCHAR) END AS built,
                CASE WHEN i % 3 = 0 THEN 'low' ELSE CAST(i % 9 AS VARCHAR) END AS steps, 'shop ' || CAST(i % 7 AS VARCHAR) AS shop,
                CAST(i % 5 AS VARCHAR) || ',5' AS grade, CAST(i AS VARCHAR) AS one_word, i AS id
            FROM range(300) AS t(i)
            """)
    }

    private func columns() throws -> DisguisedColumns {
        DisguisedColumns(
            CheckedRelation(
                rows: "\(Identifier("sales"))", columns: try bench.connection.describe("SELECT * FROM sales")))
    }

    @Test func `each is named with its cure, and names of things are not`() async throws {
        let findings = try await columns().findings(ask: bench.ask)
        #expect(findings.map(\.column) == ["umsatz", "amount", "sold", "at", "built", "grade", "one_word"])
        #expect(
            findings.map(\.code) == [
                .numbersAsText, .numbersAsText, .momentsAsText, .momentsAsText, .numbersAsText, .numbersAsText,
                .numbersAsText,
            ])
        #expect(
            findings[0].message == "column 'umsatz' is text, but all 300 values are numbers with a decimal comma")
        #expect(
            findings[1].message == "column 'amount' is text, but only 6 of 300 values are no numbers, such as 'n/a'")
        #expect(
            findings[4].message
                == "column 'built' is text, but only 100 of 300 values are no numbers, such as 'unknown'")
    }

    @Test func `the cure reads every value`() async throws {
        for finding in try await columns().findings(ask: bench.ask) {
            let cure = try #require(finding.advice?.components(separatedBy: "SQL: ").last)
            let matching = try #require(finding.evidence["matching"])
            let read = try bench.connection.integer("SELECT count(\(SQL(dataset: cure))) FROM sales")
            #expect(matching == .integer(Int64(read)), "\(cure)")
        }
        let hours = try bench.connection.query(
            "SELECT max(\(TextForm.time(format: "%H:%M").value(of: "\(Identifier("at"))"))) AS latest FROM sales")
        #expect(hours["latest"] == .double(.init([23.5], filler: 0)))
    }

    @Test func `a feature is taken for categories, a label for classes`() async throws {
        let features = try await columns().findings(amongFeatures: ["grade", "shop"], ask: bench.ask)
        #expect(
            features.map(\.message) == [
                "column 'grade' is text and is taken for categories, but all 300 values are numbers with a decimal comma"
            ])
        let label = try await columns().finding(ofLabel: "grade", ask: bench.ask)
        #expect(label?.message.hasPrefix("the label 'grade' is text and is taken for classes") == true)
        #expect(try await columns().finding(ofLabel: "shop", ask: bench.ask) == nil)
    }

    @Test func `an error about the label says what its texts are`() async throws {
        let error = Finding(.error, .labelUnfit, "too many", advice: "cast them", column: "umsatz")
        let explained = try await columns().explained(error, ofLabel: "umsatz", ask: bench.ask)
        #expect(explained.message == "too many: it is text, but all 300 values are numbers with a decimal comma")
        #expect(
            explained.advice
                == #"write in the dataset's SQL: TRY_CAST(replace(replace("umsatz", '.', ''), ',', '.') AS DOUBLE)"#
        )
        #expect(try await columns().explained(error, ofLabel: "shop", ask: bench.ask) == error)
    }
}
