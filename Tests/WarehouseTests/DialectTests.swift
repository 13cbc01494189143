import Columns
import TestSupport
import Testing

@testable import Warehouse

/// One expression and its text in every dialect, or that it cannot be said.
struct DialectTests {
    struct Expectation: Sendable, CustomTestStringConvertible {
        let name: String
        let sql: SQL
        let duckDB: String?
        let sqlite: String?
        var testDescription: String { name }
    }

    static let all: [Expectation] = [
        Expectation(
            name: "a name", sql: "\(Identifier("a\"b"))", duckDB: "\"a\"\"b\"", sqlite: "\"a\"\"b\""),
        Expectation(
            name: "a name in a schema", sql: "\(Identifier(in: "s", "t"))", duckDB: "\"s\".\"t\"", sqlite: "\"s\".\"t\""
        ),
        Expectation(name: "a text", sql: "\(Literal("it's"))", duckDB: "'it''s'", sqlite: "'it''s'"),
        Expectation(
            name: "a double", sql: "\(Literal(0.1))", duckDB: "'0.1'::DOUBLE",
            sqlite: "(3602879701896397.0 / 36028797018963968)"),
        Expectation(name: "a double below zero", sql: "\(Literal(-0.5))", duckDB: "'-0.5'::DOUBLE", sqlite: "(-0.5)"),
        Expectation(name: "infinity", sql: "\(Literal(Double.infinity))", duckDB: "'inf'::DOUBLE", sqlite: "9e999"),
        Expectation(name: "NaN", sql: "\(Literal(Double.nan))", duckDB: "'nan'::DOUBLE", sqlite: nil),
        Expectation(
            name: "the least integer", sql: "\(Literal(Int64.min))", duckDB: "(-9223372036854775807 - 1)",
            sqlite: "(-9223372036854775807 - 1)"),
        Expectation(name: "null", sql: "\(Literal.null)", duckDB: "NULL", sqlite: "NULL"),
        Expectation(
            name: "a moment", sql: "\(Literal.timestamp(5, .instant))", duckDB: "make_timestamptz(5)", sqlite: nil),
        Expectation(
            name: "a cast", sql: SQL.cast("x", to: .double), duckDB: "CAST(x AS DOUBLE)", sqlite: "CAST(x AS REAL)"),
        Expectation(
            name: "a cast to a moment", sql: SQL.cast("x", to: .instant), duckDB: "CAST(x AS TIMESTAMPTZ)", sqlite: nil),
        Expectation(
            name: "whether a number is NaN", sql: SQL.isNaN("x"), duckDB: "isnan(x)",
            sqlite: "CASE WHEN x IS NULL THEN NULL ELSE FALSE END"),
        Expectation(name: "MD5", sql: SQL.md5("x"), duckDB: "md5(x)", sqlite: nil),
        Expectation(
            name: "a list of names", sql: "\([Identifier("a"), Identifier("b")])", duckDB: "\"a\", \"b\"",
            sqlite: "\"a\", \"b\""),
    ]

    @Test(arguments: all) func everyDialectSaysItOrSaysThatItCannot(expectation: Expectation) throws {
        for (dialect, text) in [(Dialect.duckDB, expectation.duckDB), (.sqlite, expectation.sqlite)] {
            if let text {
                #expect(try expectation.sql.text(in: dialect) == text)
            } else {
                let error = try #require(throws: WarehouseError.self) { try expectation.sql.text(in: dialect) }
                #expect(error.code == .notSupported)
            }
        }
    }

    /// What the other dialects say of the same.
    @Test(arguments: [
        (Dialect.Name.postgresql, "'0.1'::DOUBLE PRECISION", "'it''s'"), (.spark, "0.1D", "'it\\'s'"),
        (.databricks, "0.1D", "'it\\'s'"), (.snowflake, "'0.1'::DOUBLE", "'it\\'s'"), (.bigquery, "0.1", "'it\\'s'"),
        (.sqlite, "(3602879701896397.0 / 36028797018963968)", "'it''s'"),
    ]) func doublesAndTextsOfEveryDialect(name: Dialect.Name, double: String, text: String) throws {
        #expect(try SQL("\(Literal(0.1))").text(in: Dialect(named: name)) == double)
        #expect(try SQL("\(Literal("it's"))").text(in: Dialect(named: name)) == text)
    }

    @Test func sqliteReadsEveryDoubleAsTheSameBits() throws {
        let connection = try TestEngine.sqlite.open().connect()
        var generator = SeededGenerator(seed: 1)
        let special = [
            0.1, -0.0, 1e-35, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, -1e300, 1e22,
            0x1p53 + 2,
        ]
        let random = (0..<400).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        for number in special + random + (0..<100).map({ _ in Double.random(in: -1...1, using: &generator) }) {
            let answer = try connection.query("SELECT \(Literal(number)) AS number")
            #expect(answer["number"] == .double(Values([number], filler: 0)), "\(number)")
        }
    }

    @Test func whatAPersonWroteLosesItsSemicolonAndKeepsItsComment() throws {
        let sql: SQL = "SELECT * FROM (\(SQL(dataset: "SELECT 1 -- one;\n ; ")))"
        #expect(try sql.text(in: .duckDB) == "SELECT * FROM (SELECT 1 -- one\n)")
    }
}
