import Columns
import Evidence
import Foundation
import Testing

@testable import Worker

/// The bytes of a snapshot follow from its rows, whatever their order, the threads and the files.
struct SnapshotTests {
    /// Writes rows in the order that `seed` shuffles them to, with the same first line.
    private func csv(seed: UInt64, rows: Int = 3_000) -> String {
        var generator = SplitMix(state: seed)
        let lines = (0..<rows).map { row in
            let text = ["x", "Y", "é", "🛫", "", "NA", "z z"][row % 7]
            return
                "\(row % 977),\(text),\(Double(row % 13) / 8),2013-0\(1 + row % 9)-11 0\(row % 10):00:00,\(row % 2 == 0)"
        }
        return "k,t,d,at,flag\n" + lines.shuffled(using: &generator).joined(separator: "\n") + "\n"
    }

    private func hash(seed: UInt64, key: [String], threads: Int = 2, sql: String? = nil) throws -> ContentHash {
        let bench = try Bench()
        try bench.write("data.csv", csv(seed: seed))
        let request = bench.request([.init("data", "data.csv")], sql: sql, key: key, threads: threads)
        return try bench.run(request).snapshot.sha256
    }

    @Test(arguments: [[], ["k"], ["k", "t", "d"], ["flag"]])
    func theOrderOfRowsDoesNotMatter(_ key: [String]) throws {
        let first = try hash(seed: 1, key: key)
        #expect(try hash(seed: 2, key: key) == first)
        #expect(try hash(seed: 3, key: key, threads: 1) == first)
    }

    @Test func theSplitIntoFilesDoesNotMatter() throws {
        let bench = try Bench()
        let lines = csv(seed: 1).split(separator: "\n").map(String.init)
        try bench.write("whole.csv", csv(seed: 2))
        try bench.write("parts/1.csv", (lines[0...999]).joined(separator: "\n") + "\n")
        try bench.write("parts/2.csv", ([lines[0]] + lines[1000...]).joined(separator: "\r\n") + "\r\n")
        let whole = try bench.run(bench.request([.init("data", "whole.csv")], key: ["k"]))
        let parts = try bench.run(bench.request([.init("data", "parts/*.csv")], key: ["k"]))
        #expect(parts.snapshot.sha256 == whole.snapshot.sha256)
        #expect(parts.sources[0].files.map(\.path) == ["parts/1.csv", "parts/2.csv"])
    }

    @Test func signsOfZeroAndNaNStandInOneOrder() throws {
        let bench = try Bench()
        try bench.write("a.csv", "d\n-0.0\n0.0\nNaN\n1\n")
        try bench.write("b.csv", "d\n1\nNaN\n0.0\n-0.0\n")
        let a = try bench.run(bench.request([.init("data", "a.csv")])).snapshot.sha256
        #expect(try bench.run(bench.request([.init("data", "b.csv")])).snapshot.sha256 == a)
    }

    @Test func rowsStandInKeyOrderNullsLast() throws {
        let bench = try Bench()
        try bench.write("data.csv", "k,v\nb,1\n,2\nB,3\na,4\né,5\n")
        let request = bench.request([.init("data", "data.csv")], key: ["k"])
        _ = try bench.run(request)
        try FileManager.default.moveItem(atPath: request.output, toPath: bench.directory + "/s.parquet")
        // Read back without an ORDER BY: the order of the file.
        let again = bench.request(
            [.init("s", "s.parquet")], sql: "SELECT string_agg(coalesce(k, '-'), ' ') AS o FROM s", required: ["x": "o"]
        )
        _ = try bench.run(again)
        let check = bench.request(
            [.init("s", "s.parquet")],
            sql: "SELECT 1 AS ok FROM (SELECT string_agg(coalesce(k, '-'), ' ') AS o FROM s) WHERE o = 'B a b é -'")
        #expect(try bench.run(check).snapshot.rows == 1)
    }

