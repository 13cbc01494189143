import Evidence
import Foundation
import Store
import TestSupport
import Testing

private let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil

/// A stored file that goes bad is noticed by every command that reads it (F1 of the reliability table): none is silent.
@Suite(.serialized) struct DamagedStoreTests {
    private static let cases = isNightly ? 600 : 60

    private static func findings(_ result: Binary.Result) throws -> [JSONValue] {
        try result.json()["findings"]?.elements ?? []
    }

    @Test func `any damage to any file of a run is named by runs show`() throws {
        let run = try FaultyRun(rows: 200)
        try #require(run.finish().status == 0)
        let directory = try #require(try run.store.list().first).directory
        let files = Workspace.files(under: directory).filter { $0 != "manifest.json" }
        var generator = SeededGenerator(seed: 31)
        for number in 0..<Self.cases {
            let file = files[number % files.count]
            let damage = Damage.allCases[number % Damage.allCases.count]
            let url = URL(fileURLWithPath: directory + "/" + file)
            let whole = try Data(contentsOf: url)
            try damage.applied(to: whole, using: &generator).write(to: url)
            let shown = try Binary.run(["runs", "show", directory, "--json"], in: run.place.path)
            #expect(shown.status == 2, "\(file) \(damage)")
            let findings = try Self.findings(shown)
            #expect(findings.map { $0["code"]?.text } == ["file-changed"], "\(file) \(damage)")
            #expect(findings.first?["file"]?.text == directory + "/" + file, "\(file) \(damage)")
            try whole.write(to: url)
        }
        #expect(try Binary.run(["runs", "show", directory, "--json"], in: run.place.path).status == 0)
    }

    @Test func `any damage to a manifest is named by runs show and runs list`() throws {
        let run = try FaultyRun(rows: 200)
        try #require(run.finish().status == 0)
        let listing = try #require(try run.store.list().first)
        let url = URL(fileURLWithPath: listing.directory + "/manifest.json")
        let whole = try Data(contentsOf: url)
        let saved = try CanonicalJSON.decode(RunRecord.self, from: whole)
        var generator = SeededGenerator(seed: 32)
        for number in 0..<Self.cases {
            let damage = Damage.allCases[number % Damage.allCases.count]
            let damaged = damage.applied(to: whole, using: &generator)
            try damaged.write(to: url)
            // Spaces between values may be others; what is said may not.
            if let read = try? CanonicalJSON.decode(RunRecord.self, from: damaged), read == saved { continue }
            for store in [["list"], ["show", listing.id]] {
                let result = try Binary.run(["runs"] + store + ["--json"], in: run.place.path)
                if store == ["list"] {
                    let status = try result.json()["runs"]?.elements.first?["status"]
                    #expect(status == "damaged", "\(damage) \(number)")
                } else {
                    #expect(result.status == 2, "\(damage) \(number)")
                    #expect(try Self.findings(result).first?["code"] == "run-damaged", "\(damage) \(number)")
                }
            }
        }
    }

    @Test func `a damaged file of a run is judged and learned from by nobody`() throws {
        let run = try FaultyRun(rows: 200)
        try #require(run.finish().status == 0)
        let directory = try #require(try run.store.list().first).directory
        let readers = [
            ("evaluation/predictions.parquet", ["evaluate", "FILE", "--label", "label", "--score", "score"]),
            ("data/train.parquet", ["run", "FILE", "--label", "churned"]),
        ]
        var generator = SeededGenerator(seed: 35)
        for (file, words) in readers {
            let path = directory + "/" + file
            let arguments = words.map { $0 == "FILE" ? path : $0 } + ["--json", "--quiet"]
            #expect(try Binary.run(arguments, in: run.place.path).status == 0, "\(file)")
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            for number in 0..<Self.cases / 5 {
                let damage = Damage.allCases[number % Damage.allCases.count]
                try damage.applied(to: whole, using: &generator).write(to: URL(fileURLWithPath: path))
                let result = try Binary.run(arguments, in: run.place.path)
                // What the engine cannot read it says itself; what it can is not what the run wrote.
                #expect([1, 2].contains(result.status), "\(file) \(damage) \(number): \(result.status)")
                #expect(try Self.findings(result).contains { $0["advice"]?.text != nil }, "\(file) \(damage)")
            }
            try whole.write(to: URL(fileURLWithPath: path))
        }
        #expect(try Binary.run(["runs", "show", directory, "--json"], in: run.place.path).status == 0)
    }

    @Test func `a damaged object is put right by the next run, which is the same`() throws {
        let run = try FaultyRun(rows: 200)
        try #require(run.finish().status == 0)
        let first = try #require(try run.store.list().first)
        let snapshot = try #require(first.record?.snapshot)
        let path = run.store.objects.path(snapshot)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var generator = SeededGenerator(seed: 33)
        for damage in Damage.allCases {
            try FileManager.default.removeItem(atPath: path)
            try damage.applied(to: whole, using: &generator).write(to: URL(fileURLWithPath: path))
            #expect(throws: StoreError.self) { try run.store.objects.verifiedPath(snapshot) }
            #expect(try run.finish().status == 0, "\(damage)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole, "\(damage)")
        }
        let records = try run.store.list().compactMap(\.record)
        #expect(Set(records.map { $0.files["evaluation/metrics.json"] }).count == 1)
        #expect(Set(records.map { $0.files["data/train.parquet"] }).count == 1)
    }
}
