import Evidence
import Foundation
import TestSupport
import Testing

/// The same brief on the same data gives the same bytes, whatever surrounds the run (contracts, section 4).
@Suite struct SameBytesTests {
    /// The hashes of all files that are promised to be the same, and the digits of the run's name.
    private struct Bytes: Equatable {
        var hashes: [String: String]
        var digits: Substring

        init(runAt directory: String, id: String) throws {
            hashes = try Workspace.hashes(under: directory).filter {
                $0.key != "manifest.json" && !$0.key.hasSuffix(".log")
            }
            digits = id.split(separator: "-").last { $0.count == 4 } ?? ""
        }

        /// Files that differ from another run's.
        func differences(from other: Bytes) -> [String] {
            Set(hashes.keys).union(other.hashes.keys).filter { hashes[$0] != other.hashes[$0] }.sorted()
        }
    }

    private func bytes(of finished: ExampleRun.Finished) throws -> Bytes {
        try Bytes(runAt: finished.directory, id: try #require(finished.outcome["run_id"]?.text))
    }

    private func bytes(
        _ brief: String, threads: Int, in place: Workspace, environment: [String: String] = [:],
        through wrapper: [String] = []
    ) throws -> Bytes {
        let result = try Binary.run(
            ["run", brief, "--json", "--quiet", "--threads", String(threads)], in: place.path,
            environment: environment, through: wrapper)
        try #require(result.status == 0, "\(result.errors)")
        let outcome = try result.json()
        return try Bytes(
            runAt: try #require(outcome["directory"]?.text), id: try #require(outcome["run_id"]?.text))
    }

    /// Another folder, time zone, language and file mode mask.
    private static let elsewhere = [
        "TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": "/nonexistent",
    ]
    private static let strictMask = ["/bin/sh", "-c", "umask 077; exec \"$0\" \"$@\""]

    /// Copies an example; its delimited sources get their rows in another order.
    private func shuffled(_ example: ExampleRun, into place: Workspace) throws -> String {
        let examples = Binary.root.appendingPathComponent("Examples").path
        for name in Workspace.files(under: examples) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: examples + "/" + name))
            try place.write("examples/" + name, name.hasSuffix(".csv") ? Self.shuffled(lines: bytes) : bytes)
        }
        return "examples/\(example.rawValue)/brief.yaml"
    }

    /// The lines of a text in another order, the first in its place.
    private static func shuffled(lines bytes: Data) -> Data {
        var generator = SeededGenerator(seed: 20)
        var lines = bytes.split(separator: UInt8(ascii: "\n"))
        let header = lines.removeFirst()
        lines.shuffle(using: &generator)
        return Data(([header] + lines).joined(separator: [UInt8(ascii: "\n")])) + Data("\n".utf8)
    }

    @Test(arguments: ExampleRun.allCases) func `one thread, another folder, time zone, language and mask`(
        example: ExampleRun
    ) throws {
        let place = try Workspace()
        let usual = try bytes(of: example.finished())
        let other = try bytes(
            example.brief, threads: 1, in: place, environment: Self.elsewhere, through: Self.strictMask)
        #expect(other.differences(from: usual) == [])
        #expect(other.digits == usual.digits)
    }

    @Test(arguments: ExampleRun.allCases) func `input rows in another order`(example: ExampleRun) throws {
        let place = try Workspace()
        let usual = try bytes(of: example.finished())
        let other = try bytes(
            try shuffled(example, into: place), threads: 2, in: place)
        #expect(other.differences(from: usual) == [])
        #expect(other.digits == usual.digits)
    }

    @Test func `three and eight threads, more than there are cores`() throws {
        let place = try Workspace()
        let usual = try bytes(of: ExampleRun.temperature.finished())
        for threads in [3, 8] {
            let other = try bytes(
                ExampleRun.temperature.brief, threads: threads, in: place)
            #expect(other.differences(from: usual) == [])
            #expect(other.digits == usual.digits)
        }
    }

    @Test func `another seed gives another run`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        try place.write("a.yaml", SampleData.customersBrief + "seed: 1\n")
        try place.write("b.yaml", SampleData.customersBrief + "seed: 2\n")
        let first = try bytes("a.yaml", threads: 1, in: place)
        let second = try bytes("b.yaml", threads: 1, in: place)
        #expect(first.digits != second.digits)
        #expect(first.differences(from: second).contains("data/train.parquet"))
    }

    @Test func `one changed cell gives another run`() throws {
        let place = try Workspace()
        let brief = try place.write("brief.yaml", SampleData.customersBrief)
        var lines = SampleData.customerLines(rows: 300)
        func write() throws {
            try place.write(
                "customers.csv", ([SampleData.customersHeader] + lines).joined(separator: "\n") + "\n")
        }
        try write()
        let first = try bytes(brief, threads: 1, in: place)
        let cells = lines[0].split(separator: ",", omittingEmptySubsequences: false)
        lines[0] = (cells.prefix(4) + ["31"] + cells.dropFirst(5)).joined(separator: ",")
        try write()
        #expect(try bytes(brief, threads: 1, in: place).digits != first.digits)
    }
}
