import Evidence
import Foundation
import Store
import TestSupport
import Testing

/// A file system of a few megabytes in memory; only root may mount one.
private final class SmallDisk {
    let path: String

    init?(megabytes: Int) {
        path = NSTemporaryDirectory() + "small-disk-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path) else {
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
    }

    deinit {
        _ = Self.run("umount", path)
        try? FileManager.default.removeItem(atPath: path)
    }

    static let isPossible = SmallDisk(megabytes: 1) != nil

    /// Leaves only so many bytes free.
    func fill(leaving bytes: Int) throws {
        let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? NSNumber
        try Data(count: max(0, (free?.intValue ?? 0) - bytes)).write(to: URL(fileURLWithPath: path + "/ballast"))
    }

    /// Makes room again.
    func free() throws { try FileManager.default.removeItem(atPath: path + "/ballast") }

    private static func run(_ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

/// A disk that is full ends a run with its cure, and harms nothing (D4 of the reliability table).
@Suite(.enabled(if: SmallDisk.isPossible, "a small file system can be mounted only by root"), .serialized)
struct FullDiskTests {
    /// Room in KiB that runs of a thousand rows have; the whole run needs about 300.
    private static let rooms = [0, 16, 48, 96, 144, 192, 240]

    @Test(arguments: [8, 32]) func `a full store is said with the cure, and earlier runs are untouched`(
        megabytes: Int
    ) throws {
        let disk = try #require(SmallDisk(megabytes: megabytes))
        var run = try FaultyRun()
        let store = RunStore(at: disk.path + "/runs")
        run.arguments += ["--store", disk.path + "/runs"]
        try #require(run.finish().status == 0)
        let first = try #require(try store.list().first).directory
        let hashes = try Workspace.hashes(under: first)
        var failed = 0
        for room in Self.rooms {
            // Another seed each time, so that nothing can be found that was written before.
            try run.place.write("brief.yaml", SampleData.customersBrief + "seed: \(room)\n")
            try disk.fill(leaving: room << 10)
            let result = try run.finish()
            try disk.free()
            guard result.status != 0 else { continue }
            failed += 1
            #expect(result.status == 1, "\(room) KiB: \(result.errors)")
            #expect(result.errors.contains("disk"), "\(room) KiB: \(result.errors)")
            #expect(result.errors.split(separator: "\n").count >= 2, "the cure stands under the message")
            #expect(try Workspace.hashes(under: first) == hashes)
            for listing in try store.list() {
                #expect([.complete, .failed, .interrupted].contains(listing.state), "\(room) KiB: \(listing)")
            }
        }
        #expect(failed >= 3)
        let complete = try store.list().count { $0.state == .complete }
        #expect(try run.finish().status == 0)
        #expect(try store.list().count { $0.state == .complete } == complete + 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/runs")
        #expect(names.filter { $0.hasPrefix(".") } == [])
    }

    @Test func `a dataset that does not fit is said with the cure`() throws {
        let disk = try #require(SmallDisk(megabytes: 8))
        var run = try FaultyRun(rows: 100)
        run.arguments += ["--store", disk.path + "/runs"]
        let sql =
            "SELECT customers.*, md5(CAST(r AS VARCHAR) || CAST(id AS VARCHAR)) AS noise FROM customers, range(4000) AS t(r)"
        try run.place.write(
            "brief.yaml", SampleData.customersBrief.replacing("  key: [id]", with: "  dataset: '\(sql)'"))
        let result = try run.finish()
        #expect(result.status == 1)
        #expect(result.errors.contains("disk"))
        let names = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/runs").sorted()
        #expect(names.filter { $0 != "objects" } == ["failed"])
        try run.place.write("brief.yaml", SampleData.customersBrief)
        #expect(try run.finish().status == 0)
    }

    @Test func `rows that do not fit while they are scored are an error with its cure, and nothing is left`() throws {
        let run = try FaultyRun()
        try #require(run.finish().status == 0)
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 20_000))
        let model = run.place.path + "/runs/" + (try #require(try run.store.list().first).id)
        for (output, temporary) in [("disk/out.parquet", false), ("out.parquet", true), ("disk/out.csv", false)] {
            let disk = try #require(SmallDisk(megabytes: 2))
            try? FileManager.default.removeItem(atPath: place.path + "/disk")
            try FileManager.default.createSymbolicLink(atPath: place.path + "/disk", withDestinationPath: disk.path)
            try disk.fill(leaving: 16 << 10)
            let result = try Binary.run(
                ["score", model, "--input", "customers.csv", "--output", output, "--keep-all"], in: place.path,
                environment: temporary ? ["TMPDIR": disk.path] : [:])
            #expect(result.status == 1, "\(output): \(result.errors)")
            #expect(result.errors.contains("disk"), "\(output): \(result.errors)")
            #expect(place.names(in: ".") == ["customers.csv", "disk"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["ballast"])
        }
    }
}
