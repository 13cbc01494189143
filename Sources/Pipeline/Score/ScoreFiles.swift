import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a scoring: a scratch folder, and the output, which is written beside its place and then takes it.
final class ScoreFiles: Sendable {
    /// A folder of this scoring alone.
    let scratch: String
    /// Where the output is written; `target` gets its name in the end.
    let partial: String
    private let target: String?

    /// Makes the scratch folder, and looks whether the output can be written.
    ///
    /// - Parameter output: the output's path; `-` for standard output.
    /// - Throws: ``ArgumentError`` where the output is a folder or in none, ``FileFailure``.
    init(output: String) throws {
        scratch = try Scratch.make("score")
        guard output != "-" else {
            (target, partial) = (nil, scratch + "/output")
            return
        }
        let place = URL(fileURLWithPath: output)
        let folder = place.deletingLastPathComponent().path
        target = place.path
        partial = "\(folder)/.partial-\(place.lastPathComponent)-\(UUID().uuidString)"
        do {
            try Self.check(place, folder: folder, output)
        } catch {
            discard()
            throw error
        }
    }

    private static func check(_ place: URL, folder: String, _ output: String) throws(ArgumentError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw ArgumentError(
                "--output names a file in a folder that is not there: \(output)", advice: "make the folder")
        }
        if FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue {
            throw ArgumentError("--output names a folder: \(output)", advice: "name a file in it")
        }
        guard access(folder, W_OK) == 0 else {
            throw ArgumentError(
                "--output names a file in a folder that may not be written to: \(output)",
                advice: "name a file in another folder")
        }
    }

    /// The output is none of the files that are read.
    ///
    /// - Throws: ``ArgumentError``.
    func check(against inputs: [String]) throws(ArgumentError) {
        guard let target else { return }
        let own = URL(fileURLWithPath: target).resolvingSymlinksInPath().path
        for input in inputs where URL(fileURLWithPath: input).resolvingSymlinksInPath().path == own {
            throw ArgumentError("--output would overwrite the input: \(input)", advice: "name another file")
        }
    }

    /// Gives the output its name, or sends it to standard output.
    ///
    /// - Throws: ``FileFailure``.
    func publish() throws(FileFailure) {
        guard let target else { return try send() }
        guard flush(partial), rename(partial, target) == 0 else {
            throw FileFailure("the scored rows cannot be written to \(target): \(String(cString: strerror(errno)))")
        }
        // The name is in the folder; where its flush fails, the file is there and whole all the same.
        _ = flush(URL(fileURLWithPath: target).deletingLastPathComponent().path)
    }

    private func flush(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    private func send() throws(FileFailure) {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: partial))
            defer { try? file.close() }
            while let bytes = try file.read(upToCount: 1 << 20), !bytes.isEmpty {
                try FileHandle.standardOutput.write(contentsOf: bytes)
            }
        } catch {
            throw FileFailure("the scored rows cannot be written to standard output")
        }
    }

    /// Takes away all that is not the finished output, from any thread.
    func discard() {
        unlink(partial)
        // A thread that still writes may put a file where the folder is being removed.
        for _ in 0..<10 {
            try? FileManager.default.removeItem(atPath: scratch)
            guard FileManager.default.fileExists(atPath: scratch) else { return }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }
}
