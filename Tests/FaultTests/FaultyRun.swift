import Evidence
import Foundation
import Store
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A workspace with a small brief, and what is asked of its store after a fault.
struct FaultyRun {
    let place: Workspace
    var arguments = ["run", "brief.yaml"]

    /// Customers of a thousand rows: a run takes about a second.
    init(rows: Int = 1_000) throws {
        place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: rows))
        try place.write("brief.yaml", SampleData.customersBrief)
    }

    /// A workspace whose dataset takes the engine a minute or more, so that the worker is at it when a fault comes.
    static func slow() throws -> FaultyRun {
        let run = try FaultyRun(rows: 100)
        let sql = "SELECT *, (SELECT count(*) FROM range(200000) AS a, range(2000000) AS b) AS n FROM customers"
        try run.place.write(
            "brief.yaml",
            SampleData.customersBrief.replacing("  key: [id]", with: "  dataset: '\(sql)'\n  key: [id]"))
        return run
    }

    var store: RunStore { RunStore(at: place.path + "/runs") }

    func start(through wrapper: [String] = []) throws -> Binary.Running {
        try Binary.start(arguments, in: place.path, through: wrapper)
    }

    func finish() throws -> Binary.Result { try Binary.run(arguments, in: place.path) }

    /// How long a whole run takes here and now.
    func duration() throws -> Duration {
        let start = ContinuousClock.now
        try #require(finish().status == 0)
        return ContinuousClock.now - start
    }

    /// Every run that bears a run's name is whole: all its files are there and are those that were written.
    func expectNothingHalf(sourceLocation: SourceLocation = #_sourceLocation) throws {
        for listing in try store.list() where listing.state != .interrupted || listing.record != nil {
            #expect(listing.state != .damaged, "\(listing)", sourceLocation: sourceLocation)
            guard listing.state != .running else { continue }
            let findings = try store.open(listing.id).verify()
            #expect(findings.isEmpty, "\(listing.id): \(findings)", sourceLocation: sourceLocation)
        }
    }

    /// Names in the store that are neither runs nor one of its folders.
    var leftovers: [String] {
        place.names(in: "runs").filter { RunID($0) == nil && $0 != "failed" && $0 != "objects" }
            + place.names(in: "runs/failed").filter { RunID($0) == nil }
            + Workspace.files(under: place.path + "/runs/objects").filter { $0.contains(".partial-") }
    }

    /// The states of all runs, counted.
    func states() throws -> [RunListing.State: Int] {
        try store.list().reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }
}

/// Processes as the system's `ps` shows them.
enum Processes {
    /// The children of a process.
    static func children(of parent: Int32) throws -> [Int32] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("ps-\(UUID().uuidString)")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let list = Process()
        list.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        list.arguments = ["ps", "-A", "-o", "pid=,ppid="]
        list.standardOutput = try FileHandle(forWritingTo: file)
        try list.run()
        list.waitUntilExit()
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, Int32(words[1]) == parent else { return nil }
            return Int32(words[0])
        }
    }

    /// Whether a process lives; one that has ended and was not yet waited for does not.
    static func isAlive(_ process: Int32) -> Bool {
        guard kill(process, 0) == 0 else { return false }
        let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return state?.split(separator: ")").last?.first { $0 != " " } != "Z"
    }

    /// Waits until a condition holds, at most so long.
    static func wait(_ limit: Duration = .seconds(30), until condition: () throws -> Bool) throws -> Bool {
        let start = ContinuousClock.now
        while try !condition() {
            if ContinuousClock.now - start > limit { return false }
            Thread.sleep(forTimeInterval: 0.02)
        }
        return true
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
