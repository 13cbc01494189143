import Evidence
import Foundation
import TestSupport
import Testing

/// The leakage audit as a person meets it: the command, its exit status, and what a run leaves.
struct LeakageTests {
    private static func brief(known: String = "", sql: String = "SELECT * FROM visits", label: String = "y") -> String {
        """
        data:
          sources:
            visits:
              path: visits.csv
        \(known)
          dataset: \(sql)
          key: [id]
          time: made_at
          label: \(label)
        split: {by: time}
        candidates: [prior]

        """
    }

    /// Visits whose score is learnt two days later.
    private static func place() throws -> Workspace {
        let place = try Workspace()
        var lines = ["id,made_at,x,score,resolved,y"]
        for row in 0..<900 {
            func clock(_ hours: Int) -> String {
                "2024-\(two(1 + hours / 720))-\(two(1 + hours / 24 % 30 % 28))T\(two(hours % 24)):00:00"
            }
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let x = (row * 7919) % 101
            lines.append("\(row),\(clock(row)),\(x),\((row * 31) % 97),\(clock(row + 48)),\((x + row * 17 % 40) > 70)")
        }
        try place.write("visits.csv", lines.joined(separator: "\n") + "\n")
        return place
    }

    private static let cells = "      known_at: [{columns: [score], at: resolved}]"

    @Test func `a cell that is learnt later is an error with status 3, and names where it comes from`() throws {
        let place = try Self.place()
        try place.write("brief.yaml", Self.brief(known: Self.cells, sql: "SELECT id, made_at, x, score, y FROM visits"))
        let result = try Binary.run(["check", "brief.yaml", "--json"], in: place.path)
        #expect(result.status == 3)
        let finding = try #require(
            try result.json()["findings"]?.elements.first { $0["code"] == .string("future-leak") })
        #expect(finding["column"] == .string("score"))
        #expect(finding["source"] == .string("visits"))
        #expect(finding["evidence"]?["source_columns"] == .array([.string("visits.score")]))
        #expect(try JSONSchema(named: "checks").problems(with: result.json()) == [])
        let run = try Binary.run(["run", "brief.yaml", "--audit"], in: place.path)
        #expect(run.status == 3)
    }

    @Test func `without it the verdict says how far the replay looked`() throws {
        let place = try Self.place()
        try place.write("brief.yaml", Self.brief(known: Self.cells, sql: "SELECT id, made_at, x, y FROM visits"))
        let result = try Binary.run(
            ["check", "brief.yaml", "--cuts", "5", "--preprocessing", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
        let leakage = try #require(try result.json()["leakage"])
        #expect(leakage["verdict"] == .string("none_found"))
        #expect(leakage["coverage"]?["cuts"] == .integer(5))
        let all = try Binary.run(["check", "brief.yaml", "--exhaustive", "--json"], in: place.path)
        #expect(try all.json()["leakage"]?["coverage"]?["share"]?.number == 1)
    }

    @Test func `known_at that cannot be read is status 2 at its place`() throws {
        let place = try Self.place()
        try place.write("brief.yaml", Self.brief(known: "      known_at: resolvd"))
        for command in [["check"], ["run", "--audit"]] {
            let result = try Binary.run(command + ["brief.yaml"], in: place.path)
            #expect(result.status == 2)
            #expect(result.firstError.hasPrefix("brief.yaml:5:17: error: known_at of 'visits' names 'resolvd'"))
        }
    }

    @Test func `chance in the SQL is an error of the checks`() throws {
        let place = try Self.place()
        try place.write("brief.yaml", Self.brief(sql: "SELECT id, made_at, x, random() AS r, y FROM visits"))
        let result = try Binary.run(["check", "brief.yaml"], in: place.path)
        #expect(result.status == 3)
        #expect(result.output.contains("error: the SQL calls random"))
    }

    @Test(arguments: [
        "SELECT * FROM visits, read_csv('/etc/hostname')", "CREATE TABLE t AS SELECT * FROM visits",
        "COPY visits TO 'out.csv'", "SELECT * FROM visits; DROP TABLE visits",
    ])
    func `SQL that does more than read its sources is refused, and nothing is written`(sql: String) throws {
        let place = try Self.place()
        try place.write("brief.yaml", Self.brief(sql: "\"\(sql)\""))
        let result = try Binary.run(["check", "brief.yaml"], in: place.path)
        #expect(result.status == 2)
        #expect(Workspace.files(under: place.path) == ["brief.yaml", "visits.csv"])
    }

    @Test func `a copy of the label is seen in rows that alternate`() throws {
        let place = try Workspace()
        let rows = (0..<400).map { "\($0 * 37 % 401),\($0 % 2),\(["no", "yes"][$0 % 2])" }
        try place.write("t.csv", (["x,copy,won"] + rows).joined(separator: "\n"))
        try place.write("brief.yaml", "data: {sources: {t: t.csv}, label: won}\n")
        let result = try Binary.run(["check", "brief.yaml"], in: place.path)
        #expect(result.output.contains("error: 'won' follows from 'copy': each of its values has one label"))
    }

    @Test func `steps of a label of numbers are suspicious`() throws {
        let place = try Workspace()
        let rows = (0..<400).map { "\($0 * 37 % 401),\(["low", "mid", "high"][min(2, $0 / 100)]),\(Double($0) / 3)" }
        try place.write("t.csv", (["x,bucket,y"] + rows).joined(separator: "\n"))
        try place.write("brief.yaml", "data: {sources: {t: t.csv}, label: y}\n")
        let result = try Binary.run(["check", "brief.yaml"], in: place.path)
        #expect(result.output.contains("'bucket' is a step function of 'y'"))
    }

    @Test func `chance stops a run that reads its sources once, at the place in the file of the call`() throws {
        let place = try Self.place()
        // Row by row: a sample of blocks of so few rows may be empty.
        try place.write("mine.yaml", Self.brief(sql: "SELECT * FROM visits TABLESAMPLE bernoulli(60%)"))
        let result = try Binary.run(["run", "mine.yaml"], in: place.path)
        #expect(result.status == 3)
        #expect(result.errors.contains("mine.yaml:6"))
    }

    @Test func `--cuts wants a number that makes sense`() throws {
        let place = try Self.place()
        try place.write("brief.yaml", Self.brief())
        #expect(try Binary.run(["check", "brief.yaml", "--cuts", "0"], in: place.path).status == 64)
        #expect(try Binary.run(["check", "brief.yaml", "--cuts", "3", "--exhaustive"], in: place.path).status == 64)
    }
}
