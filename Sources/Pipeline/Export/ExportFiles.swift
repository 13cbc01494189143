import Evidence
import Foundation

/// Files that are written together, none of them by half.
struct ExportFiles {
    /// The file, or the folder of files.
    let path: String
    let overwrites: Bool

    /// Says so before any work is done.
    ///
    /// - Throws: ``ArgumentError`` where something is there that may not be written over.
    func checkFree() throws {
        guard !overwrites, FileManager.default.fileExists(atPath: path) else { return }
        throw ArgumentError(
            "there is a file or folder '\(path)', and export overwrites nothing",
            advice: "name another with --output, or say --force to have it written anew")
    }

    /// Writes one file: beside its place first, then under its name.
    ///
    /// - Throws: ``FileFailure`` where it cannot be written.
    func write(_ data: Data) throws -> [ExportedFile] { [try write(data, to: path)] }

    /// Writes a folder of files, by their names in it.
    ///
    /// - Throws: ``FileFailure`` where one cannot be written; a folder that was not there before is then not there.
    func write(_ files: [String: Data]) throws -> [ExportedFile] {
        let place = URL(fileURLWithPath: path).standardizedFileURL
        guard !FileManager.default.fileExists(atPath: place.path) else { return try write(files, into: place.path) }
        let beside = place.deletingLastPathComponent().path + "/.\(place.lastPathComponent).\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: beside) }
        var written = try write(files, into: beside)
        do {
            try FileManager.default.moveItem(atPath: beside, toPath: place.path)
        } catch {
            throw FileFailure("'\(path)' cannot be written")
        }
        for index in written.indices { written[index].path = place.path + written[index].path.dropFirst(beside.count) }
        return written
    }

    private func write(_ files: [String: Data], into folder: String) throws -> [ExportedFile] {
        try files.sorted { $0.key < $1.key }.map { name, data in
            let file = URL(fileURLWithPath: folder + "/" + name)
            do {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            } catch {
                throw FileFailure("the folder of '\(path)/\(name)' cannot be made")
            }
            return try write(data, to: file.path)
        }
    }

    private func write(_ data: Data, to path: String) throws -> ExportedFile {
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw FileFailure("'\(path)' cannot be written")
        }
        return ExportedFile(path: path, bytes: data.count, sha256: ContentHash(of: data).hex)
    }
}
