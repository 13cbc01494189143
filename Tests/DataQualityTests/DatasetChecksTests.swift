import Columns
import DataQuality
import Evidence
import Foundation
import Testing
import Warehouse

/// Checks run on the real engine over small tables.
struct DatasetChecksTests {
    private static let rows = 200

    /// A sound table: a unique key, a label of two classes, a number and a category.
    private static func sound() -> [(name: String, column: Column)] {
        let all = Validity(allValid: rows)
        return [
            ("id", .integer(Values((0..<rows).map { Int64($0 * 7 % 200_003) }, validity: all))),
            ("late", .boolean(Values((0..<rows).map { $0 % 3 == 0 }, validity: all))),
            ("distance", .double(Values((0..<rows).map { Double($0 % 50) }, validity: all))),
            ("carrier", .text(TextValues((0..<rows).map { ["AA", "B6", "UA"][$0 % 3] }))),
        ]
    }

    private static func check(
        _ columns: [(name: String, column: Column)], key: [String] = ["id"], time: String? = nil,
        classRows: [(name: String, rows: Int)] = [("false", 133), ("true", 67)], excluded: Set<String> = [],
        unsupported: [EngineColumn] = []
    ) throws -> CheckResult {
        let folder = NSTemporaryDirectory() + "checks-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let connection = try Engine.duckDB(threads: 1, memoryLimit: 1 << 28, temporaryDirectory: folder).connect()
        let table = Table(columns)
        try connection.ingest(table, into: Identifier("dataset"))
        let request = CheckRequest(
            rows: "\(Identifier("dataset"))",
            columns: columns.map { EngineColumn(name: $0.name, engineType: "x", type: $0.column.type) } + unsupported,
            rowCount: table.rowCount, key: key, label: "late", time: time, splitsByTime: time != nil, weight: nil,
            excluded: excluded, classRows: classRows)
        return try DatasetChecks.run(request, on: connection)
    }

    private static func codes(_ result: CheckResult) -> [FindingCode] { result.document.findings.map(\.code) }

    @Test func `a sound dataset has no finding`() throws {
        let result = try Self.check(Self.sound())
        #expect(Self.codes(result) == [])
        #expect(result.document.success)
        #expect(result.leftOut.isEmpty)
    }

    @Test func `a repeated key is an error with the keys`() throws {
        var columns = Self.sound()
        columns[0].column = .integer(
            Values((0..<Self.rows).map { Int64($0 < 2 ? 5_000 : $0 * 7) }, validity: Validity(allValid: Self.rows)))
        let result = try Self.check(columns)
        let finding = try #require(result.document.findings.first { $0.code == .keyNotUnique })
        #expect(finding.severity == .error)
        #expect(finding.keys == ["5000"])
        #expect(finding.count == 2)
        #expect(!result.document.success)
    }

    @Test func `a null in the key is an error`() throws {
        var columns = Self.sound()
        columns[0].column = .integer(Values((0..<Self.rows).map { $0 == 4 ? nil : Int64($0 * 7) }, filler: 0))
        #expect(try Self.codes(Self.check(columns)).contains(.keyNull))
    }

    @Test func `key columns of several types make readable examples`() throws {
        let result = try Self.check(Self.sound(), key: ["carrier", "late"])
        let finding = try #require(result.document.findings.first { $0.code == .keyNotUnique })
        #expect(finding.keys.contains("AA, true"))
    }

    @Test func `constant and null columns are left out with a warning`() throws {
        let columns =
            Self.sound() + [
                (
                    "year",
                    .integer(
                        Values([Int64](repeating: 2013, count: Self.rows), validity: Validity(allValid: Self.rows)))
                ),
                ("empty", .double(Values([Double?](repeating: nil, count: Self.rows), filler: 0))),
            ]
        let result = try Self.check(columns)
        #expect(Self.codes(result) == [.constantColumn, .nullColumn])
        #expect(result.leftOut.map(\.column) == ["year", "empty"])
    }

    @Test func `a column that the brief excludes is not spoken of`() throws {
        let columns =
            Self.sound() + [("empty", .double(Values([Double?](repeating: nil, count: Self.rows), filler: 0)))]
        #expect(try Self.codes(Self.check(columns, excluded: ["empty"])) == [])
    }