    @Test func typesThatParquetLacksAreCastAndSaid() throws {
        let bench = try Bench()
        try bench.write("data.csv", "g,n\na,1\na,2\nb,3\n")
        let sql = """
            SELECT g, sum(n) AS total, CAST(g AS ENUM('a', 'b')) AS e, uuid_of AS u, [1, 2] AS l, INTERVAL 1 DAY AS i,
                99999999999999999999 * sum(n) AS big, CAST('2020-01-01' AS TIMESTAMP_NS) AS ns, NULL AS nothing
            FROM (SELECT *, CAST('00000000-0000-0000-0000-000000000001' AS UUID) AS uuid_of FROM data)
            GROUP BY g, uuid_of
            """
        let snapshot = try bench.run(bench.request([.init("data", "data.csv")], sql: sql, key: ["g"])).snapshot
        let types = Dictionary(uniqueKeysWithValues: snapshot.columns.map { ($0.name, $0.type) })
        #expect(types["total"] == .integer)
        #expect(types["e"] == .text)
        #expect(types["u"] == .text)
        #expect(types["l"] == .unsupported)
        #expect(types["i"] == .text)
        #expect(types["big"] == .double)
        #expect(types["ns"] == .timestamp)
        #expect(types["nothing"] == .integer)
        let total = try #require(snapshot.columns.first { $0.name == "total" })
        #expect(total.engineType == "HUGEINT")
        #expect(total.storedType == "BIGINT")
    }

    @Test func hashesAreThoseOfTheBytes() throws {
        let bench = try Bench()
        try bench.write("data.csv", "a,b\n1,2\n")
        let request = bench.request([.init("data", "data.csv")])
        let response = try bench.run(request)
        #expect(response.snapshot.sha256 == (try ContentHash(ofFile: request.output)))
        #expect(response.snapshot.bytes == (try Data(contentsOf: URL(fileURLWithPath: request.output)).count))
        #expect(response.sources[0].files[0].sha256 == ContentHash(of: Data("a,b\n1,2\n".utf8)))
        #expect(response.sources[0].files[0].realPath == nil)
    }

    @Test func aFileThatChangesMeanwhileIsNoticed() throws {
        let bench = try Bench()
        try bench.write("data.csv", "a,b\n1,2\n")
        let error = try #require(throws: WorkerError.self) {
            try bench.run(bench.request([.init("data", "data.csv")])) { progress in
                if progress.stage == .querying { _ = try? bench.write("data.csv", "a,b\n1,3\n") }
            }
        }
        #expect(error.findings.map(\.code) == [.fileChanged])
        #expect(error.findings[0].file == "data.csv")
    }

    @Test func aFileThatIsWrittenWithTheSameBytesIsUnchanged() throws {
        let bench = try Bench()
        try bench.write("data.csv", "a,b\n1,2\n")
        let response = try bench.run(bench.request([.init("data", "data.csv")])) { progress in
            if progress.stage == .querying { _ = try? bench.write("data.csv", "a,b\n1,2\n") }
        }
        #expect(response.snapshot.rows == 1)
    }

    @Test func theCacheKeyFollowsWhatMatters() throws {
        let bench = try Bench()
        var request = bench.request([.init("data", "data.csv")], sql: "SELECT 1", key: ["a"])
        let hashes = ["data": [ContentHash(of: Data("x".utf8))]]
        let key = request.cacheKey(sourceHashes: hashes, engineVersion: "v1")
        request.threads = 8
        request.output = "/elsewhere"
        request.baseDirectory = "/elsewhere"
        #expect(request.cacheKey(sourceHashes: hashes, engineVersion: "v1") == key)
        #expect(request.cacheKey(sourceHashes: hashes, engineVersion: "v2") != key)
        #expect(request.cacheKey(sourceHashes: ["data": []], engineVersion: "v1") != key)
        request.key = []
        #expect(request.cacheKey(sourceHashes: hashes, engineVersion: "v1") != key)
    }
}

/// A small generator, so that shuffles are the same everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
