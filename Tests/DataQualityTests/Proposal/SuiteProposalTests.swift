import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

@testable import DataQuality

/// A suite is proposed from one delivery and judges the next: it finds what befell it, and nothing else.
struct SuiteProposalTests {
    private static let key = ["shipment"]

    private static func proposal() async throws -> Suite {
        let bench = try SuiteBench(FaultPlanter.delivery(seed: 1, firstDay: 0).table, key: key)
        return try await bench.proposal(time: "shipped")
    }

    /// What is raised: errors and warnings of the suite and of what looks wrong by itself, or that it does not fit.
    private static func raised(_ suite: Suite, _ delivery: FaultPlanter.Delivery) async throws -> [String] {
        let key = delivery.order.contains("shipment") ? key : []
        let bench = try SuiteBench(delivery.table, key: key)
        var raised: [String] = []
        do {
            raised = try await bench.document(suite.expectations).findings.map(\.message)
        } catch let error as SuiteError {
            raised = error.findings.map(\.message)
        }
        return raised + (try await bench.sanity(time: "shipped")).map(\.message)
    }

    @Test func fortyFiveOfFiftyFaultsAreFound() async throws {
        let suite = try await Self.proposal()
        #expect(FaultPlanter.faults.count == 50)
        var missed: [String] = []
        for fault in FaultPlanter.faults {
            var delivery = FaultPlanter.delivery(seed: 2, firstDay: 60)
            fault.plant(&delivery)
            if try await Self.raised(suite, delivery).isEmpty { missed.append(fault.name) }
        }
        #expect(missed.count <= 5, "missed: \(missed.joined(separator: ", "))")
    }

    @Test(arguments: 3..<13) func anUntouchedDeliveryRaisesNothing(_ seed: UInt64) async throws {
        let suite = try await Self.proposal()
        let later = FaultPlanter.delivery(seed: seed, firstDay: 60 * Int(seed))
        let raised = try await Self.raised(suite, later)
        #expect(raised == [])
    }

