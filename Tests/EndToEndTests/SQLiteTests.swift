import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// SQLite files as tables of every command.
struct SQLiteTests {
    private let place: Workspace

    init() throws {
        place = try Workspace()
        let connection = try Engine.sqlite(path: place.path + "/shop.sqlite").connect()
        try connection.execute(
            "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, plan TEXT, age REAL, churned INTEGER)")
        try connection.execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
            INSERT INTO customers SELECT i, CASE WHEN i % 3 = 0 THEN 'basic' ELSE 'plus' END, 20.5 + i % 50,
            (i * 7919 % 100 < i % 50 + 20) FROM n
            """)
    }

    @Test func aFileOfOneTableIsReadByEveryCommand() throws {
        let check = try Binary.run(["check", "shop.sqlite"], in: place.path)
        #expect(check.status == 0, "\(check.errors)")
        let profile = try Binary.run(["profile", "shop.sqlite", "--json"], in: place.path)
        try #require(profile.status == 0, "\(profile.errors)")
        #expect(try profile.json()["source"]?["rows"] == 400)
        let proposed = try Binary.run(["init", "shop.sqlite", "--label", "churned"], in: place.path)
        try #require(proposed.status == 0, "\(proposed.errors)")
        let run = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.json()["status"] == "complete")
    }

    @Test func aTableOfSeveralIsNamedBehindItsFile() throws {
        let connection = try Engine.sqlite(path: place.path + "/shop.sqlite").connect()
        try connection.execute("CREATE TABLE plans (plan TEXT, price REAL)")
        let unnamed = try Binary.run(["profile", "shop.sqlite"], in: place.path)
        #expect(unnamed.status == 2)
        #expect(unnamed.errors.contains("FILE:TABLE"), "\(unnamed.errors)")
        let profile = try Binary.run(["profile", "shop.sqlite:customers", "--json"], in: place.path)
        try #require(profile.status == 0, "\(profile.errors)")
        #expect(try profile.json()["source"]?["rows"] == 400)
        let check = try Binary.run(["check", "shop.sqlite:customers"], in: place.path)
        #expect(check.status == 0, "\(check.errors)")
        let run = try Binary.run(["run", "shop.sqlite:customers", "--label", "churned", "--json"], in: place.path)
        try #require(run.status == 0, "\(run.errors)")
        #expect(try run.json()["status"] == "complete")
        let folder = try #require(try run.json()["directory"]?.text)
        let kept = try String(contentsOfFile: folder + "/brief.yaml", encoding: .utf8)
        #expect(kept.contains("table: customers"), "\(kept)")
    }

    @Test func everyTableOfAFileIsLookedAt() throws {
        let connection = try Engine.sqlite(path: place.path + "/shop.sqlite").connect()
        try connection.execute("CREATE TABLE plans (plan TEXT, price REAL)")
        try connection.execute("INSERT INTO plans VALUES ('basic', 9.5), ('plus', 19.5)")
        let several = try Binary.run(["check", "shop.sqlite"], in: place.path)
        #expect(several.status == 2)
        #expect(several.errors.contains("the file has several tables: customers, plans"), "\(several.errors)")
        let proposed = try Binary.run(["init", "shop.sqlite", "--label", "churned"], in: place.path)
        try #require(proposed.status == 0, "\(proposed.errors)")
        let brief = try String(contentsOfFile: place.path + "/brief.yaml", encoding: .utf8)
        #expect(brief.contains("customers: {path: shop.sqlite, table: customers}"), "\(brief)")
        #expect(brief.contains("LEFT JOIN plans"), "\(brief)")
        #expect(try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path).status == 0)
    }

    @Test func theFirstBytesTellADatabaseWhoseEndingDoesNot() throws {
        try FileManager.default.moveItem(atPath: place.path + "/shop.sqlite", toPath: place.path + "/shop.db")
        #expect(try Binary.run(["check", "shop.db"], in: place.path).status == 0)
    }

    @Test func whatIsNoDatabaseIsSaid() throws {
        try place.write("other.sqlite", "id,late\n1,0\n")
        let result = try Binary.run(["check", "other.sqlite"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("the file is not a SQLite database"), "\(result.errors)")
    }
}
