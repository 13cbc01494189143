import Columns
import Evidence
import Foundation
import TestSupport
import Warehouse

@testable import DataQuality

/// A table in an engine, against which suites are checked.
struct SuiteBench {
    private let connection: Connection
    let relation: CheckedRelation

    init(_ table: Table, key: [String] = [], others: [String: Table] = [:]) throws {
        let engine = try Engine.duckDB(threads: 2, temporaryDirectory: NSTemporaryDirectory() + "/suite-bench")
        let connection = try engine.connect()
        self.connection = connection
        try connection.ingest(table, into: Identifier("rows"))
        var tables: [String: CheckedRelation.Other] = [:]
        for (name, other) in others {
            try connection.ingest(other, into: Identifier(name))
            tables[name] = .init(
                rows: "\(Identifier(name))", columns: try connection.describe("SELECT * FROM \(Identifier(name))"))
        }
        relation = CheckedRelation(
            rows: "\(Identifier("rows"))", columns: try connection.describe("SELECT * FROM rows"), key: key,
            others: tables)
    }

    /// Judges expectations, of these rows or of what is made of them.
    func document(
        _ expectations: [DataQuality.Expectation], against other: CheckedRelation? = nil
    ) async throws -> ChecksDocument {
        let connection = connection
        return try await SuiteRun.document(expectations, against: other ?? relation) { try connection.answers(to: $0) }
    }

    /// Judges one expectation, written as a suite has it.
    func result(_ type: String, _ arguments: [String: JSONValue]) async throws -> ExpectationResult {
        let expectation = try ExpectationDraft(type: type, arguments: arguments).expectation()
        let document = try await document([expectation])
        return document.results[0]
    }

    /// Proposes a suite.
    func proposal(time: String?) async throws -> Suite {
        let connection = connection
        return try await SuiteProposal(relation, time: time).suite(named: "suite") { try connection.answers(to: $0) }
    }

    /// What looks wrong by itself.
    func sanity(
        label: String = "", positive: JSONValue? = nil, isClass: Bool = false, time: String? = nil,
        looksFurther: Bool = true
    ) async throws -> [Finding] {
        let connection = connection
        return try await DataSanity(relation, label: label, positive: positive, isClass: isClass, time: time)
            .findings(looksFurther: looksFurther) { try connection.answers(to: $0) }
    }

    /// What a profile says.
    func profile(label: String? = nil, time: String? = nil) async throws -> ProfileDocument {
        let connection = connection
        let request = DataProfile.Request(
            relation: relation, name: "rows", path: "rows.csv", label: label, time: time)
        return try await DataProfile(request) { try connection.answers(to: $0) }.document()
    }

    /// What is personal in it, or may be.
    func sensitive() async throws -> SensitiveColumns {
        let connection = connection
        return try await SensitiveScan(relation).columns { try connection.answers(to: $0) }
    }

    /// The findings of suites that cannot be checked, and of expectations that the data does not fit.
    func refusal(_ type: String, _ arguments: [String: JSONValue]) async -> [Finding] {
        do {
            let expectation = try ExpectationDraft(type: type, arguments: arguments).expectation()
            return try await document([expectation]).findings.filter { $0.code != .expectationFailed }
        } catch let error as SuiteError {
            return error.findings
        } catch {
            return [Finding(.error, .internalError, "\(error)")]
        }
    }
}

extension Table {
    /// A table of JSON lists: numbers, texts or flags, with nulls.
    init(json: [String: JSONValue], order: [String]? = nil) {
        let names = order ?? json.keys.sorted()
        self.init(
            names.map { name in
                guard case .array(let cells)? = json[name] else { return (name, .text(TextValues([]))) }
                return (name, Self.column(cells))
            })
    }

    private static func column(_ cells: [JSONValue]) -> Column {
        if cells.contains(where: { if case .string = $0 { true } else { false } }) {
            return .text(TextValues(cells.map { if case .string(let text) = $0 { text } else { nil } }))
        }
        let numbers = cells.map { Bounds.number($0) }
        let areWhole = cells.allSatisfy { if case .integer = $0 { true } else { false } }
        return areWhole
            ? .integer(Values(numbers.map { $0.map { Int64($0) } }, filler: 0))
            : .double(Values(numbers, filler: 0))
    }
}
