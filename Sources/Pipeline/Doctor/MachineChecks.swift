import Evidence
import Foundation

/// What of the machine a job rests on: disk, memory and processors.
enum MachineChecks {
    /// Under so many bytes free, disk and memory are worth a look.
    static let scarce = 1 << 30

    /// The store's folder, which a first run makes: nothing is made here.
    static func store(_ path: String) -> Diagnosis.Check {
        let folder = URL(fileURLWithPath: path).standardizedFileURL.path
        let there = nearest(folder)
        let check = Diagnosis.Check("store", .ok, path, path: folder)
        guard isFolder(there) else {
            return check.with(.missing, "\(path) is no folder", cure: "--store FOLDER, or ASSOCIATE_STORE=FOLDER")
        }
        guard FileManager.default.isWritableFile(atPath: there) else {
            return check.with(
                .missing, "\(path) cannot be written", cure: "--store FOLDER, or ASSOCIATE_STORE=FOLDER")
        }
        let state = there == folder ? path : "\(path), made by the first run"
        return check.with(room: room(there), state, cure: "free some space, or --store FOLDER on another disk")
    }

    /// The folder for what goes away again.
    static func scratch() -> Diagnosis.Check {
        let path = URL(fileURLWithPath: NSTemporaryDirectory()).standardizedFileURL.path
        let check = Diagnosis.Check("scratch", .ok, path, path: path)
        guard isFolder(path), FileManager.default.isWritableFile(atPath: path) else {
            return check.with(.missing, "\(path) cannot be written", cure: "export TMPDIR=FOLDER")
        }
        return check.with(room: room(path), path, cure: "free some space, or export TMPDIR=FOLDER on another disk")
    }

    /// Memory, as far as this process may use it.
    static func memory(
        total: UInt64 = ProcessInfo.processInfo.physicalMemory, limit: UInt64? = ProcessMemory.controlGroupLimit,
        available: UInt64? = availableMemory()
    ) -> Diagnosis.Check {
        let most = Int(min(total, limit ?? .max, UInt64(Int.max)))
        var detail = NumberText.bytes(most)
        if let limit, limit < total { detail += " for this process of \(NumberText.bytes(Int(total)))" }
        let free = available.map { Int(min($0, UInt64(most))) }
        if let free { detail += ", \(NumberText.bytes(free)) of it free" }
        let isScarce = min(most, free ?? most) < scarce
        return Diagnosis.Check(
            "memory", isScarce ? .look : .ok, detail,
            cure: isScarce ? "end other programs; the engine takes 1 GiB before it spills to disk" : nil)
    }

    /// Processors.
    static func threads() -> Diagnosis.Check {
        let count = ProcessInfo.processInfo.activeProcessorCount
        return Diagnosis.Check(
            "threads", .ok, "\(NumberText.count(count)), all of them used where --threads does not say otherwise")
    }

    /// What Linux says could be given to a new program; `nil` where it does not say.
    private static func availableMemory() -> UInt64? {
        let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }) else { return nil }
        return line.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 * 1_024 }
    }

    /// The folder itself, or the nearest one above it that is there.
    private static func nearest(_ path: String) -> String {
        var url = URL(fileURLWithPath: path)
        while url.pathComponents.count > 1, !FileManager.default.fileExists(atPath: url.path) {
            url.deleteLastPathComponent()
        }
        return url.path
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Bytes free on the disk of a folder.
    private static func room(_ path: String) -> Int? {
        (try? FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? NSNumber)?.intValue
    }
}

extension Diagnosis.Check {
    /// The same part with another result.
    fileprivate func with(_ state: Diagnosis.State, _ detail: String, cure: String?) -> Diagnosis.Check {
        Diagnosis.Check(name, state, detail, version: version, path: path, cure: cure)
    }

    /// The same part, in order where there is room on its disk.
    fileprivate func with(room: Int?, _ detail: String, cure: String) -> Diagnosis.Check {
        guard let room else { return with(.ok, detail, cure: nil) }
        let isScarce = room < MachineChecks.scarce
        return with(
            isScarce ? .look : .ok, "\(detail) · \(NumberText.bytes(room)) free", cure: isScarce ? cure : nil)
    }
}
