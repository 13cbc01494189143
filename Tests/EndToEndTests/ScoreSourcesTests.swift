import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// `associate score` on raw tables: the brief's SQL is run on them, and what it gives is scored.
@Suite(.timeLimit(.minutes(10))) struct ScoreSourcesTests {
    /// A brief whose SQL reads texts as numbers, computes features, and makes the label of a column of its own.
    private static let store: Result<Workspace, any Error> = Result {
        let place = try Workspace()
        var generator = SeededGenerator(seed: 11)
        try place.write("orders.csv", Self.orders(0..<800, using: &generator, known: true))
        try place.write("shops.csv", "shop,region\n1,north\n2,south\n3,west\n")
        try place.write("one.yaml", Self.brief("one", sources: "{orders: orders.csv}", from: "orders", region: "shop"))
        try place.write(
            "two.yaml",
            Self.brief(
                "two", sources: "{orders: orders.csv, shops: shops.csv}",
                from: "orders LEFT JOIN shops USING (shop)", region: "shops.region"))
        for name in ["one", "two"] {
            let result = try Binary.run(["run", "\(name).yaml", "--quiet"], in: place.path)
            guard result.status == 0 else { throw Failed(text: result.errors) }
        }
        try place.write("new.csv", Self.orders(5_000..<5_120, using: &generator, known: false))
        try place.write("known.csv", Self.orders(6_000..<6_120, using: &generator, known: true))
        return place
    }

    private struct Failed: Error { let text: String }

    private static func brief(_ name: String, sources: String, from: String, region: String) -> String {
        """
        name: \(name)
        data:
          sources: \(sources)
          dataset: |
            SELECT
                id,
                TRY_CAST(replace(replace(amount, ' EUR', ''), '.', '') AS DOUBLE) AS amount,
                TRY_CAST(visits AS DOUBLE) / 2 AS half_visits,
                CAST(\(region) AS VARCHAR) AS region,
                outcome = 'late' AS late
            FROM \(from)
          key: [id]
          label: late
        split: {by: random}
        """
    }

    /// Amounts are texts such as `1.204 EUR`, which no reader takes for numbers.
    private static func orders(
        _ ids: Range<Int>, using generator: inout SeededGenerator, known: Bool
    ) -> String {
        var lines = [known ? "id,amount,visits,shop,outcome" : "id,amount,visits,shop"]
        for id in ids {
            let amount = Int.random(in: 100..<9_000, using: &generator)
            let visits = Int.random(in: 0..<12, using: &generator)
            let shop = Int.random(in: 1...3, using: &generator)
            let text = amount < 1_000 ? "\(amount)" : "\(amount / 1_000).\(String(amount % 1_000 + 1_000).dropFirst())"
            let score = Double(amount) / 2_000 - Double(visits) / 4 + Double(shop == 2 ? 1 : 0)
            let late = score + Double.random(in: -1..<1, using: &generator) > 1
            lines.append("\(id),\(text) EUR,\(visits),\(shop)" + (known ? late ? ",late" : ",in time" : ""))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func score(_ arguments: String..., status: Int32 = 0) throws -> JSONValue {
        let result = try Binary.run(["score"] + arguments + ["--json"], in: Self.store.get().path)
        #expect(result.status == status, "\(result.errors)")
        return try result.json()
    }

    private func table(_ name: String) throws -> Table {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spill-\(UUID().uuidString)").path
        let engine = try Engine.duckDB(
            threads: 1, temporaryDirectory: folder,
            searching: [Binary.root.appendingPathComponent(".deps/lib").path] + NativeLibrary.folders())
        return try Parquet.read(Self.store.get().path + "/" + name, engine.connect())
    }

    private func ids(_ table: Table) -> [Int64] {
        if case .integer(let values)? = table["id"] { values.values } else { [] }
    }

    @Test func `a raw table without the label goes through the SQL, and each of its rows has a score`() throws {
        let summary = try score("one", "--input", "new.csv", "--output", "raw.parquet")
        #expect(try JSONSchema(named: "score").problems(with: summary) == [])
        #expect(summary["read_as"] == "sources")
        #expect(summary["rows"] == 120)
        let scores = try table("raw.parquet")
        #expect(scores.names == ["id", "prediction", "score"])
        #expect(ids(scores) == Array(5_000..<5_120), "rows stand in the order of the key")
        let source = try #require(summary["sources"]?.elements.first)
        #expect(source["missing"]?.elements == ["outcome"])
        let remark = summary["findings"]?.elements.first { $0["code"] == "column-not-found" }
        #expect(remark?["severity"] == "note")
        #expect(remark?["message"]?.text?.contains("no feature is made of it") == true)
    }

    @Test func `the scores are those of the rows that the SQL gives`() throws {
        _ = try score("one", "--input", "orders.csv", "--output", "all.parquet")
        let run = try #require(
            try FileManager.default.contentsOfDirectory(atPath: Self.store.get().path + "/runs")
                .first { $0.contains("-one-") })
        let summary = try score("one", "--input", "runs/\(run)/data/test.parquet", "--output", "test.parquet")
        #expect(summary["read_as"] == "features", "it holds what the model reads")
        #expect(summary["sources"]?.elements == [])
        let (all, test) = (try table("all.parquet"), try table("test.parquet"))
        guard case .double(let scores)? = all["score"], case .double(let expected)? = test["score"] else {
            Issue.record("no scores")
            return
        }
        let byID = Dictionary(uniqueKeysWithValues: zip(ids(all), scores.values))
        #expect(ids(test).map { byID[$0] } == expected.values.map(Optional.some))
    }

    @Test func `the screen says in a line what was done`() throws {
        let place = try Self.store.get().path
        let raw = try Binary.run(["score", "one", "--input", "new.csv", "--output", "s.csv"], in: place)
        #expect(raw.output.contains("read through the brief's SQL: orders 120 rows → 120 predictions"))
        let two = try Binary.run(["score", "two", "--input", "orders=new.csv", "--output", "s.csv"], in: place)
        #expect(two.output.contains("orders 120 rows, shops 3 rows (as the brief names it) → 120 predictions"))
    }

    @Test func `sources are given by name, and threads change no byte`() throws {
        for threads in ["1", "3"] {
            _ = try score(
                "two", "--input", "orders=new.csv", "--input", "shops=shops.csv", "--output", "by-\(threads).parquet",
                "--threads", threads)
        }
        let files = try ["1", "3"].map {
            try Data(contentsOf: URL(fileURLWithPath: Self.store.get().path + "/by-\($0).parquet"))
        }
        #expect(files[0] == files[1])
    }

    @Test func `what happened later changes no score`() throws {
        let text = try String(contentsOfFile: Self.store.get().path + "/known.csv", encoding: .utf8)
        let place = try Self.store.get()
        try place.write("turned.csv", text.replacing(",late\n", with: ",in time\n"))
        let bare = text.split(separator: "\n").map { $0.split(separator: ",").dropLast().joined(separator: ",") }
        try place.write("bare.csv", bare.joined(separator: "\n") + "\n")
        for name in ["known", "turned", "bare"] {
            _ = try score("one", "--input", "orders=\(name).csv", "--output", "\(name).csv.jsonl")
        }
        let scores = try ["known", "turned", "bare"].map {
            try String(contentsOfFile: place.path + "/\($0).csv.jsonl", encoding: .utf8)
        }
        #expect(Set(scores).count == 1)
    }

    @Test func `a column that a feature is made of cannot be missing`() throws {
        let place = try Self.store.get()
        try place.write("short.csv", "id,amount,shop\n1,1.200 EUR,2\n2,300 EUR,1\n")
        let answer = try score("one", "--input", "orders=short.csv", "--output", "no.csv", status: 2)
        let finding = try #require(answer["findings"]?.elements.first)
        #expect(finding["code"] == "feature-input-missing")
        #expect(finding["column"] == "visits")
        #expect(finding["message"]?.text?.contains("'half_visits' is made of the column 'visits'") == true)
        #expect(place.names(in: ".").contains("no.csv") == false)
        // Without a name the same table is told apart by what it looks like.
        let bare = try score("one", "--input", "short.csv", "--output", "no.csv", status: 2)
        #expect(bare["findings"]?.elements.first?["column"] == "visits")
    }

    @Test func `an empty column says that nothing is known`() throws {
        let place = try Self.store.get()
        try place.write("empty.csv", "id,amount,visits,shop,outcome\n1,1.200 EUR,,2,\n2,300 EUR,,1,\n")
        let summary = try score("one", "--input", "empty.csv", "--output", "empty.parquet")
        #expect(summary["rows"] == 2)
    }

    @Test(arguments: [
        (["one", "--input", "ordres=new.csv"], "did you mean 'orders'?"),
        (["one", "--input", "orders=new.csv", "known.csv"], "--input NAME=known.csv"),
        (["two", "--input", "new.csv"], "--input orders=PATH"),
        (["one", "--input", "shops.csv"], "--input orders=PATH"),
        (["one", "--input", "orders="], "names no file"),
        (["one", "--input", "postgresql://db/shop"], "associate export MODEL sql --dialect postgresql"),
        (["one", "--input", "sqlite:///shop.sqlite"], "--input shop.sqlite:customers"),
        (["one", "--input", "nowhere.sqlite:orders"], "nowhere.sqlite"),
        (["one", "--input", "shop.sqlite:orders"], "there is no such file"),
    ]) func `what cannot be is said with what was meant`(arguments: [String], hint: String) throws {
        let result = try Binary.run(
            ["score"] + arguments + ["--output", "no.csv"], in: Self.store.get().path)
        #expect(result.status == 2)
        #expect(result.errors.contains(hint), "\(result.errors)")
    }

    @Test func `a table of SQLite stands for a source`() throws {
        let place = try Self.store.get()
        let connection = try Engine.sqlite(path: place.path + "/orders.sqlite").connect()
        try connection.execute("CREATE TABLE orders (id INTEGER, amount TEXT, visits REAL, shop INTEGER)")
        try connection.execute("CREATE TABLE notes (id INTEGER)")
        try connection.execute("INSERT INTO orders VALUES (1, '1.204 EUR', 3, 2), (2, '300 EUR', 1, 1)")
        let summary = try score("one", "--input", "orders=orders.sqlite:orders", "--output", "sqlite.parquet")
        #expect(summary["rows"] == 2)
    }

    @Test func `a fraction where there was none may be a dot between thousands`() throws {
        let place = try Self.store.get()
        try place.write("dots.csv", "id,amount,visits,shop\n1,1.200 EUR,1.002,2\n2,300 EUR,4,1\n")
        for name in ["orders=dots.csv", "dots.csv"] {
            let summary = try score("one", "--input", name, "--output", "dots.parquet")
            let found = summary["findings"]?.elements.first { $0["code"] == "schema-changed" }
            #expect(found?["column"] == "visits")
            #expect(found?["count"] == 1)
            #expect(found?["advice"]?.text?.contains("the dot stands between thousands") == true, "\(summary)")
        }
    }

    @Test func `a model alone has no sources`() throws {
        let place = try Self.store.get()
        let run = try #require(
            try FileManager.default.contentsOfDirectory(atPath: place.path + "/runs").first { $0.contains("-one-") })
        let copy = try Workspace()
        try FileManager.default.copyItem(atPath: place.path + "/runs/\(run)/model", toPath: copy.path + "/alone")
        let result = try Binary.run(
            ["score", copy.path + "/alone", "--input", "orders=new.csv", "--output", "no.csv"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("lies in no run"))
    }

    @Test func `a column whose type changed is said`() throws {
        let place = try Self.store.get()
        try place.write("retyped.csv", "id,amount,visits,shop\n1,1.200 EUR,often,2\n2,300 EUR,3,1\n")
        let summary = try score("one", "--input", "orders=retyped.csv", "--output", "retyped.parquet")
        let finding = summary["findings"]?.elements.first { $0["code"] == "schema-changed" }
        #expect(finding?["column"] == "visits")
        #expect(finding?["message"]?.text?.contains("is text, and was integer") == true)
    }

    // MARK: In the warehouse

    private func close(_ a: Column?, _ b: Column?) -> Bool {
        guard case .double(let a)? = a, case .double(let b)? = b, a.count == b.count else { return false }
        return zip(a.values, b.values).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
    }

    @Test(arguments: [["new.csv"], ["new.csv", "--keep-all"]])
    func `the warehouse answers as the process does`(input: [String]) throws {
        let own = try Binary.run(
            ["score", "one", "--output", "own.parquet", "--json", "--input"] + input, in: Self.store.get().path)
        let other = try Binary.run(
            ["score", "one", "--output", "sql.parquet", "--json", "--where", "warehouse", "--input"] + input,
            in: Self.store.get().path)
        #expect(other.status == 0, "\(other.errors)")
        let (first, second) = (try table("own.parquet"), try table("sql.parquet"))
        #expect(first.names == second.names)
        for (index, name) in first.names.enumerated() where name != "score" {
            #expect(first.columns[index] == second.columns[index], "\(name)")
        }
        #expect(close(second["score"], first["score"]))
        let (a, b) = (try own.json(), try other.json())
        for key in ["rows", "decisions", "unseen", "columns", "read_as", "sources"] { #expect(a[key] == b[key]) }
    }

    @Test func `a table of a DuckDB file is an input`() throws {
        let place = try Self.store.get()
        try Self.makeDatabase(in: place.path)
        let summary = try score(
            "one", "--input", "orders=shop.duckdb:orders", "--output", "table.parquet", "--where", "warehouse")
        #expect(summary["rows"] == 120)
        let wrong = try score("one", "--input", "orders=shop.duckdb:order", "--output", "no.csv", status: 2)
        #expect(wrong["findings"]?.elements.first?["message"]?.text?.contains("has no table 'order'") == true)
    }

    @Test func `a table of a SQLite file is scored as the same rows of another file are`() throws {
        let place = try Self.store.get()
        let rows = try String(contentsOfFile: place.path + "/new.csv", encoding: .utf8).split(separator: "\n")
            .dropFirst()
        let connection = try Engine.sqlite(path: place.path + "/shop.sqlite").connect()
        try connection.execute("CREATE TABLE orders (id INTEGER, amount TEXT, visits INTEGER, shop INTEGER)")
        try connection.execute("CREATE TABLE others (x INTEGER)")
        for row in rows {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map { Literal(String($0)) }
            try connection.execute("INSERT INTO orders VALUES (\(cells[0]), \(cells[1]), \(cells[2]), \(cells[3]))")
        }
        _ = try score("one", "--input", "orders=new.csv", "--output", "csv.parquet")
        for place in ["process", "warehouse"] {
            let summary = try score(
                "one", "--input", "orders=shop.sqlite:orders", "--output", "sqlite.parquet", "--where", place)
            #expect(summary["rows"] == 120)
            let (found, expected) = (try table("sqlite.parquet"), try table("csv.parquet"))
            #expect(ids(found) == ids(expected))
            #expect(close(found["score"], expected["score"]))
        }
        // Without the name of a source, and with the name of no table.
        #expect(try score("one", "--input", "shop.sqlite:orders", "--output", "bare.parquet")["rows"] == 120)
        let wrong = try score("one", "--input", "orders=shop.sqlite:order", "--output", "no.csv", status: 2)
        #expect(wrong["findings"]?.elements.first?["message"]?.text?.contains("'order'") == true)
    }

    /// The engine lets go of the file at the end.
    private static func makeDatabase(in folder: String) throws {
        let engine = try Engine.duckDB(
            path: folder + "/shop.duckdb", threads: 1, temporaryDirectory: folder + "/spill",
            searching: [Binary.root.appendingPathComponent(".deps/lib").path] + NativeLibrary.folders())
        let connection = try engine.connect()
        let file = Literal(folder + "/new.csv")
        try connection.execute("CREATE TABLE orders AS SELECT * FROM read_csv(\(file))")
        try connection.execute("CREATE TABLE others AS SELECT 1 AS x")
        try connection.execute("CHECKPOINT")
    }

    @Test func `reasons are not worked out in the warehouse`() throws {
        let result = try Binary.run(
            ["score", "one", "--input", "new.csv", "--output", "no.csv", "--where", "warehouse", "--explain", "1"],
            in: Self.store.get().path)
        #expect(result.status == 2)
        #expect(result.errors.contains("do not go together"))
        let word = try Binary.run(
            ["score", "one", "--input", "new.csv", "--output", "no.csv", "--where", "elsewhere"],
            in: Self.store.get().path)
        #expect(word.status == 64)
    }

    // MARK: Which run, and what its verdict is

    @Test func `latest says which run was taken`() throws {
        let summary = try score("latest", "--input", "orders=new.csv", "--output", "latest.csv")
        let note = try #require(summary["findings"]?.elements.first { $0["code"] == "run-taken" })
        #expect(note["severity"] == "note")
        #expect(note["message"]?.text?.contains(summary["model"]?.text ?? "?") == true)
        let named = try score("two", "--input", "orders=new.csv", "--output", "latest.csv")
        #expect(named["findings"]?.elements.contains { $0["code"] == "run-taken" } == false)
    }

    @Test func `a run on hold scores, and says that it is on hold`() throws {
        let place = try Workspace()
        var generator = SeededGenerator(seed: 3)
        var lines = ["id,x,y"]
        for id in 0..<400 {
            let x = Double.random(in: 0..<1, using: &generator)
            lines.append("\(id),\(x),\(Bool.random(using: &generator))")
        }
        try place.write("noise.csv", lines.joined(separator: "\n") + "\n")
        try place.write(
            "brief.yaml",
            """
            name: noise
            data: {sources: {noise: noise.csv}, key: [id], label: y}
            split: {by: random}
            metric: {guardrails: ["roc_auc >= 0.99"]}
            """)
        let run = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(try run.json()["recommendation"] != "ship")
        let result = try Binary.run(
            ["score", "noise", "--input", "noise.csv", "--output", "scores.csv"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("the verdict of run"))
        let export = try Binary.run(["export", "noise", "sql", "--json"], in: place.path)
        let document = try export.json()
        #expect(try JSONSchema(named: "export").problems(with: document) == [])
        #expect(document["findings"]?.elements.first?["code"] == "verdict-against")
    }
}