    @Test func `a column that is null or one value stays: the gap may tell`() throws {
        let columns =
            Self.sound() + [("flag", .integer(Values((0..<Self.rows).map { $0 % 2 == 0 ? 1 : nil }, filler: 0)))]
        #expect(try Self.check(columns).leftOut.isEmpty)
    }

    @Test func `texts that differ in nearly every row are identifiers, or free text where they hold spaces`() throws {
        let columns =
            Self.sound() + [
                ("tail", .text(TextValues((0..<Self.rows).map { "N\($0)" }))),
                ("remark", .text(TextValues((0..<Self.rows).map { "the flight number \($0) was late" }))),
            ]
        let result = try Self.check(columns)
        #expect(Self.codes(result) == [.identifierColumn, .freeTextColumn])
        #expect(result.document.findings.allSatisfy { $0.severity == .note })
        #expect(result.leftOut.map(\.column) == ["tail", "remark"])
    }

    @Test func `numbers and dates that came as text are warned of, with the SQL that cures them`() throws {
        let columns =
            Self.sound() + [
                ("price", .text(TextValues((0..<Self.rows).map { "\($0 % 2 == 0 ? "1." : "")\($0 % 900 + 100),04" }))),
                ("income", .text(TextValues((0..<Self.rows).map { $0 % 5 == 0 ? "N/A" : "\($0).5" }))),
                ("secret", .text(TextValues((0..<Self.rows).map { $0 % 5 == 0 ? "Smith \($0)" : "\($0).5" }))),
                ("sold \"on\"", .text(TextValues((0..<Self.rows).map { "\($0 % 28 + 1).\($0 / 28 + 1).2024" }))),
            ]
        let result = try Self.check(columns)
        let findings = result.document.findings
        #expect(findings.map(\.code) == [.numbersAsText, .numbersAsText, .numbersAsText, .momentsAsText])
        #expect(findings.allSatisfy { $0.severity == .warning })
        #expect(
            findings.map(\.message) == [
                "column 'price' is text and is left out, but all 200 values are numbers with a decimal comma",
                "column 'income' is text and is left out, but only 40 of 200 values are no numbers, such as 'N/A'",
                "column 'secret' is text and is left out, but only 40 of 200 values are no numbers",
                "column 'sold \"on\"' is text and is left out, but all 200 values are dates of the form %d.%m.%Y",
            ])
        #expect(
            findings.map { $0.advice?.split(separator: ": ").last ?? "" } == [
                "TRY_CAST(replace(replace(\"price\", '.', ''), ',', '.') AS DOUBLE)", "TRY_CAST(\"income\" AS DOUBLE)",
                "TRY_CAST(\"secret\" AS DOUBLE)", "try_strptime(\"sold \"\"on\"\"\", '%d.%m.%Y')",
            ])
    }

    @Test func `a number that is called an identifier and differs in nearly every row is warned of`() throws {
        let columns =
            Self.sound() + [
                ("customer_id", Column.integer(Values((0..<Self.rows).map { Int64($0 * 7919 % 100_003) }, filler: 0))),
                ("metres", .integer(Values((0..<Self.rows).map { Int64($0 * 7919 % 100_003) }, filler: 0))),
                ("shop_id", .integer(Values((0..<Self.rows).map { Int64($0 % 9) }, filler: 0))),
            ]
        let result = try Self.check(columns)
        #expect(result.document.findings.map(\.column) == ["customer_id"])
        #expect(Self.codes(result) == [.identifierColumn])
        #expect(result.leftOut.isEmpty)
    }

    @Test func `hundreds of texts are told apart within little memory`() throws {
        let texts = (0..<300).map { column in
            (name: "t\(column)", column: Column.text(TextValues((0..<Self.rows).map { "w\($0 % (column + 2))" })))
        }
        let result = try Self.check(Self.sound() + texts)
        #expect(result.profiles.suffix(300).map(\.distinct) == (0..<300).map { min(Self.rows, $0 + 2) })
        #expect(result.leftOut.map(\.column) == (99..<300).map { "t\($0)" })
    }

    @Test func `where no column is left, the error says why of each`() throws {
        let columns =
            Array(Self.sound().prefix(2)) + [("tail", .text(TextValues((0..<Self.rows).map { "N\($0)" })))]
        let result = try Self.check(columns, excluded: ["id", "late"])
        let finding = try #require(result.document.findings.first { $0.code == .noFeatures })
        #expect(
            finding.message == "no column is left that could be a feature: column 'tail' holds 200 distinct texts in "
                + "200 rows and is left out as an identifier")
    }

    @Test func `a running number is an identifier and a wide number is not`() throws {
        let all = Validity(allValid: Self.rows)
        let columns =
            Self.sound() + [
                ("row", .integer(Values((0..<Self.rows).map { Int64($0 + 1_000) }, validity: all))),
                ("amount", .integer(Values((0..<Self.rows).map { Int64($0 * 9_973 % 100_003) }, validity: all))),
            ]
        #expect(try Self.check(columns).leftOut.map(\.column) == ["row"])
    }

    @Test func `lists are left out by name`() throws {
        let list = EngineColumn(name: "tags", engineType: "VARCHAR[]", type: .unsupported)
        let result = try Self.check(Self.sound(), unsupported: [list])
        let finding = try #require(result.document.findings.first)
        #expect(finding.code == .unsupportedColumn)
        #expect(finding.message.contains("VARCHAR[]"))
    }

    @Test func `NaN and infinity are counted`() throws {
        let values = (0..<Self.rows).map { $0 == 0 ? Double.nan : $0 == 1 ? .infinity : Double($0) }
        let columns = Self.sound() + [("rate", .double(Values(values, validity: Validity(allValid: Self.rows))))]
        let finding = try #require(try Self.check(columns).document.findings.first)
        #expect(finding.code == .nonFiniteValues)
        #expect(finding.count == 2)
    }

    @Test(arguments: [(1, Severity.warning), (150, .error)])
    func `rows without a time are a warning, or an error where most have none`(nulls: Int, severity: Severity) throws {
        let moments = (0..<Self.rows).map { $0 < nulls ? nil : Int64($0) * 1_000_000 }
        let columns = Self.sound() + [("at", .timestamp(Values(moments, filler: 0), .timestamp))]
        let finding = try #require(
            try Self.check(columns, time: "at").document.findings.first { $0.code == .timeMissing })
        #expect(finding.severity == severity)
        #expect(finding.count == nulls)
    }

    @Test(arguments: [(2, Severity.error), (5, .warning)])
    func `a rare class is said, and stops the job where it cannot be split`(rows: Int, severity: Severity) throws {
        let result = try Self.check(Self.sound(), classRows: [("a", 198), ("b", rows)])
        let finding = try #require(result.document.findings.first)
        #expect(finding.code == .rareClass)
        #expect(finding.severity == severity)
    }

    @Test func `equal rows are counted where there is no key`() throws {
        let all = Validity(allValid: Self.rows)
        let columns: [(name: String, column: Column)] = [
            ("late", .boolean(Values((0..<Self.rows).map { $0 % 2 == 0 }, validity: all))),
            ("x", .integer(Values((0..<Self.rows).map { Int64($0 / 2 % 90) }, validity: all))),
        ]
        let finding = try #require(try Self.check(columns, key: []).document.findings.first)
        #expect(finding.code == .duplicateRows)
        // 90 values of x with two labels each are 180 distinct rows.
        #expect(finding.count == 20)
    }

    @Test func `no feature and too few rows are errors`() throws {
        let columns: [(name: String, column: Column)] = [
            ("id", .integer(Values([3, 9, 27].map { Int64($0) }, validity: Validity(allValid: 3)))),
            ("late", .boolean(Values([true, false, true], validity: Validity(allValid: 3)))),
        ]
        let result = try Self.check(columns, classRows: [], excluded: ["id"])
        #expect(Self.codes(result) == [.tooFewRows, .noFeatures])
    }

    @Test(arguments: ["a\"b", "x; DROP TABLE dataset", "a.b", "naïve 🙂", "select", "1"])
    func `strange names are names and nothing else`(name: String) throws {
        let columns =
            Self.sound() + [
                (name, .double(Values((0..<Self.rows).map { Double($0) }, validity: Validity(allValid: Self.rows))))
            ]
        let result = try Self.check(columns, key: ["id"])
        #expect(result.profiles.map(\.name).contains(name))
        #expect(result.document.success)
    }
}
