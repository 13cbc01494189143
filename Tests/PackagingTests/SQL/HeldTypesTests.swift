import Columns
import Evidence
import Foundation
import Packaging
import Scoring
import Testing
import Warehouse

/// Values of another type than a model was fitted on: an engine without types of columns refuses them.
@Suite struct HeldTypesTests {
    private static let day: Int64 = 86_400_000_000

    /// A linear model that reads one column.
    private func document(_ kind: FeatureKind, _ treatment: Treatment) -> ModelDocument {
        let plan = FeaturePlan(features: [Feature(name: "x", source: "x", kind: kind, treatment: treatment)])
        return ModelDocument(
            task: .regression, classes: [], key: [], excluded: [:], threshold: nil, plan: plan,
            model: .linear(
                LinearModel(link: .identity, weights: [[Double](repeating: 1, count: plan.width)], intercepts: [0])),
            seen: [:])
    }

    private var number: ModelDocument {
        document(.number, .number(.init(median: 0, mean: 0, scale: 1, missingIndicator: true)))
    }
    private var boolean: ModelDocument {
        document(.boolean, .boolean(.init(fill: false, varies: true, missingIndicator: true)))
    }
    private var category: ModelDocument {
        document(.category, .category(.init(levels: ["7", "a"], minimumCount: 1)))
    }
    private func moment(_ kind: FeatureKind = .timestamp) -> ModelDocument {
        document(
            kind,
            .calendar(.init(parts: [.init(part: .month, harmonics: 1)], missingIndicator: true, elapsed: nil)))
    }

    /// What an engine answers to rows of one column.
    private func answer(_ document: ModelDocument, _ column: Column, in engine: Engine) throws -> [Double?] {
        let connection = try engine.connect()
        let rows = Identifier("rows")
        try connection.ingest(Table([("x", column)]), into: rows, mode: .replace)
        let table = try connection.query(ScoringStatement(document, of: "\(rows)", keeping: []).sql())
        guard case .double(let scores)? = table["score"] else { return [] }
        return (0..<scores.count).map { scores[$0] }
    }

    private func texts(_ texts: String?...) -> Column { .text(TextValues(texts)) }

    @Test func `a text where a number or a boolean is read ends the query, and names the column`() throws {
        let engine = try Engine.sqlite(path: ":memory:")
        for document in [number, boolean] {
            for text in ["12 EUR", "", "12.5"] {
                let error = #expect(throws: WarehouseError.self) { try answer(document, texts(text), in: engine) }
                #expect(error?.message.contains("holds text") == true, "\(error?.message ?? "")")
            }
        }
    }

    @Test func `a number where a text is read ends the query`() throws {
        let engine = try Engine.sqlite(path: ":memory:")
        let error = #expect(throws: WarehouseError.self) {
            try answer(category, .integer(Values([7], filler: 0)), in: engine)
        }
        #expect(error?.message.contains("holds integer, where a text is read") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["now", "28.11.2026", "2026-13-45", "2460000.5", "12:30", ""])
    func `a text that is no moment ends the query`(text: String) throws {
        let engine = try Engine.sqlite(path: ":memory:")
        #expect(throws: WarehouseError.self) { try answer(moment(), texts(text), in: engine) }
        #expect(throws: WarehouseError.self) { try answer(moment(.instant), texts(text), in: engine) }
    }

    @Test func `values of the type, and none, are answered as they are in process`() throws {
        let engine = try Engine.sqlite(path: ":memory:")
        let cases: [(ModelDocument, Column)] = [
            (number, .double(Values([1.5, nil], filler: 0))), (number, .integer(Values([3, nil], filler: 0))),
            (boolean, .boolean(Values([true, nil], filler: false))), (category, texts("7", nil)),
            (moment(), .timestamp(Values([400 * Self.day, nil], filler: 0), .timestamp)),
            (moment(.date), .timestamp(Values([400 * Self.day, nil], filler: 0), .date)),
        ]
        for (document, column) in cases {
            let expected = try document.predict(Table([("x", column)])).values
            let found = try answer(document, column, in: engine).compactMap(\.self)
            #expect(found.count == 2)
            for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-12) }
        }
    }

    @Test func `a column that is not there is no text of its name`() throws {
        let connection = try Engine.sqlite(path: ":memory:").connect()
        try connection.execute("CREATE TABLE \(Identifier("rows")) (y TEXT)")
        try connection.execute("INSERT INTO \(Identifier("rows")) VALUES ('a')")
        let statement = ScoringStatement(category, of: "\(Identifier("rows"))", keeping: [])
        #expect(throws: WarehouseError.self) { try connection.query(statement.sql()) }
    }

    @Test func `an engine without a function that the SQL needs says which`() throws {
        let connection = try Engine.sqlite(path: ":memory:").connect()
        let error = #expect(throws: WarehouseError.self) { try connection.query("SELECT nosuchfunction(1) AS x") }
        #expect(error?.code == .notSupported)
        #expect(error?.message.contains("nosuchfunction") == true)
    }

    @Test func `an infinite moment is missing in process and in DuckDB`() throws {
        let engine = try Engine.duckDB(threads: 1, temporaryDirectory: NSTemporaryDirectory())
        let values = Values<Int64>([Int64.max, -Int64.max, 400 * Self.day, nil], filler: 0)
        for kind in [TimestampKind.timestamp, .instant] {
            let document = moment(kind == .instant ? .instant : .timestamp)
            let column = Column.timestamp(values, kind)
            let expected = try document.predict(Table([("x", column)])).values
            #expect(expected[0] == expected[3] && expected[1] == expected[3] && expected[2] != expected[3])
            #expect(try answer(document, column, in: engine) == expected.map(Optional.some))
        }
    }
}
