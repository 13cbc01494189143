import Evidence
import Foundation
import Store

/// A folder of its own for one test, removed afterwards.
final class Workplace {
    let path: String
    var store: RunStore { RunStore(at: path + "/runs") }

    init() throws {
        path = NSTemporaryDirectory() + "store-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A file with some bytes; its path.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }

    /// A finished run of a brief.
    @discardableResult
    func finishedRun(
        _ name: String = "late-flights", fingerprint: Character = "a", started: String = "2026-11-24T10:00:00Z"
    ) throws -> Run {
        let folder = try store.begin(name: name)
        try folder.write("brief.yaml", Data("name: late-flights\n".utf8))
        try folder.write("evaluation/metrics.json", Data("{}\n".utf8))
        return try store.finish(folder, record: record(name, fingerprint: fingerprint, started: started))
    }

    func record(
        _ name: String = "late-flights", fingerprint: Character = "a", started: String = "2026-11-24T10:00:00Z"
    ) -> RunRecord {
        RunRecord(
            runID: "", name: name, status: .complete, fingerprint: String(repeating: fingerprint, count: 64),
            started: started, ended: started, threads: 1,
            machine: RunRecord.Machine(system: "Linux", architecture: "x86_64", cores: 2))
    }

    /// Names in a folder of the workplace, sorted.
    func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
    }

    func text(_ file: String) -> String? {
        (try? Data(contentsOf: URL(fileURLWithPath: path + "/" + file))).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The id of a process that ran and is gone.
func goneProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
}
