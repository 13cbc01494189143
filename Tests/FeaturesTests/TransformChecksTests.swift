import Columns
import Evidence
import Features
import TestSupport
import Testing

/// The contract suite over every kind of column, at the edges and on random tables.
@Suite struct TransformChecksTests {
    static let types = ColumnType.allCases.filter { $0 != .unsupported }

    @Test("random columns of every type hold the contract", arguments: types, [UInt64(1), 2, 3])
    func randomColumns(type: ColumnType, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = [60, 1_300, 2_500][Int(seed) - 1]
        let column = SeededTables.column(type, rows: rows, using: &generator)
        let checks = TransformChecks(
            table: Table([("x", column)]), rows: (0..<rows).filter { $0 % 3 != 1 }, columns: ["x"])
        #expect(try checks.failures() == [])
    }

    @Test("tables of all types hold the contract, with seconds since the moment of prediction", arguments: 0..<10)
    func randomTables(seed: Int) throws {
        let table = SeededTables.table(
            rows: 150 + 40 * seed, missing: seed.isMultiple(of: 2) ? 0 : 0.3, seed: UInt64(seed))
        let checks = TransformChecks(
            table: table, rows: Array(stride(from: seed, to: table.rowCount, by: 2)), columns: table.names,
            time: "timestamp")
        #expect(try checks.failures() == [])
    }

    @Test("columns at the edge hold the contract", arguments: EdgeColumn.all)
    func edges(edge: EdgeColumn) throws {
        let table = Table([("x", edge.column)])
        for rows in [Array(0..<table.rowCount), Array((0..<table.rowCount).dropLast()), []] {
            #expect(try TransformChecks(table: table, rows: rows, columns: ["x"]).failures() == [])
        }
    }

    @Test("columns at the edge have their finding", arguments: EdgeColumn.all)
    func edgeFindings(edge: EdgeColumn) {
        let table = Table([("x", edge.column)])
        let fitted = FeatureFitter.fit(table, rows: Array(0..<table.rowCount), columns: ["x"])
        #expect(fitted.findings.map(\.code) == edge.codes)
    }
}

/// A column at the edge of what can be fitted, with the codes of the findings that fitting all its rows gives.
struct EdgeColumn: Sendable, CustomTestStringConvertible {
    let name: String
    let column: Column
    let codes: [FindingCode]

    var testDescription: String { name }

    static let all: [EdgeColumn] = [
        EdgeColumn("no rows", .double(Values([], filler: 0)), .noRows),
        EdgeColumn("one number", .integer(Values([5], filler: 0)), .constantColumn, .noFeatures),
        EdgeColumn("one text", .text(TextValues(["a"])), .constantColumn, .noFeatures),
        EdgeColumn("one moment", moments([0]), .constantColumn, .noFeatures),
        EdgeColumn("numbers all null", .double(Values([nil, nil, nil], filler: 0)), .nullColumn, .noFeatures),
        EdgeColumn("texts all null", .text(TextValues([nil, nil])), .nullColumn, .noFeatures),
        EdgeColumn("booleans all null", .boolean(Values([nil, nil], filler: false)), .nullColumn, .noFeatures),
        EdgeColumn("moments all null", moments([nil, nil]), .nullColumn, .noFeatures),
        EdgeColumn("constant numbers", .double(Values([0.1, 0.1, 0.1], filler: 0)), .constantColumn, .noFeatures),
        EdgeColumn("constant booleans", .boolean(Values([true, true], filler: false)), .constantColumn, .noFeatures),
        EdgeColumn("one number or null", .integer(Values([1, nil, 1], filler: 0))),
        EdgeColumn("true or null", .boolean(Values([true, nil, true], filler: false))),
        EdgeColumn("one text or null", .text(TextValues(["a", nil, "a", "a"]))),
        EdgeColumn("texts of one row each", .text(TextValues(["a", "b", "c"])), .identifierColumn, .noFeatures),
        EdgeColumn("NaN alone", .double(Values([.nan, .nan], filler: 0)), .nonFiniteValues, .nullColumn, .noFeatures),
        EdgeColumn("infinities", .double(Values([1, .infinity, -.infinity, 2, .nan], filler: 0)), .nonFiniteValues),
        EdgeColumn(
            "the largest doubles",
            .double(Values([.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, nil], filler: 0))),
        EdgeColumn(
            "the smallest doubles",
            .double(Values([1e-300, 2e-300, .leastNonzeroMagnitude, -.leastNormalMagnitude, 1e-300], filler: 0))),
        EdgeColumn("numbers that hardly differ", .double(Values([1, 1.0.nextUp, 1, 1], filler: 0))),
        EdgeColumn("zeros of both signs", .double(Values([0, -0.0, 0], filler: 0)), .constantColumn, .noFeatures),
        EdgeColumn("the largest integers", .integer(Values([.min, .max, 0, -1], filler: 0))),
        EdgeColumn("the first and last moments", moments([.min, .min + 1, .max, 0, -1])),
        EdgeColumn(
            "moments that differ by whole Gregorian eras", moments([0, 12_622_780_800_000_000]), .constantColumn,
            .noFeatures),
        EdgeColumn("an empty text", .text(TextValues(["", "", "", nil, "b", "b", "b"]))),
    ]

    init(_ name: String, _ column: Column, _ codes: FindingCode...) {
        self.name = name
        self.column = column
        self.codes = codes
    }

    private static func moments(_ values: [Int64?]) -> Column { .timestamp(Values(values, filler: 0), .timestamp) }
}
