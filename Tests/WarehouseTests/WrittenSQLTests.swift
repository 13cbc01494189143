import Columns
import Testing

@testable import Warehouse

/// SQL as a person reads it.
@Suite struct WrittenSQLTests {
    @Test(arguments: [
        ("customer_id", "customer_id"), ("arrDelay", "arrDelay"), ("order", "\"order\""), ("at", "\"at\""),
        ("a b", "\"a b\""), ("2024", "\"2024\""), ("a\"b", "\"a\"\"b\""), ("größe", "\"größe\""), ("", "\"\""),
    ])
    func aNameStandsInQuotesWhereItNeedsThem(name: String, text: String) throws {
        #expect(try ("\(Identifier(name))" as SQL).written(in: .duckDB) == text)
    }

    @Test func aCommentCannotBeLeft() throws {
        let sql: SQL = "\(SQL.comment("one\ntwo\r\u{2028}DROP TABLE t"))SELECT 1"
        #expect(try sql.written(in: .duckDB) == "-- one two  DROP TABLE t\nSELECT 1")
    }

    @Test func everyWordThatTheEngineKeepsForItselfIsQuoted() throws {
        let connection = try Engine.duckDB(threads: 1, temporaryDirectory: TemporaryFolder.shared("words")).connect()
        let words = try connection.query(
            "SELECT keyword_name AS w FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'")
        guard case .text(let names)? = words["w"] else {
            Issue.record("no words")
            return
        }
        for name in (0..<names.count).compactMap({ names[$0] }) {
            let written = try ("\(Identifier(name))" as SQL).written(in: .duckDB)
            if written == name {
                // What is not quoted must do as the name of a column and of a table.
                let sql = SQL(dataset: "SELECT t0.\(name) FROM (SELECT 1 AS \(name)) AS t0")
                #expect(throws: Never.self, "\(name)") { try connection.query(sql) }
            }
        }
    }
}
