import Evidence
package import Foundation
import Synchronization

/// A folder of a test's own, removed when the test ends.
package final class Workspace: Sendable {
    /// Absolute, without symbolic links.
    package let path: String

    /// All that were made; they are removed when the process ends, since a path may outlive its workspace.
    private static let made: Mutex<[String]> = {
        atexit { Workspace.made.withLock { $0.forEach { try? FileManager.default.removeItem(atPath: $0) } } }
        return Mutex([])
    }()

    package init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let path = base.appendingPathComponent("associate-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        Workspace.made.withLock { $0.append(path) }
        self.path = path
    }

    /// Writes a file, with the folders above it, and gives its path.
    @discardableResult
    package func write(_ name: String, _ bytes: Data) throws -> String {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
        return file.path
    }

    /// Writes a text in UTF-8.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    /// Names in a folder of the workspace, sorted; none where there is no such folder.
    package func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
    }

    /// Every file below a folder, by its relative path, sorted.
    package static func files(under folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// Every file below a folder with its SHA-256, by relative path.
    package static func hashes(under folder: String) throws -> [String: String] {
        try Dictionary(
            uniqueKeysWithValues: files(under: folder).map { ($0, try ContentHash(ofFile: folder + "/" + $0).hex) })
    }
}
