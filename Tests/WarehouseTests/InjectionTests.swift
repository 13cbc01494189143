import Columns
import Foundation
import TestSupport
import Testing
import Warehouse

/// Names and texts that look like SQL stay names and texts (row I1 of the reliability table).
struct InjectionTests {
    static let vectors = [
        "a\"b", "a'b", "a`b", "a]b", "a.b", "a b", " a", "a ", "a;b", "a--b", "a/*b", "*", "?", "$1", ":x", "@x", "%s",
        "\\",
        "\\\"", "\\'", "a\nb", "a\tb", "a\rb", "🙂", "é", "e\u{301}", "名前", "\u{202E}abc", "\u{FEFF}a", "select", "FROM",
        "NULL", "rowid", "1", "0x1", "1e5", "\"\"", "''", "\"; DROP TABLE canary; --", "'; DROP TABLE canary; --",
        "x\" FROM canary; DELETE FROM canary; --", "') ; DROP TABLE canary; --", "'); ATTACH ':memory:' AS m; --",
        "\" UNION SELECT * FROM canary --", "a\") FROM canary; DROP TABLE canary; (\"", "$$; DROP TABLE canary; $$",
        "E'\\'; DROP TABLE canary; --", "U&'\\0027'", "{{x}}", "${x}", "<script>", "%00", "\u{1}", "\u{7F}", "\u{85}",
        "\u{2028}", "a,b", "(a)", "[a]", "{a}", String(repeating: "n", count: 300),
    ]

    @Test(arguments: TestEngine.allCases, vectors)
    func aNameStaysAName(engine: TestEngine, name: String) throws {
        let connection = try engine.open().connect()
        try connection.execute("CREATE TABLE canary AS SELECT 42 AS x")
        let neutral = Table([("k", .integer(Values([1, 2], filler: 0))), ("v", .text(TextValues(["a", name])))])
        let table = Table([("k", .integer(Values([1, 2], filler: 0))), (name, .text(TextValues(["a", name])))])
        // The name as a column's, a table's, an alias', a literal, and in a condition.
        try connection.ingest(table, into: Identifier(name))
        let column = Identifier(name)
        let back = try connection.query(
            """
            SELECT t.\(Identifier("k")), t.\(column) FROM \(Identifier(name)) AS t \
            WHERE t.\(column) IN (\(Literal(name)), 'a') ORDER BY k
            """)
        #expect(back == table)
        #expect(
            try connection.query(
                "SELECT k, \(column) AS v FROM \(Identifier(name)) ORDER BY k") == neutral)
        let answer = try connection.query("SELECT \(Literal(name)) AS \(column)")
        #expect(answer.names == [name])
        #expect(answer.columns == [.text(TextValues([name]))])
        #expect(try connection.integer("SELECT x FROM canary") == 42)
    }

    /// Strings made of the vectors by chance, many in one statement: each comes back as it was sent.
    @Test(arguments: TestEngine.allCases) func mixturesComeBackAsTheyWere(engine: TestEngine) throws {
        let connection = try engine.open().connect()
        try connection.execute("CREATE TABLE canary AS SELECT 42 AS x")
        var generator = SeededGenerator(seed: 41)
        let cases = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] == nil ? 250 : 5_000
        for _ in 0..<cases {
            let mixture = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                Self.vectors[Int.random(in: 0..<Self.vectors.count, using: &generator)]
            }.joined()
            let (name, alias) = (String(mixture.prefix(200)), Identifier("t" + mixture))
            let answer = try connection.query(
                """
                SELECT \(alias).\(Identifier(name)) AS \(Identifier(name)) \
                FROM (SELECT \(Literal(mixture)) AS \(Identifier(name))) AS \(alias) \
                WHERE \(alias).\(Identifier(name)) = \(Literal(mixture))
                """)
            #expect(answer.names == [name])
            #expect(answer.columns == [.text(TextValues([mixture]))])
        }
        #expect(try connection.integer("SELECT x FROM canary") == 42)
    }

    @Test func aNULInATextIsRefused() throws {
        let connection = try TestEngine.duckDB.open().connect()
        #expect(throws: WarehouseError.self) { try connection.query("SELECT \(Literal("a\0b")) AS x") }
        #expect(throws: WarehouseError.self) { try connection.query("SELECT 1 AS \(Identifier("a\0b"))") }
    }
}
