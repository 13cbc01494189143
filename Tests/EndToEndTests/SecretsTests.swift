import Evidence
import Foundation
import TestSupport
import Testing

/// Secrets in a brief's connection never reach an output, a log or a run (T7 of the reliability table).
@Suite struct SecretsTests {
    private static let secret = "hunter2-7f3a91"

    @Test(arguments: [
        "{driver: postgresql, uri: 'postgresql://user:SECRET@localhost/db'}",
        "{driver: sqlite, uri: 'file:absent.db?password=SECRET'}", "{driver: sqlite, uri: 'file:t.csv?key=SECRET'}",
        "{driver: 'SECRET', uri: x}", "{driver: sqlite, uri: absent.db, password: SECRET}",
        "{driver: sqlite, uri: ':memory:', 'adbc.token': SECRET}",
    ]) func `a connection that fails does not tell`(engine: String) throws {
        let text = """
            name: t
            data: {engine: \(engine.replacing("SECRET", with: Self.secret)), sources: {t: t}, label: y}

            """
        let left = try BadInput.brief("secret", text, .engineFailed, "").run()
        #expect(left.result.status != 0)
        if !engine.contains("driver: 'SECRET'") { #expect(try !left.holds(Self.secret)) }
    }

    @Test(arguments: [
        "s3://AKIAX:SECRET@bucket/x.csv", "https://bob:SECRET@host/x.csv?sig=SECRET", "https://host/*.csv?sig=SECRET",
    ]) func `a source that is an address is refused without its secret`(address: String) throws {
        let path = address.replacing("SECRET", with: Self.secret)
        let place = try Workspace()
        try place.write("brief.yaml", "data: {sources: {d: \"\(path)\"}, label: y}\n")
        for arguments in [["run", "brief.yaml"], ["run", path, "--label", "y"], ["profile", path], ["check", path]] {
            let result = try Binary.run(
                arguments + (arguments[0] == "profile" ? ["--html", "p.html"] : []), in: place.path)
            #expect(result.status == 2)
            #expect(result.errors.contains("only files of this machine are read"), "\(arguments): \(result.errors)")
            try? FileManager.default.removeItem(atPath: place.path + "/brief.yaml")
            #expect(try !BadInput.Left(place: place, result: result, outcome: .null).holds(Self.secret), "\(arguments)")
            try place.write("brief.yaml", "data: {sources: {d: \"\(path)\"}, label: y}\n")
        }
    }

    @Test func `a token in the environment is in no output and no file`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 100))
        try place.write("brief.yaml", SampleData.customersBrief)
        let result = try Binary.run(
            ["run", "brief.yaml", "--json"], in: place.path,
            environment: ["API_TOKEN": Self.secret, "PGPASSWORD": Self.secret])
        #expect(result.status == 0)
        #expect(try !BadInput.Left(place: place, result: result, outcome: .null).holds(Self.secret))
    }

    @Test func `a connection that works does not tell`() throws {
        let place = try Workspace()
        let script = """
            import sqlite3
            base = sqlite3.connect("t.db")
            base.execute("CREATE TABLE t (id INTEGER, x INTEGER, y TEXT)")
            base.executemany("INSERT INTO t VALUES (?, ?, ?)", [(i, i % 7, "ab"[i % 2]) for i in range(60)])
            base.commit()
            """
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", "-c", script]
        python.currentDirectoryURL = URL(fileURLWithPath: place.path)
        try python.run()
        python.waitUntilExit()
        try place.write(
            "brief.yaml",
            """
            name: t
            data:
              engine: {driver: sqlite, uri: 'file:t.db?mode=ro&password=\(Self.secret)'}
              sources: {t: t}
              key: [id]
              label: y

            """)
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        // The whole store, the run's copy of the brief and the objects with it.
        #expect(try !BadInput.Left(place: place, result: result, outcome: .null).holds(Self.secret))
    }
}
