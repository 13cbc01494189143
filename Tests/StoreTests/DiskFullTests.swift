import Evidence
import Foundation
import Store
import Testing

/// A file system of 256 KiB, or `nil` where this process may not mount one.
private final class TinyDisk {
    let path: String

    init?() {
        path = NSTemporaryDirectory() + "tiny-disk-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", path) else {
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
    }

    deinit {
        _ = Self.run("umount", path)
        try? FileManager.default.removeItem(atPath: path)
    }

    static let isPossible = TinyDisk() != nil

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

@Suite(.enabled(if: TinyDisk.isPossible, "a small file system can be mounted only by root"), .serialized)
struct DiskFullTests {
    @Test func aFullDiskIsNamedWithTheBytesNeeded() throws {
        let disk = try #require(TinyDisk())
        let store = RunStore(at: disk.path + "/runs")
        let folder = try store.begin(name: "late-flights")
        let error = #expect(throws: StoreError.self) {
            try folder.write("data/train.parquet", Data(repeating: 1, count: 1 << 20))
        }
        #expect(error?.code == .diskFull)
        #expect(error?.exitStatus == .failed)
        #expect(error?.message.contains("1048576 bytes") == true)
        #expect(error?.path?.hasSuffix("data/train.parquet") == true)
    }

    @Test func earlierRunsStayAndTheNextOneSucceedsAfterRoomIsMade() throws {
        let disk = try #require(TinyDisk())
        let place = try Workplace()
        let store = RunStore(at: disk.path + "/runs")
        let first = try store.begin(name: "late-flights")
        try first.write("a.txt", Data("a".utf8))
        let run = try store.finish(first, record: place.record())
        let second = try store.begin(name: "late-flights")
        #expect(throws: StoreError.self) { try second.write("big", Data(repeating: 1, count: 1 << 20)) }
        try store.recordFailure(of: second, status: .failed, record: place.record(), checks: nil, log: "disk full\n")
        #expect(try run.verify().isEmpty)
        #expect(try store.list().map(\.state) == [.failed, .complete])
        let third = try store.begin(name: "late-flights")
        try third.write("a.txt", Data("a".utf8))
        #expect(try store.finish(third, record: place.record()).id.ordinal == 3)
    }

    @Test func anAdoptedFileThatDoesNotFitSaysSo() throws {
        let disk = try #require(TinyDisk())
        let place = try Workplace()
        let folder = try RunStore(at: disk.path + "/runs").begin(name: "x")
        let big = try place.file("big", String(repeating: "x", count: 1 << 20))
        let error = #expect(throws: StoreError.self) { try folder.adopt(file: big, as: "big") }
        #expect(error?.code == .diskFull)
        #expect(error?.message.contains("1048576 bytes") == true)
    }
}