    @Test func boundsKeepToTheSideOfZeroAndToWholeNumbers() async throws {
        let rows = 200
        let counts = Column.integer(Values((0..<rows).map { Int64($0 % 40 * $0 % 40) }, filler: 0))
        let debts = Column.double(Values((0..<rows).map { -Double($0 % 17) / 3 }, filler: 0))
        let bench = try SuiteBench(Table([(name: "count", column: counts), (name: "debt", column: debts)]))
        let suite = try await bench.proposal(time: nil)
        func bounds(_ column: String) -> [JSONValue] {
            suite.expectations.filter { $0.columns == [column] }.flatMap { expectation in
                var found = ["min_value", "max_value"].compactMap { expectation.arguments[$0] }
                if case .object(let ranges)? = expectation.arguments["quantile_ranges"],
                    case .array(let pairs)? = ranges["value_ranges"]
                {
                    for case .array(let pair) in pairs { found += pair }
                }
                return found
            }
        }
        #expect(bounds("count").count >= 12 && bounds("debt").count >= 12)
        for case .number(let bound) in bounds("count") { #expect(bound >= 0) }
        for case .integer(let bound) in bounds("count") { #expect(bound >= 0) }
        let between = suite.expectations.first { $0.columns == ["count"] && $0.type == .between }
        #expect(between?.arguments["max_value"].map { if case .integer = $0 { true } else { false } } == true)
        let deviation = suite.expectations.first { $0.columns == ["debt"] && $0.type == .stdevBetween }
        for case .number(let bound) in bounds("debt")
        where deviation?.arguments.values.contains(.number(bound)) == false {
            #expect(bound <= 0)
        }
    }

    @Test func whatNamesTheRowsOfATableIsUniqueAndHasNoLevel() async throws {
        let rows = 200
        func numbers(_ value: (Int) -> Int) -> Column {
            .integer(Values((0..<rows).map { Int64(value($0)) }, filler: 0))
        }
        let bench = try SuiteBench(
            Table([
                ("lo_price", numbers { $0 % 7 }), ("order_id", numbers { 5_000 + $0 * 7 % 211 }),
                ("hi_price", numbers { $0 % 7 + $0 % 3 }), ("amount", numbers { $0 * 7 % 211 }),
                (
                    "at",
                    .timestamp(Values((0..<rows).map { 19_000 * 86_400_000_000 + Int64($0) }, filler: 0), .timestamp)
                ),
            ]))
        let suite = try await bench.proposal(time: nil)
        func types(_ column: String) -> [ExpectationType] {
            suite.expectations.filter { $0.columns == [column] }.map(\.type)
        }
        #expect(types("order_id").contains(.unique) && !types("amount").contains(.unique))
        #expect(!types("order_id").contains(.meanBetween) && types("amount").contains(.meanBetween))
        let pair = suite.expectations.first { $0.type == .pairGreater }
        #expect(pair?.columns == ["hi_price", "lo_price"])
        let between = suite.expectations.first { $0.columns == ["at"] && $0.type == .between }
        #expect(between?.arguments == ["column": "at", "min_value": "2021-01-01", "max_value": "2032-01-01"])
        #expect(try await bench.document(suite.expectations).findings.map(\.message) == [])
    }

    @Test func flagsKeepTheirSharesAndFreeTextsHoldNoMarkerOfAMissingValue() async throws {
        func table(_ flag: (Int) -> Bool, _ text: (Int) -> String) -> Table {
            Table([
                ("flag", .boolean(Values((0..<400).map(flag), filler: false))),
                ("note", .text(TextValues((0..<400).map(text)))),
            ])
        }
        let suite = try await SuiteBench(table({ $0 % 4 == 0 }, { "note \($0 * 7 % 331)" })).proposal(time: nil)
        func raised(_ table: Table) async throws -> [String?] {
            try await SuiteBench(table).document(suite.expectations).findings.map(\.column)
        }
        #expect(try await raised(table({ $0 % 5 == 0 }, { "note \($0 * 11 % 331)" })) == [])
        #expect(try await raised(table({ $0 % 20 == 0 }, { "note \($0 * 11 % 331)" })) == ["flag"])
        #expect(
            try await raised(table({ $0 % 5 == 0 }, { $0 % 50 == 0 ? "n/a" : "note \($0 * 11 % 331)" })) == ["note"])
    }

    @Test func everyExpectationSaysWhy() async throws {
        let suite = try await Self.proposal()
        #expect(suite.expectations.count > 40)
        #expect(suite.expectations.allSatisfy { ($0.reason ?? "").count > 10 })
    }

    @Test func theSameRowsGiveTheSameProposalInAnyOrder() async throws {
        var delivery = FaultPlanter.delivery(seed: 1, firstDay: 0)
        let first = try await SuiteBench(delivery.table, key: Self.key).proposal(time: "shipped")
        delivery.keep(rows: (0..<delivery.rows).reversed())
        #expect(try await SuiteBench(delivery.table, key: Self.key).proposal(time: "shipped") == first)
    }

    /// What the temperature example's SQL makes of its source, in two parts of its time.
    @Test func laterRowsOfAnExamplesDatasetRaiseNothing() async throws {
        let folder = Fixture.packageRoot.appendingPathComponent("Examples")
        let path = folder.appendingPathComponent("late-flights/data/weather.csv").path
        guard FileManager.default.fileExists(atPath: path) else { return }
        let connection = try Engine.duckDB(threads: 2, temporaryDirectory: NSTemporaryDirectory() + "/proposal")
            .connect()
        _ = try SourceReader(connection).open(
            ResolvedSource(name: "weather", format: .csv, files: [path]), as: Identifier("weather"))
        let sql = try String(
            contentsOf: folder.appendingPathComponent("temperature/sql/temperature.sql"), encoding: .utf8)
        try connection.execute("CREATE TABLE dataset AS \(SQL(dataset: sql))")
        let (suite, document) = try await proposal(
            from: "month(made_at) <= 8", of: "dataset", on: connection, key: ["origin", "made_at"], time: "made_at")
        #expect(suite.expectations.count > 20)
        #expect(document.findings.map(\.message) == [])
    }

    /// The suite that the first rows of a table propose, and what it says of the others.
    private func proposal(
        from condition: String, of table: String, on connection: Connection, key: [String] = [], time: String?,
        excluded: Set<String> = []
    ) async throws -> (suite: Suite, later: ChecksDocument) {
        let condition = SQL(dataset: condition)
        let relations = try ["early", "late"].map { part in
            let name = Identifier(part)
            let own: SQL = part == "early" ? condition : "NOT (\(condition))"
            try connection.execute("CREATE TABLE \(name) AS SELECT * FROM \(Identifier(table)) WHERE \(own)")
            return CheckedRelation(
                rows: "\(name)", columns: try connection.describe("SELECT * FROM \(name)"), key: key)
        }
        let suite = try await SuiteProposal(relations[0], time: time, excluded: excluded)
            .suite(named: table) { try connection.answers(to: $0) }
        let later = try await SuiteRun.document(suite.expectations, against: relations[1]) {
            try connection.answers(to: $0)
        }
        return (suite, later)
    }

    /// Each example's dataset is divided in time, or by a hash where it has none: the first part proposes.
    @Test(arguments: [
        ("late-flights/data/flights.csv", "CAST(month AS BIGINT) <= 8", "time_hour"),
        ("late-flights/data/weather.csv", "CAST(month AS BIGINT) <= 8", "time_hour"),
        ("late-flights/data/planes.csv", "hash(tailnum) % 3 > 0", ""),
        ("penguins/data/penguins.csv", "hash(penguins) % 3 > 0", ""),
    ])
    func laterRowsOfTheExamplesRaiseNothing(_ file: String, _ first: String, _ time: String) async throws {
        let path = Fixture.packageRoot.appendingPathComponent("Examples/\(file)").path
        guard FileManager.default.fileExists(atPath: path) else { return }
        let engine = try Engine.duckDB(threads: 2, temporaryDirectory: NSTemporaryDirectory() + "/proposal")
        let connection = try engine.connect()
        let name = file.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        _ = try SourceReader(connection).open(
            ResolvedSource(name: name, format: .csv, files: [path]), as: Identifier(name))
        // Parts of the date are no features; a brief has them in its key.
        let parts: Set = ["year", "month", "day"]
        let (suite, document) = try await proposal(
            from: first, of: name, on: connection, time: time.isEmpty ? nil : time, excluded: parts)
        #expect(suite.expectations.count > 20)
        #expect(document.findings.map(\.message) == [])
    }
}
